import type { JournalRecord } from '@/lib/model/observation';
import { inOrder } from './entry-base';
import type { Node } from './node';
import { createItem } from './pairing';
import type { Item } from './pairing-groups';
import { signatureOf, withoutFragment } from './signature';

/** What one witness tells of one request: that it began, its redirects, and how it ended. */

export type RequestRecord = Extract<JournalRecord, { kind: 'request' }>;
export type ResponseRecord = Extract<JournalRecord, { kind: 'response' }>;
export type FailureRecord = Extract<JournalRecord, { kind: 'failure' }>;
export type ExchangeRecord = RequestRecord | ResponseRecord | FailureRecord;

export type Exchange = {
  /** In order of time. */
  records: ExchangeRecord[];
  /** Under which name it waits for its partners in the pairing. */
  name: string;
  item: Item<Exchange> | undefined;
  node: Node | undefined;
  /** The hops before and after it, where a witness tells each as a request of its own. */
  previous: Exchange | undefined;
  next: Exchange | undefined;
};

/** Witnesses note a request within moments of each other, were it not for a busy machine. */
const REACH_MS = 3000;
/** `fetchLater` is called long before it sends. */
const LATER_REACH_MS = 10 * 60_000;

export function createExchange(record: ExchangeRecord): Exchange {
  return { records: [record], name: '', item: undefined, node: undefined, previous: undefined, next: undefined };
}

export function requestOf(exchange: Exchange): RequestRecord | undefined {
  return exchange.records.find((record) => record.kind === 'request');
}

/** All it tells, further hops included. */
export function recordsOf(exchange: Exchange): ExchangeRecord[] {
  if (!exchange.next) return exchange.records;
  const records = [...exchange.records];
  for (let hop = exchange.next as Exchange | undefined; hop; hop = hop.next) records.push(...hop.records);
  return records;
}

/** The exchange its chain of hops begins with. */
export function firstHop(exchange: Exchange): Exchange {
  let first = exchange;
  while (first.previous) first = first.previous;
  return first;
}

/** How it stands in the pairing; `undefined` when the records that came since change nothing there. */
export function placeExchange(exchange: Exchange): { name: string; item: Item<Exchange> } | undefined {
  inOrder(exchange.records);
  const request = requestOf(exchange);
  const first = request ?? exchange.records[0];
  if (!first) return undefined;
  const { item } = exchange;
  if (item && item.seq === first.seq) return undefined;
  // Without the request itself nothing but its URL can be compared, and that only with others like it.
  const signature = request
    ? signatureOf(request, request.source)
    : { name: `? ${withoutFragment(first.url)}`, method: '', body: '' };
  const { method, body } = signature;
  const began = 'durationMs' in first && first.durationMs !== undefined ? first.at - first.durationMs : first.at;
  // A form may answer in another frame, and `fetchLater` sends when its page has left the frame it had.
  const isElsewhere = ['form', 'document', 'fetch-later'].includes(request?.carrier ?? '');
  return {
    name: signature.name,
    item: createItem({
      value: exchange,
      lane: laneOf(first),
      at: began,
      seq: first.seq,
      hash: method === undefined || body === undefined ? undefined : `${method} ${body}`,
      method,
      body,
      frameId: isElsewhere || !namesItsFrame(first) ? undefined : first.frameId,
      documentId: first.documentId || undefined,
      reachMs: request?.carrier === 'fetch-later' ? LATER_REACH_MS : REACH_MS,
    }),
  };
}

/**
 * Neither the network log nor a worker has one, and Chromium takes what a frame's first, empty document sends for its
 * parent's.
 */
function namesItsFrame({ source, frameId, documentUrl }: ExchangeRecord): boolean {
  return frameId >= 0 && source !== 'network' && documentUrl !== 'about:blank';
}

/**
 * A service worker that forwards a page's request sends one of its own, which only the browser sees, outside of any
 * frame: the same witness, yet another lane. Chromium's network log tells both, and of which one a service worker took.
 */
function laneOf(record: ExchangeRecord): string {
  if (record.kind === 'request' && record.viaServiceWorker) return 'served';
  return record.source === 'browser' && record.frameId < 0 ? 'worker' : record.source;
}
