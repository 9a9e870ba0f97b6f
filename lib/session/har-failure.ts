import type { FailureReason } from '@/lib/model/observation';

/** Why an entry of a HAR has no answer, as far as its exporter says. */
export type HarFailure = { reason: FailureReason; message: string };

/** What Chromium's `net::ERR_…` and Firefox's `NS_…` come to. */
const REASONS: [pattern: RegExp, reason: FailureReason][] = [
  [/BLOCKED_BY_CSP/, 'blocked-by-csp'],
  [/BLOCKED_BY_(?:CLIENT|ADMINISTRATOR)|(?:TRACKING|BLOCKED)_URI/, 'blocked-by-client'],
  [/MIXED_CONTENT|BLOCKED_BY_POLICY|CONTENT_BLOCKED/, 'blocked-mixed-content'],
  [/CORS|PREFLIGHT|LOCAL_NETWORK_ACCESS|BAD_URI/, 'cors'],
  [/NAME_NOT_RESOLVED|UNKNOWN_HOST|ERR_DNS/, 'dns'],
  [/INTERNET_DISCONNECTED|OFFLINE|NETWORK_CHANGED/, 'offline'],
  [/TIMED_OUT|TIMEOUT/, 'timeout'],
  [/REFUSED/, 'refused'],
  [/INTEGRITY/, 'integrity'],
  [/ABORT/, 'aborted'],
];

const OWN_REASONS: readonly string[] = [
  'aborted',
  'blocked-by-client',
  'blocked-by-csp',
  'blocked-mixed-content',
  'cors',
  'dns',
  'offline',
  'timeout',
  'refused',
  'integrity',
  'navigation',
  'network',
] satisfies FailureReason[];

const isReason = (text: string): text is FailureReason => OWN_REASONS.includes(text);

/** Nothing when the exporter names no error: of a request whose page was left, Chromium's log never learns the end. */
export function failureOf(error: string | null, statusText: string): HarFailure | undefined {
  // `pending` is our own export's word for a request that was still under way.
  if (!error || error === 'pending') return undefined;
  const message = statusText || error;
  if (isReason(error)) return { reason: error, message };
  return { reason: REASONS.find(([pattern]) => pattern.test(error))?.[1] ?? 'network', message };
}
