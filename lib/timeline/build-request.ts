import type { Body } from '@/lib/model/body';
import type { RequestEntry } from '@/lib/model/entry';
import type { Carrier, Header } from '@/lib/model/observation';
import { payloadOf } from '@/lib/tracker/decode';
import { parseUrl, recogniseEndpoint } from '@/lib/tracker/endpoint';
import { append } from './append';
import { dialectOfRequest } from './dialect-signs';
import { compareRecords, entryBase } from './entry-base';
import { type Exchange, type ExchangeRecord, type RequestRecord, recordsOf, requestOf } from './exchange';
import { leadKeyOf } from './lead-key';
import { missingParts, UNKNOWN_METHOD } from './missing';
import type { Built, Hints } from './node';
import type { Item } from './pairing-groups';
import { outcomeOf } from './request-outcome';

/** One request from what all its witnesses tell. */
export function buildRequest(head: Item<Exchange>): Built {
  const members = head.members ?? [head];
  const records = members.flatMap((item) => recordsOf(item.value));
  const requests = requestsOf(members);
  const said = requests.find((record) => record.source === 'page') ?? requests[0];
  const method = methodOf(said, requests);
  const url = said?.url ?? records[0]?.url ?? '';
  const headers = longest(requests);
  const body = requestBody(requests);
  const endpoint = said && recogniseEndpoint(url, method);
  const outcome = outcomeOf(records);
  const dialect = dialectOfRequest(endpoint, () => payloadOf(body, headers));
  const base = entryBase(records);
  const entry: RequestEntry = Object.assign(base, {
    at: said?.at ?? base.at,
    kind: 'request' as const,
    carrier: carrierOf(requests),
    method,
    url,
    headers,
    body,
    keepalive: requests.some((record) => record.keepalive === true),
    outcome,
    redirects: redirectsOf(records),
    pairedByOrder: head.byOrder,
    routed: records.some((record) => 'routed' in record && record.routed === true),
    hops: hopsOf(members),
  });
  if (said?.source === 'page' && said.seq !== base.number) entry.order = said.seq;
  if (outcome.kind !== 'pending') entry.endedAt = outcome.endedAt;
  if (endpoint) entry.endpoint = endpoint;
  if (dialect) entry.dialect = dialect;
  const shared = requests.find((record) => record.sharedByTabs !== undefined)?.sharedByTabs;
  if (shared !== undefined && !requests.some((record) => record.source === 'page')) entry.sharedByTabs = shared;
  // A replay stays ours when the browser saw it go out as well; what we answered in a routed page is the page's.
  if (entry.routed) delete entry.ours;
  else if (records.some((record) => record.source === 'extension')) entry.ours = true;
  entry.missing = missingParts(entry, requests, records);
  return { entry, hints: hintsOf(entry, records) };
}

function hintsOf(entry: RequestEntry, records: readonly ExchangeRecord[]): Hints {
  const hints: Hints = {};
  let requestIds: string[] = [];
  for (const { source, requestId } of records) {
    if (source !== 'page' && !requestIds.includes(requestId)) requestIds = append(requestIds, requestId);
  }
  if (requestIds.length > 0) hints.requestIds = requestIds;
  if (!entry.endpoint || entry.endpoint.name === 'script') return hints;
  const leadKey = leadKeyOf(payloadOf(entry.body, entry.headers));
  if (leadKey !== undefined) hints.leadKey = leadKey;
  const sent = records.find(({ source, kind }) => source === 'page' && kind === 'request');
  if (sent) hints.sentSeq = sent.seq;
  return hints;
}

/** The page's word first; a question mark where it was the page's own code that knew, and nobody else saw it. */
function methodOf(said: RequestRecord | undefined, requests: readonly RequestRecord[]): string {
  if (!said) return 'GET';
  const named = said.method ? said : requests.find((record) => record.method !== '');
  return named?.method.toUpperCase() ?? UNKNOWN_METHOD;
}

function requestsOf(members: readonly Item<Exchange>[]): RequestRecord[] {
  const requests: RequestRecord[] = [];
  for (const { value } of members) {
    const request = requestOf(value);
    if (request) requests.push(request);
  }
  return requests;
}

/** The page's own body before what others could read of it; a form whose fields stand in order before a sorted one. */
function requestBody(requests: readonly RequestRecord[]): Body {
  let best: RequestRecord | undefined;
  for (const request of requests) {
    if (!best || bodyRank(request) < bodyRank(best)) best = request;
  }
  return best?.body ?? { kind: 'none' };
}

/** First whether it can be read, then who read it. That there was none is known for sure to the page alone. */
function bodyRank({ source, body }: RequestRecord): number {
  const witness = source === 'page' ? 0 : source === 'network' ? 1 : 2;
  if (body.kind === 'text' || body.kind === 'form') return witness;
  if (body.kind === 'none') return source === 'page' ? 3 : 7 + witness;
  return 4 + witness;
}

const VAGUE_CARRIERS: Carrier[] = ['other', 'worker'];

/** The page names the API it used; the browser a type that may stand for several. */
function carrierOf(requests: readonly RequestRecord[]): Carrier {
  const page = requests.find((record) => record.source === 'page');
  if (page) return page.carrier;
  const precise = requests.find((record) => !VAGUE_CARRIERS.includes(record.carrier));
  return (precise ?? requests[0])?.carrier ?? 'other';
}

/** Where it was sent on to, in order. Two witnesses may tell of one hop. */
function redirectsOf(records: readonly ExchangeRecord[]): RequestEntry['redirects'] {
  const redirects: RequestEntry['redirects'] = [];
  const hops = records.filter((record) => record.kind === 'response' && record.redirectedTo !== undefined);
  for (const hop of hops.length > 1 ? hops.sort(compareRecords) : hops) {
    if (hop.kind !== 'response' || hop.redirectedTo === undefined) continue;
    const url = parseUrl(hop.redirectedTo, hop.url)?.href ?? hop.redirectedTo;
    const { status } = hop;
    if (!redirects.some((known) => known.url === url && known.status === status)) redirects.push({ url, status });
  }
  return redirects;
}

/** Two when a page's request and the one its service worker made of it are both here. */
function hopsOf(members: readonly Item<Exchange>[]): number {
  const has = (lane: string) => members.some((item) => item.lane === lane);
  const isHandedOn = has('worker') ? has('page') || has('browser') : has('served') && has('network');
  return isHandedOn ? 2 : 1;
}

function longest(requests: readonly RequestRecord[]): Header[] {
  let best: Header[] = [];
  for (const { headers } of requests) if (headers.length > best.length) best = headers;
  return best;
}
