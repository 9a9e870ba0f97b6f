import { afterEach, expect, test } from 'vitest';
import { openPage, type TestPage } from './support/page';

let page: TestPage;
afterEach(() => page.close());

const QUEUE = 'window.affitorQueue = window.affitorQueue || [];';
const TRACKER = `window.affitor = { trackLead(lead) { ran.push(lead); }, trackTest() {} };`;
/** Trackers as they are known to take a queue: one by one, all at once, or by reading only. */
const DRAINS = {
  'shift by shift': `while (affitorQueue.length) { const [name, ...args] = affitorQueue.shift(); affitor[name]?.(...args); }`,
  'with splice': `for (const [name, ...args] of affitorQueue.splice(0)) affitor[name]?.(...args);`,
  'by emptying it': `for (let i = 0; i < affitorQueue.length; i++) { const [name, ...args] = affitorQueue[i]; affitor[name]?.(...args); } affitorQueue.length = 0;`,
  'by taking its place': `const old = affitorQueue; window.affitorQueue = { push([name, ...args]) { affitor[name]?.(...args); } }; old.forEach((item) => affitorQueue.push(item));`,
};

const phases = () => page.of('queue').map(({ phase, itemId }) => (itemId === undefined ? phase : `${phase} ${itemId}`));
const itemIdOf = async (method: string) => {
  const pushed = await page.report('queue', ({ item }) => Array.isArray(item) && item[0] === method);
  return pushed.itemId;
};

test('an item that stood there when the queue was first seen is early, and has no stack', async () => {
  page = await openPage();
  page.script(`${QUEUE} affitorQueue.push(['trackLead', { user_id: 'u_1' }]);`);
  const pushed = await page.report('queue', ({ phase }) => phase === 'pushed');
  expect(pushed).toMatchObject({ position: 0, item: ['trackLead', { user_id: 'u_1' }], early: true });
  expect(pushed.stack).toBeUndefined();
  expect(phases()[0]).toBe('created');
  expect(page.revealed).toBeDefined();
});

test('an item pushed later tells who pushed it', async () => {
  page = await openPage();
  page.script(QUEUE);
  await page.report('queue');
  expect(page.run(`affitorQueue.push(['trackLead', {}], ['trackTest'])\n//# sourceURL=signup.js`)).toBe(2);
  const pushed = page.of('queue').filter(({ phase }) => phase === 'pushed');
  expect(pushed.map(({ position, item }) => [position, item])).toEqual([
    [0, ['trackLead', {}]],
    [1, ['trackTest']],
  ]);
  expect(pushed[0]?.stack).toContain('signup.js');
});

test('an item written by its index is noticed when the queue is next looked at', async () => {
  page = await openPage();
  page.script(QUEUE);
  await page.report('queue');
  page.run(`affitorQueue[0] = ['trackLead', {}]`);
  page.script('');
  const pushed = await page.report('queue', ({ phase }) => phase === 'pushed');
  expect(pushed.early).toBeUndefined();
  expect(pushed.stack).toBeUndefined();
});

test.each(Object.entries(DRAINS))('a queue drained %s is drained', async (_name, drain) => {
  page = await openPage();
  page.script(`window.ran = []; ${QUEUE} affitorQueue.push(['trackLead', { user_id: 'u_1' }]);`);
  const itemId = await itemIdOf('trackLead');
  page.script(`${TRACKER} ${drain}`);
  await page.report('queue', (report) => report.phase === 'drained' && report.itemId === itemId);
  expect(page.run('ran')).toEqual([{ user_id: 'u_1' }]);
  expect(page.of('queue').some(({ phase }) => phase === 'refused')).toBe(false);
});

test('a call that the tracker’s own script makes for an item is joined to it', async () => {
  page = await openPage();
  page.script(`window.ran = []; ${QUEUE} affitorQueue.push(['trackLead', { user_id: 'u_1' }]);`);
  const itemId = await itemIdOf('trackLead');
  page.script(`${TRACKER} ${DRAINS['shift by shift']}\n//# sourceURL=https://api.affitor.com/js/affitor-tracker.js`);
  const called = await page.report('call', ({ phase }) => phase === 'called');
  expect(called).toMatchObject({ method: 'trackLead', queueItemId: itemId, args: [{ user_id: 'u_1' }] });
});

test('an item that names no method the tracker has is refused, and says why', async () => {
  page = await openPage();
  page.script(`window.ran = []; ${QUEUE} affitorQueue.push(['trackLaed', {}], 'trackLead()', [42]);`);
  await page.report('queue');
  page.script(`${TRACKER} ${DRAINS['by emptying it']}`);
  await page.report('queue', () => page.of('queue').filter(({ phase }) => phase === 'refused').length === 3);
  const messages = page.of('queue').flatMap(({ phase, message }) => (phase === 'refused' ? [message] : []));
  expect(messages).toContain('The tracker has no method "trackLaed".');
  expect(messages).toContain('It names no method.');
});

test('an item that nobody takes after the tracker has loaded says so', async () => {
  page = await openPage();
  page.script(`window.ran = []; ${QUEUE} ${TRACKER}`);
  await page.report('global');
  page.run(`affitorQueue.push(['trackLead', {}])`);
  const pushed = await page.report('queue', ({ phase }) => phase === 'pushed');
  expect(pushed.afterLoad).toBe(true);
  expect(phases().some((phase) => phase.startsWith('drained'))).toBe(false);
});

test('an item that a tracker takes at the push is drained, not stuck', async () => {
  page = await openPage();
  page.script(`window.ran = []; ${QUEUE} ${TRACKER} affitorQueue.push = ([name, ...args]) => affitor[name](...args);`);
  await page.report('global');
  page.run(`affitorQueue.push(['trackLead', { user_id: 'u_2' }])`);
  await page.report('queue', ({ phase }) => phase === 'drained');
  expect(page.of('queue').find(({ phase }) => phase === 'pushed')?.afterLoad).toBeUndefined();
  expect(page.run('ran')).toEqual([{ user_id: 'u_2' }]);
});

test('a queue that another list replaces leaves what was lost waiting, and keeps what was carried over', async () => {
  page = await openPage();
  page.script(`${QUEUE} affitorQueue.push(['trackLead', { a: 1 }], ['trackLead', { b: 1 }]);`);
  await page.report('queue', ({ phase }) => phase === 'pushed');
  page.script(`window.affitorQueue = [affitorQueue[1], ['trackTest']];`);
  await page.report('queue', ({ item }) => Array.isArray(item) && item[0] === 'trackTest');
  expect(phases().filter((phase) => phase.startsWith('replaced'))).toEqual(['replaced']);
  expect(phases().filter((phase) => phase.startsWith('pushed')).length).toBe(3);
  expect(phases().some((phase) => /drained|refused/.test(phase))).toBe(false);
});

test.each(['affitorqueue', 'affitor_queue', 'AffitorQueue', 'affitorQue', 'affiliateQueue', '_affitorQueue'])(
  'a queue called %s is misspelt',
  async (name) => {
    page = await openPage();
    page.script(`${QUEUE} window.${name} = [['trackLead', {}]];`);
    expect(await page.report('queue', ({ phase }) => phase === 'misspelt')).toMatchObject({
      name,
      length: 1,
      item: [['trackLead', {}]],
    });
  },
);

test('a queue declared with let is told, and a name that is not set yet is waited for', async () => {
  page = await openPage();
  page.script(`document.head.append(document.createElement('script')); let affitorQueue = [['trackLead', {}]];`);
  page.script('');
  expect(await page.report('queue')).toMatchObject({ phase: 'lexical', length: 1 });
});

test('a queue defined as a getter is not run', async () => {
  page = await openPage();
  page.script(`window.runs = 0; Object.defineProperty(window, 'affitorQueue', { get() { runs++; return []; } });`);
  expect(await page.report('queue')).toMatchObject({ phase: 'unreadable' });
  expect(page.run('runs')).toBe(0);
});

test('a frozen queue throws what it would have thrown, and is told', async () => {
  page = await openPage();
  page.script(`window.affitorQueue = Object.freeze([['trackLead', {}]]);`);
  await page.report('queue', ({ phase }) => phase === 'unreadable');
  expect(page.of('queue').map(({ phase }) => phase)).toContain('pushed');
  expect(() => page.run(`affitorQueue.push(['trackTest'])`)).toThrow('not extensible');
});

test('a queue that throws of itself throws into the page alone', async () => {
  page = await openPage();
  page.script(`window.affitorQueue = []; affitorQueue.push = () => { throw new RangeError('mine'); };`);
  await page.report('queue');
  expect(() => page.run(`affitorQueue.push(['trackLead', {}])`)).toThrow('mine');
});

test('one value pushed twice is two items, both drained', async () => {
  page = await openPage();
  page.script(`window.ran = []; ${QUEUE}`);
  await page.report('queue');
  page.run(`const item = ['trackLead', { user_id: 'u_1' }]; affitorQueue.push(item); affitorQueue.push(item)`);
  page.script(`${TRACKER} ${DRAINS['shift by shift']}`);
  await expect.poll(() => page.of('queue').filter(({ phase }) => phase === 'drained').length).toBe(2);
  expect(
    page
      .of('queue')
      .filter(({ phase }) => phase === 'pushed')
      .map(({ position }) => position),
  ).toEqual([0, 1]);
});

test('a queue of any length costs the page no time', async () => {
  page = await openPage();
  const started = performance.now();
  page.script(`${QUEUE} affitorQueue.length = 4_000_000_000;`);
  await page.report('queue');
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('the queue stays the array it was for whoever looks at it', async () => {
  page = await openPage();
  page.script(`${QUEUE} affitorQueue.push(['trackLead', {}]);`);
  await page.report('queue');
  expect(
    page.run(`[Array.isArray(affitorQueue), Object.keys(affitorQueue).join(), JSON.stringify(affitorQueue),
    affitorQueue.push.name, affitorQueue.push.length, [...affitorQueue].length, affitorQueue.map((item) => item[0])[0]]`),
  ).toEqual([true, '0', '[["trackLead",{}]]', 'push', 1, 1, 'trackLead']);
});

test('10,000 items pushed in one go are all there, and all drained', async () => {
  page = await openPage();
  page.script(`window.ran = []; ${QUEUE}`);
  await page.report('queue');
  page.run(`for (let i = 0; i < 10_000; i++) affitorQueue.push(['trackLead', { i }])`);
  expect(page.of('queue').filter(({ phase }) => phase === 'pushed').length).toBe(10_000);
  page.script(`${TRACKER} ${DRAINS['shift by shift']}`);
  await expect.poll(() => page.of('queue').filter(({ phase }) => phase === 'drained').length).toBe(10_000);
  expect(page.run('ran.length')).toBe(10_000);
}, 30_000);

test('a queue that a click handler creates long after all scripts is seen', async () => {
  page.script(`addEventListener('load', () => {});
    document.body.addEventListener('click', () => { (window.affitorQueue ||= []).push(['trackLead', { user_id: 'u_1' }]); })`);
  page.run(`document.body.click()`);
  const created = await page.report('queue');
  expect(created).toMatchObject({ phase: 'created' });
});
