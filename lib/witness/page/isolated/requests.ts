import { type Body, STILL_ARRIVING } from '@/lib/model/body';
import type { Json } from '@/lib/model/json';
import type { Carrier, FailureReason, Header } from '@/lib/model/observation';
import type { RawBody, Signal } from '@/lib/witness/page/signal';
import { readRawBody, unavailable, wellFormed } from './body';
import type { Desk } from './desk';

/** Reports requests and how they ended, from what the page's own world tells of each carrier. */

type Told<Kind extends Signal['kind']> = Extract<Signal, { kind: Kind }>;

const CLOSING = 'the page was closing, and the browser reads this only later';
/** Beacons and pixels never end for the page; their beginnings need not be remembered for ever. */
const OPEN_LIMIT = 2_000;

const CARRIERS: Partial<Record<Told<'request'>['carrier'], Carrier>> = { fetchLater: 'fetch-later' };
const METHODS: Partial<Record<Carrier, string>> = { beacon: 'POST', form: 'POST' };

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** An answer may take long, or never end: its status and headers are told without its body after this time. */
const ARRIVING_MS = 1_000;

const BLOCKED_LIMIT = 500;
/** How long after a failure its cause may still be told. */
const VIOLATION_MS = 50;

type Undecided = { url: string; otherwise: FailureReason; report(reason: FailureReason): void };

const asText = (value: Json | undefined, otherwise = ''): string =>
  typeof value === 'string' || typeof value === 'number' ? wellFormed(String(value)) : otherwise;

/** A getter or an object, which only the page may turn into text. */
const isUnknown = (value: Json | undefined): boolean =>
  typeof value === 'object' && value !== null && !('$type' in value && value.$type === 'undefined');

/** Pairs, a record, or the text that XMLHttpRequest gives. */
export function readHeaders(headers: Json | undefined): Header[] {
  const pairs: unknown[] =
    typeof headers === 'string'
      ? headers.split(/\r?\n/).map((line) => /^([^:]+):\s*(.*)$/.exec(line)?.slice(1))
      : Array.isArray(headers)
        ? headers
        : Object.entries(headers && typeof headers === 'object' && !('$type' in headers) ? headers : {});
  return pairs.flatMap((pair): Header[] =>
    Array.isArray(pair) && pair.length === 2 ? [[asText(pair[0]), asText(pair[1])]] : [],
  );
}

export function createRequests(desk: Desk, nonce: string) {
  const { navigator, location, document } = desk.window;
  const open = new Map<number, { url: string; at: number }>();
  const waiting = new Map<number, (body: Body) => void>();
  const blocked = new Set<string>();
  const failing = new Set<Undecided>();
  let hiding = false;

  const decide = (undecided: Undecided, reason: FailureReason) => {
    if (failing.delete(undecided)) undecided.report(reason);
  };
  desk.listen(document, 'securitypolicyviolation', (event) => {
    const { blockedURI } = event as SecurityPolicyViolationEvent;
    if (blocked.size < BLOCKED_LIMIT) blocked.add(blockedURI);
    for (const undecided of failing) if (undecided.url === blockedURI) decide(undecided, 'blocked-by-csp');
  });
  desk.listen(desk.window, 'pagehide', () => {
    hiding = true;
    for (const undecided of failing) decide(undecided, undecided.otherwise);
    for (const give of [...waiting.values()]) give(unavailable(CLOSING));
  });
  desk.listen(desk.window, 'pageshow', () => {
    hiding = false;
  });

  /** Gives the body as soon as it is there; a page that goes away waits for nothing. */
  const withBody = (raw: RawBody | undefined, give: (body: Body) => void) => {
    if (!raw || !('pending' in raw)) return give(readRawBody(raw ?? null));
    if (hiding) return give(unavailable(CLOSING));
    waiting.set(raw.pending, (body) => {
      if (waiting.delete(raw.pending)) give(body);
    });
  };

  const reasonOf = (url: string, name?: string): FailureReason => {
    if (name === 'AbortError' || name === 'abort') return 'aborted';
    if (name === 'TimeoutError' || name === 'timeout') return 'timeout';
    if (name === 'refused') return 'refused';
    if (blocked.has(url)) return 'blocked-by-csp';
    const { protocol, hostname } = new URL(url, location.href);
    // One's own machine is reached without a network, and over plain HTTP from a secure page.
    const isLoopback = LOOPBACK.test(hostname);
    if (!navigator.onLine && !isLoopback) return 'offline';
    const isMixed = protocol === 'http:' && location.protocol === 'https:' && !isLoopback;
    return isMixed ? 'blocked-mixed-content' : 'network';
  };

  return {
    reasonOf,

    began({ id, at, url, ...told }: Omit<Told<'request'>, 'kind'>): void {
      const carrier = CARRIERS[told.carrier] ?? (told.carrier as Carrier);
      const plainUrl = url.replace(/#.*/s, '');
      open.set(id, { url: plainUrl, at });
      for (const oldest of open.size > OPEN_LIMIT ? open.keys() : []) {
        open.delete(oldest);
        break;
      }
      const method = isUnknown(told.method) ? '' : asText(told.method, METHODS[carrier] ?? 'GET');
      const head = {
        kind: 'request',
        requestId: `${nonce}-${id}`,
        carrier,
        url: plainUrl,
        method: /^(get|head|post|put|delete|options)$/i.test(method) ? method.toUpperCase() : method,
        headers: readHeaders(told.headers),
        ...((told.keepalive === true || carrier === 'beacon') && { keepalive: true }),
        ...desk.stack(told.stack),
      } as const;
      const { host, pathname } = new URL(plainUrl);
      if (desk.facts.path.test(pathname) || desk.named.has(host))
        desk.reveal(host === location.host ? undefined : host);
      withBody(told.body, (body) => desk.emit({ ...head, body }, at));
    },

    answered({ id, at, body, ...told }: Told<'response'>): void {
      const request = open.get(id);
      open.delete(id);
      const head = {
        kind: 'response',
        requestId: `${nonce}-${id}`,
        url: asText(told.url) || (request?.url ?? ''),
        status: Number(told.status) || 0,
        statusText: asText(told.statusText),
        headers: readHeaders(told.headers),
        ...(request && { durationMs: at - request.at }),
      } as const;
      // The browser gives an opaque answer no status.
      const given = head.status === 0 ? { reason: 'opaque' } : body;
      const tell = (read: Body) => desk.emit({ ...head, body: read }, at);
      withBody(given, tell);
      if (!given || !('pending' in given)) return;
      const { pending } = given;
      const arriving = () => waiting.has(pending) && tell(unavailable(STILL_ARRIVING));
      if (waiting.has(pending)) setTimeout(arriving, ARRIVING_MS);
    },

    failed({ id, at, error }: Told<'failure'>) {
      const request = open.get(id);
      open.delete(id);
      const url = request?.url ?? '';
      // Now, while whoever heard it can still refuse what a page made up.
      const requestId = `${nonce}-${id}`;
      const message = typeof error === 'string' ? error : describeError(error);
      const [, name] = /^(\w+)/.exec(message) ?? [];
      const report = (reason: FailureReason) =>
        desk.emit(
          {
            kind: 'failure',
            requestId,
            url,
            reason,
            message: MESSAGES.get(message) ?? message,
            ...(request && { durationMs: at - request.at }),
          },
          at,
        );
      const reason = reasonOf(url, name);
      if (!['network', 'offline'].includes(reason) || hiding) {
        report(reason);
        return;
      }
      // The browser tells a violation of the page's policy after the failure that it causes.
      const undecided = { url, otherwise: reason, report };
      failing.add(undecided);
      setTimeout(() => decide(undecided, reason), VIOLATION_MS);
    },

    bodyRead({ id, body }: Told<'body'>): void {
      if (body && 'pending' in body) return;
      waiting.get(id)?.(readRawBody(body));
    },
  };
}

const MESSAGES = new Map([
  ['refused', 'The browser refused it: sendBeacon returned false.'],
  ['error', 'The request failed before an answer came.'],
  ['abort', 'The page aborted the request.'],
  ['timeout', 'No answer came within the time the page allowed.'],
]);

/** "TypeError: what happened" of a snapshot; JSON of what is no error. */
export function describeError(error: Json | undefined): string {
  const text = error && typeof error === 'object' && !Array.isArray(error) ? error.text : error;
  return wellFormed(typeof text === 'string' ? text : JSON.stringify(error ?? 'unknown'));
}

export type Requests = ReturnType<typeof createRequests>;
