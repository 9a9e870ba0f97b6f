import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import type { JournalRecord } from '@/lib/model/observation';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { leadsOf } from '@/lib/timeline/leads';
import { API, CLICK_ID, jsonBody } from '@/test/fixtures/entries';
import {
  callRecord,
  consoleRecord,
  cookieRecord,
  globalRecord,
  queueRecord,
  requestRecord,
  resetRecords,
  responseRecord,
  scriptRecord,
} from '@/test/fixtures/records';

const AT = 1_760_000_000_000;
const SCRIPT_URL = `${API}/js/affitor-tracker.js`;

beforeEach(resetRecords);

/** `kind → kind of its cause`, in order of time. */
function links(records: readonly JournalRecord[]): string[] {
  const { entries, byId } = foldAll(emptyTimeline(), records);
  const name = (entry: Entry) => (entry.kind === 'request' ? (entry.endpoint?.name ?? 'request') : entry.kind);
  return entries.map((entry) => {
    const cause = entry.cause === undefined ? undefined : byId.get(entry.cause);
    return cause ? `${name(entry)} ← ${name(cause)}` : name(entry);
  });
}

describe('two calls within the same millisecond', () => {
  const both = () =>
    [1, 2].flatMap((callId) => [
      callRecord({ at: AT, callId }),
      requestRecord({ at: AT, requestId: `p-${callId}` }),
      callRecord({ at: AT, callId, phase: 'returned' }),
    ]);

  it('have a lead each, and neither made the other', () => {
    const { entries } = foldAll(emptyTimeline(), both());
    const [first, , second] = entries;
    expect(entries.map(({ kind }) => kind)).toEqual(['call', 'request', 'call', 'request']);
    expect(entries.map(({ cause }) => cause)).toEqual([undefined, first?.id, undefined, second?.id]);
  });

  it('have one each also where the browser told of the requests first', () => {
    const told = [1, 2].map((call) => requestRecord({ at: AT, source: 'browser', requestId: `w:${call}` }));
    const timeline = foldAll(emptyTimeline(), [...told, ...both()]);
    const { entries } = timeline;
    expect(leadsOf(timeline).map(({ carrier, request }) => [carrier, request !== undefined])).toEqual([
      ['call', true],
      ['call', true],
    ]);
    expect(entries.map(({ kind }) => kind)).toEqual(['call', 'request', 'call', 'request']);
    const calls = entries.filter(({ kind }) => kind === 'call');
    const leads = entries.filter(({ kind }) => kind === 'request');
    expect(leads.map(({ cause }) => cause)).toEqual(calls.map(({ id }) => id));
  });
});

describe('a queued lead', () => {
  const records = () => [
    queueRecord({ at: AT }),
    queueRecord({ at: AT + 1200, phase: 'drained' }),
    callRecord({ at: AT + 1201, queueItemId: 1 }),
    consoleRecord({ at: AT + 1202, text: '[Affitor Tracker] ✅ Affitor: user_id detected - u_8142' }),
    requestRecord({ at: AT + 1203, requestId: 'p-1' }),
    callRecord({ at: AT + 1204, phase: 'returned' }),
    responseRecord({ at: AT + 1400, requestId: 'p-1', body: jsonBody({ success: true, customer_code: CLICK_ID }) }),
    cookieRecord({ at: AT + 1402 }),
  ];

  it('is one trace from the push to the cookie', () => {
    expect(links(records())).toEqual(['queue', 'call ← queue', 'console ← call', 'lead ← call', 'cookie ← lead']);
    const { entries } = foldAll(emptyTimeline(), records());
    const [item, call, line, lead] = entries;
    expect(new Set(entries.map(({ trace }) => trace))).toEqual(new Set([item?.id]));
    expect(call?.effects).toEqual([line?.id, lead?.id]);
  });

  it('hands the request’s dialect up to call and item', () => {
    const { entries } = foldAll(emptyTimeline(), records());
    expect(entries.slice(0, 2).map(({ dialect }) => dialect)).toEqual(['v1', 'v1']);
  });

  it('is joined to its request by the item when no call was seen', () => {
    const withoutCall = records().filter(({ kind }) => kind !== 'call');
    expect(links(withoutCall)).toEqual(['queue', 'console ← queue', 'lead ← queue', 'cookie ← lead']);
  });
});

describe('a call', () => {
  it('that returns at once is the cause of the lead a moment later', () => {
    const records = [
      callRecord({ at: AT }),
      callRecord({ at: AT + 1, phase: 'returned' }),
      requestRecord({ at: AT + 700 }),
    ];
    expect(links(records)).toEqual(['call', 'lead ← call']);
  });

  it('is not the cause of another user’s lead', () => {
    const records = [
      callRecord({ at: AT, args: [{ user_id: 'u_1' }] }),
      callRecord({ at: AT + 1, phase: 'returned' }),
      requestRecord({ at: AT + 700, body: jsonBody({ user_id: 'u_2' }) }),
    ];
    expect(links(records)).toEqual(['call', 'lead']);
  });

  it('is told from one that overlaps by the user it is about', () => {
    const { entries, byId } = foldAll(emptyTimeline(), [
      callRecord({ at: AT, callId: 1, method: 'signup', args: ['u_1'] }),
      callRecord({ at: AT + 5, callId: 2, method: 'signup', args: ['u_2'] }),
      requestRecord({ at: AT + 10, requestId: 'a', body: jsonBody({ customer_key: 'u_1' }) }),
      requestRecord({ at: AT + 11, requestId: 'b', body: jsonBody({ customer_key: 'u_2' }) }),
      callRecord({ at: AT + 90, callId: 1, method: 'signup', phase: 'resolved' }),
      callRecord({ at: AT + 91, callId: 2, method: 'signup', phase: 'resolved' }),
    ]);
    const causes = entries.filter(({ kind }) => kind === 'request').map(({ cause }) => byId.get(cause ?? ''));
    expect(causes.map((call) => call?.kind === 'call' && call.args[0])).toEqual(['u_1', 'u_2']);
  });

  it('that another makes is its effect', () => {
    const records = [
      callRecord({ at: AT, callId: 1 }),
      callRecord({ at: AT + 1, callId: 2, method: 'trackTest', args: [] }),
      callRecord({ at: AT + 2, callId: 2, method: 'trackTest', phase: 'returned' }),
      callRecord({ at: AT + 3, callId: 1, phase: 'returned' }),
      callRecord({ at: AT + 50, callId: 3, method: 'trackTest', args: [] }),
    ];
    expect(links(records)).toEqual(['call', 'call ← call', 'call']);
  });

  it('in another document is the cause of nothing here', () => {
    const records = [
      callRecord({ at: AT, documentId: 'doc-0' }),
      callRecord({ at: AT + 100, documentId: 'doc-0', phase: 'returned' }),
      requestRecord({ at: AT + 50, documentId: 'doc-1' }),
    ];
    expect(links(records)).toEqual(['call', 'lead']);
  });
});

describe('a starting tracker', () => {
  it('is the cause of what it does while it starts, and of nothing long after', () => {
    const records = [
      scriptRecord({ at: AT }),
      scriptRecord({ at: AT + 100, phase: 'loaded' }),
      globalRecord({ at: AT + 90 }),
      consoleRecord({ at: AT + 91 }),
      requestRecord({ at: AT + 95, url: `${API}/api/tracking/click`, requestId: 'c' }),
      requestRecord({ at: AT + 60_000, url: `${API}/api/tracking/click`, requestId: 'd' }),
    ];
    expect(links(records)).toEqual(['script', 'global ← script', 'console ← script', 'click ← script', 'click']);
  });

  it('is not one that never ran', () => {
    expect(links([scriptRecord({ at: AT, phase: 'inert' }), consoleRecord({ at: AT + 10 })])).toEqual([
      'script',
      'console',
    ]);
  });

  it('is joined to the request for its script, even one the preload scanner made before', () => {
    const asked = {
      source: 'browser' as const,
      requestId: 'w:1',
      method: 'GET',
      url: SCRIPT_URL,
      carrier: 'script' as const,
    };
    const { entries } = foldAll(emptyTimeline(), [
      requestRecord({ ...asked, at: AT - 200, body: { kind: 'none' } }),
      responseRecord({ source: 'browser', requestId: 'w:1', url: SCRIPT_URL, at: AT - 150, status: 404 }),
      scriptRecord({ at: AT }),
      scriptRecord({ at: AT + 10, phase: 'failed', message: 'The script did not load.' }),
    ]);
    const script = entries.find(({ kind }) => kind === 'script');
    expect(script).toMatchObject({
      state: 'failed',
      reason: 'network',
      message: 'The server answered 404.',
      effects: ['e1'],
    });
  });
});

describe('cookies', () => {
  it('that a response set belong to its request', () => {
    const author = { kind: 'response' as const, url: `${API}/api/v1/track/click`, requestId: 'w:7' };
    const browser = { source: 'browser' as const, url: author.url };
    const records = [
      requestRecord({ ...browser, at: AT, requestId: 'w:7', body: jsonBody({ n: 1 }) }),
      requestRecord({ ...browser, at: AT + 5, requestId: 'w:8', body: jsonBody({ n: 2 }) }),
      cookieRecord({ source: 'browser', at: AT + 100, author, value: 'x' }),
    ];
    const { entries } = foldAll(emptyTimeline(), records);
    expect(entries[2]).toMatchObject({ kind: 'cookie', cause: 'e1' });
  });

  it('that were only found belong to nothing', () => {
    const found = cookieRecord({ at: AT + 10, phase: 'present', source: 'browser', author: { kind: 'unknown' } });
    expect(links([scriptRecord({ at: AT }), found])).toEqual(['script', 'cookie']);
  });
});
