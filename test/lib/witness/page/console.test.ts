import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPage, type TestPage } from './support/page';

let page: TestPage;
beforeEach(async () => {
  // A console that keeps what it is given, in the place of the browser's; the test server's client prints too.
  page = await openPage({
    browser: `window.printed = [];
      for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
        console[level] = { [level](...args) { if (!/^.vite/.test(args[0])) printed.push([level, ...args]); } }[level];
      }
      window.natives = { ...console }`,
  });
});
afterEach(() => page.close());

const showTracker = async () => {
  page.script(`window.affitor = { trackLead() {} }`);
  await page.report('global');
};
const lines = () => page.of('console').map(({ level, text }) => [level, text]);

test('the console is the untouched native until a tracker shows up', async () => {
  const untouched = `['log', 'info', 'warn', 'error', 'debug'].every((level) => console[level] === natives[level])`;
  expect(page.run(untouched)).toBe(true);
  await showTracker();
  expect(page.run(untouched)).toBe(false);
});

test.each(['log', 'info', 'warn', 'error', 'debug'])(
  'a line by console.%s is reported and printed once',
  async (level) => {
    await showTracker();
    expect(page.run(`console.${level}('[Affitor] Cookie set:', { name: 'customer_code' })`)).toBeUndefined();
    expect(page.run(`printed.map(([level]) => level)`)).toEqual([level]);
    expect(page.of('console')).toMatchObject([
      {
        level,
        text: '[Affitor] Cookie set: {"name":"customer_code"}',
        args: ['[Affitor] Cookie set:', { name: 'customer_code' }],
      },
    ]);
  },
);

test.each([
  '[Affitor Tracker] Using advertiser ID: 42',
  '✅ Affitor: user_id detected - user_123',
  '%c[Affitor]%c Using program ID: 42',
  '🔍 Affitor tracker initialized with options:',
])('%j is a line of the tracker’s', async (text) => {
  await showTracker();
  page.run(`console.log(${JSON.stringify(text)}, '', '')`);
  expect(page.of('console').length).toBe(1);
});

test.each(['signed up with affitor', 'Loading the Affitor integration', 'done', ''])(
  '%j is the page’s own',
  async (text) => {
    await showTracker();
    page.run(`console.log(${JSON.stringify(text)}); console.log({ '[Affitor]': 1 }); console.log()`);
    expect(page.of('console')).toEqual([]);
    expect(page.run(`printed.filter(([level]) => level === 'log').length`)).toBe(3);
  },
);

test('directives are filled in as the console does', async () => {
  await showTracker();
  page.run(`console.log('%c[Affitor]%c %s of %d, %o 100%%', 'color: red', '', 'one', 2, { a: 1 }, 'rest')`);
  expect(lines()).toEqual([['log', '[Affitor] one of 2, {"a":1} 100% rest']]);
});

test('detail lines without the prefix are the tracker’s when its script prints them', async () => {
  await showTracker();
  page.run(`console.error('[Affitor Tracker] ❌ Cookie verification FAILED');
    console.error('   - cookies blocked by the browser');
    //# sourceURL=https://api.affitor.com/js/affitor-tracker.js`);
  page.run(`console.error('unrelated')`);
  expect(lines().map(([, text]) => text)).toEqual([
    '[Affitor Tracker] ❌ Cookie verification FAILED',
    '   - cookies blocked by the browser',
  ]);
});

test('name and length hold, and no frame of ours is between the page and the console', async () => {
  await showTracker();
  expect(page.run(`[console.log.name, console.warn.length, String(console.log).includes('[native code]')]`)).toEqual([
    'log',
    0,
    true,
  ]);
  page.run(`const seen = []; console.log('[Affitor] at', { get stack() { return 1; } })`);
  const frames = page.run(`(() => {
    let stack;
    const own = Object.getOwnPropertyDescriptor(window, 'printed');
    window.printed = { push() { stack = new Error().stack; } };
    console.log('[Affitor] where');
    Object.defineProperty(window, 'printed', own);
    return stack;
  })()`);
  expect(frames).not.toContain('/lib/witness/page/main/');
});

test('arguments that fight back are reported as what they are', async () => {
  await showTracker();
  page.run(`const cycle = {}; cycle.self = cycle;
    console.log('[Affitor]', { get thrown() { throw new Error('ran'); } }, cycle, document.body,
      new Proxy({}, { ownKeys() { throw new Error('trap'); } }), Symbol('s'), 10n, undefined, () => {}, new Error('e'))`);
  expect(page.of('console')[0]?.args.slice(1)).toEqual([
    { thrown: { $type: 'getter' } },
    { self: { $type: 'cycle' } },
    { $type: 'node', text: 'BODY' },
    { $type: 'unreadable' },
    { $type: 'symbol', text: 'Symbol(s)' },
    { $type: 'bigint', text: '10' },
    { $type: 'undefined' },
    { $type: 'function', text: '' },
    { $type: 'error', text: 'Error: e' },
  ]);
  expect(page.run('printed[0].length')).toBe(11);
});

test('a trap that prints does not disturb what is being printed', async () => {
  await showTracker();
  page.run(
    `console.log('[Affitor] outer', new Proxy({}, { ownKeys(target) { console.log('[Affitor] inner'); return Reflect.ownKeys(target); } }))`,
  );
  const printed = page.run(`printed.map(([, text]) => text)`);
  expect(printed).toEqual(['[Affitor] inner', '[Affitor] outer']);
  expect(lines().map(([, text]) => text)).toEqual(['[Affitor] outer {}']);
});

test('a list that knows toJSON is told as it is', async () => {
  await showTracker();
  page.run(`Array.prototype.toJSON = () => 'spoiled'; Object.prototype.toJSON = () => 'spoiled';
    console.log('[Affitor]', [1, { a: [2] }]);
    delete Array.prototype.toJSON; delete Object.prototype.toJSON;`);
  expect(page.of('console')[0]?.args).toEqual(['[Affitor]', [1, { a: [2] }]]);
});
