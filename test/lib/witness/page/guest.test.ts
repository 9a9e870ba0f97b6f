import { afterEach, expect, test } from 'vitest';
import { openPage, type TestPage } from './support/page';

/** The guest rules: what a page can notice of us, and what it cannot. */

let page: TestPage;
let plain: TestPage;
afterEach(() => {
  page?.close();
  plain?.close();
});

const open = async () => {
  plain = await openPage({ observe: false });
  page = await openPage();
};

/** Sorted, since the frames before it differ in what they have been asked already. */
const NAMES = `Object.getOwnPropertyNames(window).filter((name) => isNaN(name)).sort().join()`;

test('nothing is defined on window, before a tracker and after', async () => {
  await open();
  const expected = plain.run(NAMES);
  expect(page.run(NAMES)).toBe(expected);
  page.script(`window.affitor = { trackLead() {} }; window.affitorQueue = [];`);
  await page.report('global');
  expect(page.run(`delete window.affitor && delete window.affitorQueue && ${NAMES}`)).toBe(expected);
});

test('what we listen in to keeps name, length, own keys and the look of a native', async () => {
  await open();
  const looks = `JSON.stringify([
    [window, 'fetch'], [XMLHttpRequest.prototype, 'open'], [XMLHttpRequest.prototype, 'send'],
    [XMLHttpRequest.prototype, 'setRequestHeader'], [Navigator.prototype, 'sendBeacon'], [HTMLFormElement.prototype, 'submit'],
  ].map(([owner, name]) => {
    const { value, ...flags } = Object.getOwnPropertyDescriptor(owner, name);
    return [value.name, value.length, Reflect.ownKeys(value), /\\[native code\\]/.test(Function.prototype.toString.call(value)), flags];
  }))`;
  expect(page.run(looks)).toBe(plain.run(looks));
});

test('on a page without a tracker the console, cookies, history and the queue’s array are the browser’s own', async () => {
  await open();
  const natives = `[console.log, console.error, Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').set, history.pushState, [].push]
    .map((native) => Function.prototype.toString.call(native)).join()`;
  expect(page.run(natives)).toBe(plain.run(natives));
  expect(page.revealed).toBeUndefined();
});

test('errors are those the browser makes', async () => {
  await open();
  const errors = `(() => {
    const of = (work) => { try { work(); return 'none'; } catch (error) { return error.constructor === window[error.name] || error instanceof DOMException ? String(error) : 'foreign'; } };
    return JSON.stringify([
      of(() => XMLHttpRequest.prototype.send.call({})), of(() => new XMLHttpRequest().send()), of(() => new XMLHttpRequest().open('GET')),
      of(() => navigator.sendBeacon()), of(() => navigator.sendBeacon('http://[')), of(() => new fetch('/')), of(() => new XMLHttpRequest().open('GET', 'http://[')),
    ]);
  })()`;
  expect(page.run(errors)).toBe(plain.run(errors));
  const rejected = `Promise.all([fetch(), fetch('http://['), fetch.call(1, '/')].map((asked) => asked.catch(String))).then(JSON.stringify)`;
  expect(await page.run(rejected)).toBe(await plain.run(rejected));
});

test('a page that brings its own fetch gets its own, and ours stays beneath', async () => {
  await open();
  page.run(
    `const native = window.fetch; window.calls = 0; window.fetch = function own(...args) { calls++; return native.apply(this, args); }`,
  );
  await page.run(`fetch('/api/tracking/click')`);
  expect(page.run(`[fetch.name, calls]`)).toEqual(['own', 1]);
  expect(page.of('request').length).toBe(1);
});

test('a page whose built-ins are spoiled after us is heard all the same', async () => {
  await open();
  page.run(`JSON.stringify = () => { throw new Error('spoiled'); };
    EventTarget.prototype.dispatchEvent = () => { throw new Error('spoiled'); };
    window.CustomEvent = window.URL = window.Proxy = window.Request = undefined;
    Reflect.apply = Reflect.getOwnPropertyDescriptor = () => { throw new Error('spoiled'); };
    fetch('/api/tracking/click', { method: 'POST', body: 'x' })`);
  expect(await page.report('request')).toMatchObject({ body: { text: 'x' } });
  expect(page.of('storage')).toEqual([]);
});

test('a fault of ours is told, and never thrown into the page', async () => {
  await open();
  page.run(`String.fromCharCode = () => { throw new Error('spoiled'); }`);
  expect(page.run(`navigator.sendBeacon('/api/tracking/click', new Uint8Array(1))`)).toBe(true);
  expect(await page.report('storage')).toMatchObject({ phase: 'gap', message: expect.stringContaining('spoiled') });
});

test('nobody hears a message event or a line in the console', async () => {
  await open();
  page.run(`window.heard = 0; addEventListener('message', () => heard++);
    for (const level of ['log', 'info', 'warn', 'error']) { const native = console[level]; console[level] = (...args) => { heard++; native.apply(console, args); }; }`);
  page.script(`window.affitor = { trackLead() {} }; window.affitorQueue = [['trackLead', {}]];`);
  await page.run(`fetch('/api/tracking/click')`);
  await page.report('response');
  expect(page.run('heard')).toBe(0);
});

test('a formatter of stacks that the page brought is not run', async () => {
  await open();
  page.run(`window.formatted = 0; Error.prepareStackTrace = () => { formatted++; return 'mine'; }`);
  page.run(`navigator.sendBeacon('/api/tracking/click')`);
  expect((await page.report('request')).stack).toBeUndefined();
  expect(page.run('formatted')).toBe(0);
});

test.each(['about:blank', '/test/lib/witness/page/support/blank.html'])(
  'a frame at %s is heard like any other',
  async (url) => {
    plain = await openPage({ observe: false });
    page = await openPage({ url });
    page.run(`navigator.sendBeacon('${location.origin}/api/tracking/click', 'in a frame')`);
    expect(await page.report('request')).toMatchObject({ url: `${location.origin}/api/tracking/click` });
  },
);
