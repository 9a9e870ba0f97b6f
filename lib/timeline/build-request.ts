import type { Body } from '@/lib/model/body';
import type { RequestEntry } from '@/lib/model/entry';
import type { Carrier, Header } from '@/lib/model/observation';
import { payloadOf } from '@/lib/tracker/decode';
import { recogniseEndpoint } from '@/lib/tracker/endpoint';
import { dialectOfRequest } from './dialect-signs';
import { entryBase } from './entry-base';
import { type Exchange, type ExchangeRecord, type RequestRecord, type ResponseRecord, requestOf } from './exchange';
import { leadKeyOf } from './lead-key';
import { missingParts } from './missing';
import type { Built } from './node';
import type { Item } from './pairing-groups';
import { outcomeOf } from './request-outcome';

/** One request from what all its witnesses tell. */
export function buildRequest(head: Item<Exchange>): Built {
  const members = head.members ?? [head];
  const records = members.flatMap((item) => item.value.records);
  const requests = members.flatMap((item) => requestOf(item.value) ?? []);
  const said = requests.find((record) => record.source === 'page') ?? requests[0];
  const method = said?.method.toUpperCase() ?? 'GET';
  const url = said?.url ?? records[0]?.url ?? '';
  const headers = longest(requests.map((record) => record.headers));
  const body = requestBody(requests);
  const payload = () => payloadOf(body, headers);
  const endpoint = said && recogniseEndpoint(url, method);
  const outcome = outcomeOf(records);
  const dialect = dialectOfRequest(endpoint, payload);
  const base = entryBase(said ? [said, ...records] : records);
  const entry: RequestEntry = {
    ...base,
    at: said?.at ?? base.at,
    kind: 'request',
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
    ...(outcome.kind !== 'pending' && { endedAt: outcome.endedAt }),
    // A replay of ours stays ours when the browser saw it go out as well.
    ...(records.some((record) => record.source === 'extension') && { ours: true }),
    ...(endpoint && { endpoint }),
    ...(dialect && { dialect }),
    ...sharedByTabs(requests),
  };
  entry.missing = missingParts(entry, requests, records);
  const leadKey = endpoint && endpoint.name !== 'script' ? leadKeyOf(payload()) : undefined;
  const requestIds = records.filter((record) => record.source !== 'page').map((record) => record.requestId);
  return { entry, hints: { requestIds, ...(leadKey !== undefined && { leadKey }) } };
}

/** The page's own body before what others could read of it; a form whose fields stand in order before a sorted one. */
function requestBody(requests: readonly RequestRecord[]): Body {
  const bodies = [...requests].sort((a, b) => bodyRank(a) - bodyRank(b)).map((record) => record.body);
  const readable = bodies.find((body) => body.kind === 'text' || body.kind === 'form');
  if (readable) return readable;
  const unavailable = bodies.find((body) => body.kind === 'unavailable');
  const saidNone = requests.some((record) => record.source === 'page' && record.body.kind === 'none');
  return saidNone || !unavailable ? { kind: 'none' } : unavailable;
}

function bodyRank(record: RequestRecord): number {
  if (record.source === 'page') return 0;
  return record.source === 'network' ? 1 : 2;
}

const VAGUE_CARRIERS: Carrier[] = ['other', 'worker'];

/** The page names the API it used; the browser a type that may stand for several. */
function carrierOf(requests: readonly RequestRecord[]): Carrier {
  const page = requests.find((record) => record.source === 'page');
  if (page) return page.carrier;
  const carriers = requests.map((record) => record.carrier);
  return carriers.find((carrier) => !VAGUE_CARRIERS.includes(carrier)) ?? carriers[0] ?? 'other';
}

function redirectsOf(records: readonly ExchangeRecord[]): RequestEntry['redirects'] {
  const hops = records.filter(
    (record): record is ResponseRecord => record.kind === 'response' && record.redirectedTo !== undefined,
  );
  const redirects: RequestEntry['redirects'] = [];
  for (const hop of hops.sort((a, b) => a.at - b.at || a.seq - b.seq)) {
    const url = hop.redirectedTo ?? '';
    if (!redirects.some((known) => known.url === url && known.status === hop.status))
      redirects.push({ url, status: hop.status });
  }
  return redirects;
}

/** Two when a page's request and the one its service worker made of it are both here. */
function hopsOf(members: readonly Item<Exchange>[]): number {
  const lanes = members.map((item) => item.lane);
  return lanes.includes('worker') && (lanes.includes('page') || lanes.includes('browser')) ? 2 : 1;
}

function sharedByTabs(requests: readonly RequestRecord[]): { sharedByTabs?: number } {
  if (requests.some((record) => record.source === 'page')) return {};
  const shared = requests.find((record) => record.sharedByTabs !== undefined)?.sharedByTabs;
  return shared === undefined ? {} : { sharedByTabs: shared };
}

function longest(lists: readonly Header[][]): Header[] {
  return lists.reduce((best, list) => (list.length > best.length ? list : best), []);
}
