import type { RequestEntry } from '@/lib/model/entry';
import type { FailureReason } from '@/lib/model/observation';
import { isCutOff } from '@/lib/timeline/out-of-reach';
import { errorTextOf, isAccepted, statusOf } from './payload';

/** What the API's refusals mean, so that each has one rule that speaks of it. */

export type Refusal =
  | 'link-inactive'
  | 'program-inactive'
  | 'token'
  | 'rate-limit'
  | 'customer-not-found'
  | 'duplicate'
  | 'other';

const kinds = new WeakMap<RequestEntry, Refusal | null>();

/** `undefined` while the answer is not there yet, or is a good one. */
export function refusalKind(request: RequestEntry): Refusal | undefined {
  let kind = kinds.get(request);
  if (kind === undefined) {
    kind = readRefusal(request) ?? null;
    kinds.set(request, kind);
  }
  return kind ?? undefined;
}

function readRefusal(request: RequestEntry): Refusal | undefined {
  if (request.outcome.kind !== 'answered' || isAccepted(request)) return undefined;
  const status = statusOf(request);
  const text = errorTextOf(request);
  if (/link is inactive/i.test(text)) return 'link-inactive';
  if (status === 429) return 'rate-limit';
  if (status === 401) return 'token';
  if (status === 403 || /program (?:is )?(?:not active|inactive)/i.test(text)) return 'program-inactive';
  if (status === 409) return 'duplicate';
  if (status === 404 || /customer not found|customer does not belong/i.test(text)) return 'customer-not-found';
  return 'other';
}

const SPEAKERS: Record<Refusal, string[]> = {
  'link-inactive': ['click-link-inactive'],
  'program-inactive': ['program-inactive'],
  token: ['token-in-browser', 'token-invalid'],
  'rate-limit': ['rate-limited'],
  'customer-not-found': [],
  duplicate: [],
  other: [],
};

/** The rules that say why such a request failed or was refused. */
export function speakersFor(requests: readonly RequestEntry[]): string[] {
  return requests.flatMap((request) =>
    isCutOff(request) ? ['routing-sync-xhr'] : SPEAKERS[refusalKind(request) ?? 'other'],
  );
}

export function isFailed(request: RequestEntry): boolean {
  return request.outcome.kind === 'failed' || refusalKind(request) !== undefined;
}

/** "answered 400: No aff parameter found", "was blocked by an ad blocker". */
export function outcomeText(request: RequestEntry): string {
  const { outcome } = request;
  if (outcome.kind === 'pending') return 'got no answer yet';
  if (isCutOff(request)) return 'was cut off, for the page is routed to the mock';
  if (outcome.kind === 'failed') return FAILURES[outcome.reason];
  const text = errorTextOf(request);
  return text === '' ? `was answered ${outcome.status}` : `was answered ${outcome.status}: ${text}`;
}

const FAILURES: Record<FailureReason, string> = {
  aborted: 'was cancelled',
  'blocked-by-client': 'was blocked by an ad blocker or privacy tool',
  'blocked-by-csp': 'was blocked by the page’s content security policy',
  'blocked-mixed-content': 'was blocked as mixed content',
  cors: 'was refused by CORS: the API does not allow this page',
  dns: 'found no address for its host',
  offline: 'could not be sent, for the browser is offline',
  timeout: 'got no answer in time',
  refused: 'was refused a connection',
  integrity: 'failed an integrity check',
  navigation: 'was cancelled as the page was left',
  network: 'failed on the network',
};

/** What to do about a request that got no answer. */
export function remedyOf(reason: FailureReason, request: RequestEntry): string {
  if (isCutOff(request)) return 'Send it asynchronously, or stop routing this page to the mock.';
  const { url } = request;
  const origin = URL.canParse(url) ? new URL(url).origin : url;
  switch (reason) {
    case 'blocked-by-client':
      return 'Turn the blocker off while testing; for visitors who use one, report signups from your server.';
    case 'blocked-by-csp':
      return `Add ${origin} to connect-src of the page’s content security policy.`;
    case 'blocked-mixed-content':
      return 'Let the tracker speak https: check data-affitor-api-base.';
    case 'cors':
      return 'Check that the host in data-affitor-api-base is the vendor’s, and that the page’s own origin is allowed there.';
    case 'dns':
    case 'refused':
      return `Check that ${origin} is the right host and can be reached from this network.`;
    case 'aborted':
    case 'navigation':
      return 'Let the request finish before the page goes on.';
    default:
      return 'Try again with a working connection.';
  }
}
