import { afterEach, expect, test } from 'vitest';
import { openPage, type TestPage } from './support/page';

let page: TestPage;
afterEach(() => page.close());

const withTracker = async (tracker: string) => {
  page = await openPage();
  page.script(`window.affitor = ${tracker};`);
  return page.report('global');
};

test('it appears with its methods and state, and is a sign of a tracker', async () => {
  const global = await withTracker(`{ trackLead() {}, programId: '42', debugMode: true, loaded: true }`);
  expect(global).toMatchObject({
    phase: 'appeared',
    name: 'affitor',
    methods: ['trackLead'],
    state: { programId: '42', debugMode: true, loaded: true },
  });
  expect(page.revealed).toBeDefined();
});

test('a thing of that name that can do nothing of a tracker’s is no sign of one', async () => {
  await withTracker(`{ version: 3 }`);
  expect(page.revealed).toBeUndefined();
});

test('a call tells arguments, stack and what it returned', async () => {
  await withTracker(`{ trackLead(lead) { lead.email = 'changed'; return { ok: this === window.affitor }; } }`);
  expect(page.run(`affitor.trackLead({ email: 'a@b.co' })\n//# sourceURL=signup.js`)).toEqual({ ok: true });
  const [called, returned] = page.of('call');
  expect(called).toMatchObject({
    phase: 'called',
    target: 'affitor',
    method: 'trackLead',
    args: [{ email: 'a@b.co' }],
  });
  expect(called?.stack).toContain('signup.js');
  expect(returned).toMatchObject({ phase: 'returned', callId: called?.callId, value: { ok: true } });
});

test('a call that throws throws the very same', async () => {
  await withTracker(`{ trackLead() { throw window.thrown = new TypeError('no'); } }`);
  expect(page.run(`try { affitor.trackLead(); } catch (error) { error === thrown }`)).toBe(true);
  expect(page.of('call').at(-1)).toMatchObject({ phase: 'threw', value: { $type: 'error', text: 'TypeError: no' } });
});

test('a promise that a call gives settles for the page as it would have, and is told', async () => {
  await withTracker(
    `{ async signup(key) { if (!key) throw new Error('signup() requires customerKey'); return key; } }`,
  );
  expect(await page.run(`affitor.signup('u_1')`)).toBe('u_1');
  expect(await page.run(`affitor.signup().catch((error) => error.message)`)).toBe('signup() requires customerKey');
  const ends = page.of('call').filter(({ phase }) => phase === 'resolved' || phase === 'rejected');
  expect(ends).toMatchObject([
    { phase: 'resolved', value: 'u_1' },
    { phase: 'rejected', value: { text: 'Error: signup() requires customerKey' } },
  ]);
});

test('a rejection that nobody handles is still unhandled, once', async () => {
  await withTracker(`{ async signup() { throw new Error('down'); } }`);
  page.run(`window.unhandled = [];
    addEventListener('unhandledrejection', (event) => {
      event.preventDefault();
      unhandled.push(event.promise === window.mine);
    });
    affitor.signup().catch(() => {});
    window.mine = affitor.signup()`);
  await expect.poll(() => page.run('unhandled')).toEqual([true]);
});

test('methods of a class are heard, and its objects list no more than before', async () => {
  await withTracker(
    `new (class Tracker { loaded = true; trackLead() { return 'by class'; } get secret() { return window.leaked = true; } })()`,
  );
  expect(page.run(`[affitor.trackLead(), Object.keys(affitor).join(), typeof leaked]`)).toEqual([
    'by class',
    'loaded',
    'undefined',
  ]);
  expect(page.of('call')[0]).toMatchObject({ method: 'trackLead' });
});

test('a wrapper of the page’s own around a method is one call', async () => {
  await withTracker(`{ trackLead(lead) { return lead; } }`);
  page.script(
    `{ const original = affitor.trackLead; affitor.trackLead = (lead) => original.call(affitor, { ...lead, more: 1 }); }`,
  );
  await page.report('call', () => page.run(`affitor.trackLead({ a: 1 })`) !== undefined).catch(() => undefined);
  expect(page.of('call').filter(({ phase }) => phase === 'called').length).toBe(page.of('call').length / 2);
});

test('a state that changes is told, and one that does not is not', async () => {
  await withTracker(`{ trackLead() { this.customerCode = 'cust_42_1'; }, trackTest() {} }`);
  page.run(`affitor.trackTest()`);
  page.run(`affitor.trackLead()`);
  const changed = await page.report('global', ({ phase }) => phase === 'state');
  expect(changed.state).toEqual({ customerCode: 'cust_42_1' });
  expect(page.of('global').length).toBe(2);
});

test('another tracker in its place is told', async () => {
  await withTracker(`{ trackLead() {} }`);
  page.script(`window.affitor = { signup() {} };`);
  expect(await page.report('global', ({ phase }) => phase === 'replaced')).toMatchObject({ methods: ['signup'] });
});

test('a getter in its place is not run', async () => {
  page = await openPage();
  page.script(
    `window.runs = 0; Object.defineProperty(window, 'affitor', { configurable: true, get() { runs++; return { trackLead() {} }; } });`,
  );
  expect(await page.report('global')).toMatchObject({ phase: 'unreadable', methods: [] });
  expect(page.run('runs')).toBe(0);
});

test('a frozen tracker works as ever, and that its calls are not heard is told', async () => {
  await withTracker(`Object.freeze({ trackLead() { return 1; } })`);
  expect(page.run(`affitor.trackLead()`)).toBe(1);
  expect(await page.report('storage')).toMatchObject({ phase: 'gap' });
});

test('an element of that name is none', async () => {
  page = await openPage();
  page.run(`document.body.innerHTML = '<form id="affitor"></form><div id="affitorQueue"></div>'`);
  page.script('');
  expect(page.of('global')).toEqual([]);
  expect(page.of('queue')).toEqual([]);
});
