import { beforeEach, describe, expect, it } from 'vitest';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { API, CLICK_ID } from '@/test/fixtures/entries';
import {
  callRecord,
  consoleRecord,
  cookieRecord,
  globalRecord,
  navigationRecord,
  queueRecord,
  requestRecord,
  resetRecords,
  scriptRecord,
  storageRecord,
} from '@/test/fixtures/records';
import { foldedOf, onlyOf } from './folding';

const AT = 1_760_000_000_000;
const SCRIPT_URL = `${API}/js/affitor-tracker.js`;
const V1 = '[Affitor Tracker]';

beforeEach(resetRecords);

describe('scripts', () => {
  it('join the phases of one element', () => {
    const script = onlyOf('script', [
      scriptRecord({ at: AT }),
      scriptRecord({ at: AT + 120, phase: 'loaded', attributes: { 'data-affitor-debug': 'true' } }),
    ]);
    expect(script).toMatchObject({
      at: AT,
      state: 'loaded',
      loadedAt: AT + 120,
      attributes: { 'data-affitor-debug': 'true' },
      pageOnly: true,
    });
  });

  it('are of a routed page when any phase says so', () => {
    expect(onlyOf('script', [scriptRecord({ routed: true }), scriptRecord({ phase: 'failed' })]).routed).toBe(true);
    expect(onlyOf('script', [scriptRecord()])).not.toHaveProperty('routed');
  });

  it('stay two where there are two elements', () => {
    expect(foldedOf('script', [scriptRecord(), scriptRecord({ elementId: 2 })])).toHaveLength(2);
  });

  it('stay failed, with the last word on why', () => {
    const script = onlyOf('script', [
      scriptRecord(),
      scriptRecord({ phase: 'failed', message: 'The script did not load.' }),
      scriptRecord({ phase: 'failed', reason: 'blocked-by-csp', message: 'script-src does not allow it.' }),
      scriptRecord({ phase: 'removed' }),
    ]);
    expect(script).toMatchObject({
      state: 'failed',
      reason: 'blocked-by-csp',
      message: 'script-src does not allow it.',
    });
  });
});

describe('the queue', () => {
  it('joins an item’s push and drain', () => {
    const item = onlyOf('queue', [
      queueRecord({ at: AT, stack: 'onSignup@https://shop.example.com/app.js:48:3' }),
      queueRecord({ at: AT + 300, phase: 'drained' }),
    ]);
    expect(item).toMatchObject({
      state: 'drained',
      method: 'trackLead',
      drainedAt: AT + 300,
      stack: [{ functionName: 'onSignup', line: 48, column: 3 }],
    });
  });

  it('says of an item that stood there early why it has no stack', () => {
    const item = onlyOf('queue', [queueRecord({ early: true })]);
    expect(item).toMatchObject({ state: 'waiting', early: true, missing: [{ part: 'stack' }] });
  });

  it('keeps an item that was pushed after load and never taken', () => {
    expect(onlyOf('queue', [queueRecord({ afterLoad: true })])).toMatchObject({ state: 'waiting', afterLoad: true });
    const taken = [queueRecord({ afterLoad: true, itemId: 4 }), queueRecord({ phase: 'drained', itemId: 4 })];
    expect(onlyOf('queue', taken)).toMatchObject({ state: 'drained', afterLoad: false });
  });

  it('tells of the queue itself in entries of their own', () => {
    const states = foldedOf('queue', [
      queueRecord({ phase: 'created', itemId: undefined }),
      queueRecord({ phase: 'misspelt', itemId: undefined, name: 'affitorqueue' }),
      queueRecord({ phase: 'created', itemId: undefined }),
    ]).map(({ state }) => state);
    expect(states).toEqual(['created', 'misspelt', 'created']);
  });

  it('takes an item for drained when a call names it', () => {
    const item = onlyOf('queue', [queueRecord({ at: AT }), callRecord({ at: AT + 50, queueItemId: 1 })]);
    expect(item).toMatchObject({ state: 'drained', drainedAt: AT + 50 });
  });
});

describe('calls', () => {
  it('join their phases, the last of which is the outcome', () => {
    const call = onlyOf('call', [
      callRecord({ at: AT, method: 'signup', args: ['u_1', 'a@b.co'] }),
      callRecord({ at: AT + 1, method: 'signup', phase: 'returned' }),
      callRecord({ at: AT + 200, method: 'signup', phase: 'rejected', value: { $type: 'error', text: 'no' } }),
    ]);
    expect(call).toMatchObject({
      method: 'signup',
      dialect: 'v2',
      args: ['u_1', 'a@b.co'],
      outcome: { kind: 'rejected', endedAt: AT + 200, value: { $type: 'error', text: 'no' } },
    });
  });
});

describe('the global', () => {
  it('holds its latest state, until another takes its place', () => {
    const globals = foldedOf('global', [
      globalRecord({ at: AT }),
      globalRecord({ at: AT + 10, phase: 'state', state: { debugMode: true } }),
      globalRecord({ at: AT + 20, phase: 'replaced', state: { debugMode: false } }),
    ]);
    expect(globals.map(({ phase, state }) => [phase, state.debugMode])).toEqual([
      ['appeared', true],
      ['replaced', false],
    ]);
  });

  it('is told by what it can do, and is neither’s when it can do both', () => {
    const dialectOf = (methods: string[], state: Record<string, string>) =>
      onlyOf('global', [globalRecord({ methods, state })]).dialect;
    expect(dialectOf(['trackLead'], { customerCode: 'x' })).toBe('v1');
    expect(dialectOf(['signup', 'trackLead'], { clickId: 'x' })).toBe('v2');
    expect(dialectOf(['signup', 'trackLead'], { clickId: 'x', customerCode: 'x' })).toBeUndefined();
  });
});

describe('console lines', () => {
  it('carry their reading, and the lines that explain them', () => {
    const lines = foldedOf('console', [
      consoleRecord({
        at: AT,
        text: `${V1} ❌ Cookie verification FAILED - Cookies may be blocked or not working properly!`,
      }),
      consoleRecord({ at: AT + 1, text: `${V1}    - customer_code: not there` }),
      consoleRecord({ at: AT + 1, text: 'Possible causes: a privacy tool' }),
      consoleRecord({ at: AT + 2, text: `${V1} trackTest() called true` }),
    ]);
    expect(lines.map(({ reading, details }) => [reading?.meaning, details])).toEqual([
      ['cookie-probe-failed', ['- customer_code: not there', 'Possible causes: a privacy tool']],
      ['test-called', []],
    ]);
  });

  it('keep details that follow nothing, or come too late, as lines of their own', () => {
    expect(foldedOf('console', [consoleRecord({ text: `${V1}   - lost` })])).toHaveLength(1);
    const late = [
      consoleRecord({ at: AT, text: `${V1} Cookie verification FAILED - no` }),
      consoleRecord({ at: AT + 5000, text: `${V1}   - late` }),
    ];
    expect(foldedOf('console', late)).toHaveLength(2);
  });
});

describe('cookies', () => {
  it('join what a script wrote with what the browser kept', () => {
    const cookie = onlyOf('cookie', [
      cookieRecord({ at: AT, attributes: { domain: 'shop.example.com', maxAgeSeconds: 60 } }),
      cookieRecord({
        at: AT + 8,
        source: 'browser',
        author: { kind: 'unknown' },
        attributes: { domain: '.shop.example.com', expiresAt: AT + 60_000, httpOnly: false },
      }),
    ]);
    expect(cookie).toMatchObject({
      action: 'set',
      author: { kind: 'script', via: 'document.cookie' },
      attributes: { domain: '.shop.example.com', maxAgeSeconds: 60, expiresAt: AT + 60_000, httpOnly: false },
      witnesses: ['page', 'browser'],
    });
  });

  it('read each change against the one before', () => {
    const actions = foldedOf('cookie', [
      cookieRecord({ at: AT, value: 'a' }),
      cookieRecord({ at: AT + 5000, value: 'a' }),
      cookieRecord({ at: AT + 6000, value: 'never kept', phase: 'refused' }),
      cookieRecord({ at: AT + 10_000, value: 'b' }),
      cookieRecord({ at: AT + 15_000, value: '', phase: 'removed' }),
      cookieRecord({ at: AT + 20_000, value: 'c' }),
    ]).map(({ action, previous }) => [action, previous]);
    expect(actions).toEqual([
      ['set', undefined],
      ['unchanged', 'a'],
      ['refused', 'a'],
      ['changed', 'a'],
      ['removed', 'b'],
      ['set', undefined],
    ]);
  });

  it('do not take what was found for what was written', () => {
    const found = cookieRecord({ at: AT, phase: 'present', source: 'browser', author: { kind: 'unknown' } });
    const cookies = foldedOf('cookie', [found, cookieRecord({ at: AT + 5, value: CLICK_ID })]);
    expect(cookies.map(({ action }) => action)).toEqual(['present', 'unchanged']);
  });

  it('are ours when this extension wrote them', () => {
    const ours = cookieRecord({ at: AT, source: 'extension', author: { kind: 'extension' } });
    const seen = cookieRecord({ at: AT + 3, source: 'browser', author: { kind: 'unknown' } });
    expect(onlyOf('cookie', [ours, seen])).toMatchObject({ ours: true, author: { kind: 'extension' } });
  });

  it('of other names are other cookies', () => {
    expect(
      foldedOf('cookie', [cookieRecord({ at: AT }), cookieRecord({ at: AT, name: 'affitor_click_id' })]),
    ).toHaveLength(2);
  });
});

describe('navigations', () => {
  const url = 'https://shop.example.com/?ref=maya';

  it('take cause and referrer from the page, redirects from the browser', () => {
    const navigation = onlyOf('navigation', [
      navigationRecord({
        source: 'browser',
        at: AT,
        url,
        redirects: ['http://shop.example.com/?ref=maya'],
        status: 404,
      }),
      navigationRecord({ at: AT + 90, url, cause: 'reload', referrer: 'https://blog.example.com/' }),
    ]);
    expect(navigation).toMatchObject({
      navigationCause: 'reload',
      redirects: ['http://shop.example.com/?ref=maya'],
      referrer: 'https://blog.example.com/',
      status: 404,
      dialect: 'v1',
      witnesses: ['page', 'browser'],
    });
  });

  it('begin when the browser commits them, so that what the preload scanner asks for comes after', () => {
    const { entries } = foldAll(emptyTimeline(), [
      requestRecord({ source: 'browser', at: AT + 20, carrier: 'script', method: 'GET', url: SCRIPT_URL }),
      navigationRecord({ at: AT + 45, url }),
      navigationRecord({ source: 'browser', at: AT, url }),
    ]);
    expect(entries.map(({ kind, at }) => [kind, at - AT])).toEqual([
      ['navigation', 0],
      ['request', 20],
    ]);
  });

  it('are two when a page was loaded twice, and a route’s change is none of them', () => {
    const navigations = foldedOf('navigation', [
      navigationRecord({ at: AT, url }),
      navigationRecord({ at: AT + 2000, url, cause: 'reload' }),
      navigationRecord({ at: AT + 3000, url, cause: 'push' }),
      navigationRecord({ at: AT + 4000, url, cause: 'unload' }),
    ]);
    expect(navigations.map(({ navigationCause }) => navigationCause)).toEqual(['load', 'reload', 'push', 'unload']);
  });
});

describe('notices', () => {
  it('count what was dropped and what did not parse', () => {
    const timeline = foldAll(emptyTimeline(), [
      storageRecord({ count: 12 }),
      storageRecord({ phase: 'rejected', count: 3, message: 'Three messages did not parse.' }),
      storageRecord({ phase: 'ours', message: 'The cookie was edited.', count: undefined }),
    ]);
    expect(timeline).toMatchObject({ dropped: 12, rejected: 3 });
    expect(timeline.entries.map((entry) => entry.ours)).toEqual([undefined, undefined, true]);
  });
});
