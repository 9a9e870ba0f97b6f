import fc from 'fast-check';
import type { Body } from '@/lib/model/body';
import type { JsonObject } from '@/lib/model/json';
import type { Header, JournalRecord, ObservationContent, Witness } from '@/lib/model/observation';
import { API, CLICK_ID, jsonBody } from '@/test/fixtures/entries';

/**
 * Journals of a few documents in which everything that is joined can be: few URLs, bodies, ids and names, near in time.
 */

const few = { max: 3 };
const url = fc.constantFrom(
  `${API}/api/tracking/lead`,
  `${API}/api/v1/track/click`,
  `${API}/js/affitor-tracker.js`,
  `${API}/other`,
);
const value = fc.constantFrom(CLICK_ID, 'cust_29_1760000000001');
const user = fc.constantFrom('u_1', 'u_2', 'user_123');
const requestId = fc.nat({ max: 5 }).map(String);

const body: fc.Arbitrary<Body> = fc.oneof(
  { weight: 4, arbitrary: user.map((id) => jsonBody({ user_id: id })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'none' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'unavailable', reason: 'sent as a Blob' } as const) },
  {
    weight: 1,
    arbitrary: user.map((id) => ({ kind: 'form' as const, fields: [['user_id', id]] as [string, string][] })),
  },
);

const lines = [
  '[Affitor Tracker] ❌ Cookie verification FAILED - Cookies may be blocked or not working properly!',
  '[Affitor Tracker]    - expected: 1',
  '[Affitor Tracker]    - got: null',
  '[Affitor Tracker] Using advertiser ID: 29',
  '[Affitor] Signup tracked successfully',
  '[Affitor Tracker] nobody knows this line',
];

const contents: Record<ObservationContent['kind'], fc.Arbitrary<ObservationContent>> = {
  navigation: fc.record({
    kind: fc.constant('navigation' as const),
    cause: fc.constantFrom('load', 'reload', 'push', 'unload'),
    url: fc.constantFrom('https://shop.example.com/?ref=maya', 'https://shop.example.com/signup'),
  }),
  script: fc.record({
    kind: fc.constant('script' as const),
    phase: fc.constantFrom('found', 'loaded', 'failed', 'inert', 'removed'),
    elementId: fc.nat(few),
    src: fc.constant(`${API}/js/affitor-tracker.js`),
    attributes: fc.constant({}),
    placement: fc.constantFrom('head', 'body'),
  }),
  global: fc.record({
    kind: fc.constant('global' as const),
    phase: fc.constantFrom('appeared', 'replaced', 'state', 'unreadable'),
    name: fc.constant('affitor'),
    methods: fc.subarray(['signup', 'trackLead', 'trackClick']),
    state: fc.constantFrom<JsonObject>({}, { debugMode: true }, { clickId: CLICK_ID }),
  }),
  call: fc.record(
    {
      kind: fc.constant('call' as const),
      phase: fc.constantFrom('called', 'returned', 'threw', 'resolved', 'rejected'),
      callId: fc.nat(few),
      target: fc.constant('affitor'),
      method: fc.constantFrom('trackLead', 'signup', 'trackTest'),
      args: user.map((id) => [{ user_id: id }]),
      queueItemId: fc.nat(few),
    },
    { requiredKeys: ['kind', 'phase', 'callId', 'target', 'method'] },
  ),
  queue: fc.record(
    {
      kind: fc.constant('queue' as const),
      phase: fc.constantFrom('pushed', 'drained', 'refused', 'created', 'misspelt'),
      name: fc.constant('affitorQueue'),
      itemId: fc.nat(few),
      item: user.map((id) => ['trackLead', { user_id: id }]),
      afterLoad: fc.boolean(),
    },
    { requiredKeys: ['kind', 'phase', 'name'] },
  ),
  console: fc
    .constantFrom(...lines)
    .map((text) => ({ kind: 'console' as const, level: 'log' as const, text, args: [text] })),
  request: fc.record({
    kind: fc.constant('request' as const),
    requestId,
    carrier: fc.constantFrom('fetch', 'beacon', 'script', 'fetch-later', 'form'),
    method: fc.constantFrom('POST', 'GET', ''),
    url,
    headers: fc.constant<Header[]>([]),
    body,
  }),
  response: fc.record(
    {
      kind: fc.constant('response' as const),
      requestId,
      url,
      status: fc.constantFrom(200, 307, 400),
      statusText: fc.constantFrom('', 'OK'),
      headers: fc.constant<Header[]>([]),
      body: fc.oneof(body, fc.constant(jsonBody({ success: true, click_id: CLICK_ID }))),
      redirectedTo: url,
      durationMs: fc.constantFrom(5, 400),
    },
    { requiredKeys: ['kind', 'requestId', 'url', 'status', 'statusText', 'headers', 'body'] },
  ),
  failure: fc.record({
    kind: fc.constant('failure' as const),
    requestId,
    url,
    reason: fc.constantFrom('network', 'aborted', 'blocked-by-client'),
    message: fc.constant('Failed to fetch'),
  }),
  cookie: fc.record({
    kind: fc.constant('cookie' as const),
    phase: fc.constantFrom('set', 'removed', 'expired', 'present', 'refused'),
    name: fc.constantFrom('customer_code', 'affitor_click_id'),
    value,
    attributes: fc.constantFrom({}, { path: '/' }, { secure: true }),
    author: fc.oneof(
      fc.constant({ kind: 'script' as const, via: 'document.cookie' as const }),
      fc.constant({ kind: 'unknown' as const }),
      fc.record({ kind: fc.constant('response' as const), url, requestId }),
    ),
  }),
  storage: fc.record({
    kind: fc.constant('storage' as const),
    phase: fc.constantFrom('gap', 'rejected', 'ours'),
    message: fc.constant('Something was lost.'),
    count: fc.nat(few),
  }),
};

const stamp = fc.record({
  source: fc.constantFrom<Witness>('page', 'page', 'browser', 'network', 'extension'),
  at: fc
    .oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 12_000 }))
    .map((ms) => 1_760_000_000_000 + ms),
  frameId: fc.constantFrom(0, 0, 0, 3, -1),
  documentId: fc.constantFrom('doc-1', 'doc-1', 'doc-2', ''),
});

/** All kinds together, or only some, so that these meet more often. */
function journals(kinds: readonly ObservationContent['kind'][]): fc.Arbitrary<JournalRecord[]> {
  const chosen = kinds.map((kind) => contents[kind]);
  return fc.array(fc.tuple(fc.oneof(...chosen), stamp), { maxLength: 30, size: 'max' }).map((list) =>
    list.map(([content, { source, at, frameId, documentId }], index) => ({
      ...content,
      id: source === 'page' ? `nonce-${documentId}:${index + 1}` : `${source}:${index + 1}`,
      source,
      at,
      seq: index + 1,
      tabId: 1,
      frameId,
      documentId,
      documentUrl: 'https://shop.example.com/signup',
    })),
  );
}

const everyKind: ObservationContent['kind'][] = [
  'navigation',
  'script',
  'global',
  'call',
  'queue',
  'console',
  'request',
  'response',
  'failure',
  'cookie',
  'storage',
];

export const arbitraryRecords: fc.Arbitrary<JournalRecord[]> = fc.oneof(
  journals(everyKind),
  journals(['request', 'request', 'response', 'failure']),
  journals(['request', 'response', 'cookie', 'script']),
  journals(['call', 'queue', 'console', 'request', 'response']),
  journals(['console', 'global', 'script', 'navigation']),
);
