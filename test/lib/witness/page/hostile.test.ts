import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Report } from '@/lib/model/observation';
import { observeIsolated } from '@/lib/witness/page/isolated/observe-isolated';
import { parseSignal } from '@/lib/witness/page/isolated/parse-signal';
import { openPage, type TestPage } from './support/page';

/** The page can say anything over our channel: what makes no sense is counted, and nothing breaks. */

const KINDS = [
  'request',
  'response',
  'failure',
  'body',
  'call',
  'global',
  'queue',
  'queue-fault',
  'push',
  'console',
  'cookie',
  'cookie-written',
  'submitting',
  'fault',
  'storage',
  '__proto__',
];
const FIELDS = [
  'id',
  'url',
  'method',
  'headers',
  'body',
  'args',
  'stack',
  'item',
  'items',
  'methods',
  'state',
  'deaf',
  'phase',
  'error',
  'fault',
  'carrier',
  'level',
  'via',
  'position',
  'name',
  'hidden',
  'list',
  'frozen',
];

const reports: Report[] = [];
let ended: AbortController;
let witness: ReturnType<typeof observeIsolated>;

beforeEach(() => {
  reports.length = 0;
  ended = new AbortController();
  const facts = {
    hosts: [location.host],
    path: /^\/api\/tracking/,
    scriptName: /affitor-tracker\.js/,
    scriptMark: 'data-affitor-program-id',
    apiBase: 'data-affitor-api-base',
    globalName: 'affitor',
    methods: ['trackLead'],
    queueName: 'affitorQueue',
    consoleLine: /affitor/i,
    home: 'chrome-extension://us/',
  };
  witness = observeIsolated(window, facts, 'nonce', {
    report: (report) => void reports.push(report),
    reveal: () => undefined,
    command: () => undefined,
    hide: () => undefined,
    show: () => undefined,
    signal: ended.signal,
  });
});

let page: TestPage | undefined;
afterEach(() => {
  ended.abort();
  page?.close();
});

/** As the entrypoint does: true when it was taken. */
const hear = (text: unknown): boolean => {
  try {
    witness.hear(parseSignal(text));
    return true;
  } catch {
    return false;
  }
};

const anySignal = fc.record(
  {
    kind: fc.constantFrom(...KINDS),
    at: fc.oneof(fc.double(), fc.constant('now')),
    ...Object.fromEntries(
      FIELDS.map((field) => [
        field,
        fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(1, 2, 'GET', '/api/tracking/click', ['a'], [1])),
      ]),
    ),
  },
  { requiredKeys: ['kind'] },
);

test('no signal that a page can make up throws beyond its receiver', () => {
  fc.assert(
    fc.property(anySignal, (signal) => typeof hear(JSON.stringify(signal)) === 'boolean'),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(fc.anything(), (text) => !hear(text) || typeof text === 'string'),
    { numRuns: 500 },
  );
  expect(hear('{"kind":"submitting","at":1}')).toBe(true);
});

test('a failure of a request with no name for one is refused at once, and not when its cause is looked for', () => {
  const id = '{"toString":null,"valueOf":null}';
  expect(hear(`{"kind":"failure","at":1,"id":${id},"error":"TypeError: Failed to fetch"}`)).toBe(false);
});

test.each([
  '',
  'null',
  '[]',
  '{}',
  '{"kind":"request"}',
  '{"kind":1,"at":1}',
  '{"kind":"no such","at":1}',
  '{"kind":"request","at":"1"}',
  'x'.repeat(9_000_000),
])('what is no signal is not taken (%#)', (text) => {
  expect(hear(text)).toBe(false);
  expect(hear({ kind: 'submitting', at: 1 })).toBe(false);
});

test('half a surrogate pair in a forged signal is mended', () => {
  expect(hear('{"kind":"fault","at":1,"error":"a\\ud800b"}')).toBe(true);
  expect(reports.at(-1)).toMatchObject({ kind: 'storage', message: 'An observer failed in the page: a\ufffdb' });
});

test('a body promised and never read is told when the page closes', () => {
  const url = `${location.origin}/api/tracking/click`;
  hear(JSON.stringify({ kind: 'request', at: 1, id: 1, carrier: 'fetch', url, body: { pending: 7 }, stack: '' }));
  expect(reports.some(({ kind }) => kind === 'request')).toBe(false);
  window.dispatchEvent(new PageTransitionEvent('pagehide'));
  window.dispatchEvent(new PageTransitionEvent('pageshow'));
  expect(reports.find(({ kind }) => kind === 'request')).toMatchObject({ body: { kind: 'unavailable' } });
  hear(JSON.stringify({ kind: 'body', at: 2, id: 7, body: null }));
  expect(reports.filter(({ kind }) => kind === 'request').length).toBe(1);
});

test('a page that finds the node and forges on it is only counted', async () => {
  page = await openPage();
  page.run(`for (const name of ['affitor', 'affitor?']) document.addEventListener(name, (event) => {
      event.relatedTarget?.dispatchEvent(new CustomEvent('affitor', { detail: 'forged' }));
    });
    document.dispatchEvent(new CustomEvent('affitor?'));
    document.dispatchEvent(new MouseEvent('affitor', { relatedTarget: document.createElement('i') }))`);
  page.run(`navigator.sendBeacon('/api/tracking/click', 'still heard')`);
  expect(await page.report('request')).toMatchObject({ body: { text: 'still heard' } });
  expect(page.rejected).toBe(0);
});
