import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseWrite } from '@/lib/witness/page/isolated/cookie';
import { openPage, type TestPage } from './support/page';

const NAMES = ['customer_code', 'affitor_click_id', 'affiliate_url', 'session', 'my_customer_code'];
const clear = () => Promise.all(NAMES.map((name) => cookieStore.delete(name)));

let page: TestPage;
beforeEach(async () => {
  await clear();
  page = await openPage();
});
afterEach(async () => {
  page.close();
  await clear();
});

const showTracker = async () => {
  page.script(`window.affitor = { trackLead() {} }`);
  await page.report('global');
};

test('document.cookie is the untouched native until a tracker shows up, and its getter ever after', async () => {
  page.run(`window.native = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')`);
  const same = (slot: string) =>
    `Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').${slot} === native.${slot}`;
  await showTracker();
  expect(page.run(same('get'))).toBe(true);
  expect(page.run(same('set'))).toBe(false);
});

test('a write is reported with value, attributes, writer and what was there before', async () => {
  await showTracker();
  page.run(`document.cookie = 'customer_code=cust_42_1; path=/; max-age=600; SameSite=Lax'\n//# sourceURL=tracker.js`);
  page.run(`document.cookie = 'customer_code=cust_42_2; path=/'`);
  const [first, second] = page.of('cookie');
  expect(first).toMatchObject({
    phase: 'set',
    name: 'customer_code',
    value: 'cust_42_1',
    attributes: { path: '/', maxAgeSeconds: 600, sameSite: 'lax' },
    author: { kind: 'script', via: 'document.cookie' },
  });
  expect(first?.previous).toBeUndefined();
  expect(first?.stack).toContain('tracker.js');
  expect(second).toMatchObject({ value: 'cust_42_2', previous: 'cust_42_1' });
  expect(document.cookie).toContain('customer_code=cust_42_2');
});

test.each([
  ['another domain', 'customer_code=x; domain=elsewhere.test'],
  ['HttpOnly', 'customer_code=x; HttpOnly'],
  ['SameSite=None without Secure', 'customer_code=x; SameSite=None'],
  ['a prefix it does not meet', 'affitor_click_id=x; Domain=.'.replace('Domain=.', 'domain=test')],
])('a write that the browser refuses for %s is refused', async (_name, write) => {
  await showTracker();
  page.run(`document.cookie = ${JSON.stringify(write)}`);
  expect(page.of('cookie')).toMatchObject([{ phase: 'refused', message: 'It was not there when read back.' }]);
});

test.each(['max-age=0', 'expires=Thu, 01 Jan 1970 00:00:00 GMT', 'max-age=-1; expires=Fri, 01 Jan 2100 00:00:00 GMT'])(
  'a removal by %s is one',
  async (attribute) => {
    await showTracker();
    page.run(`document.cookie = 'customer_code=1; path=/'; document.cookie = 'customer_code=; path=/; ${attribute}'`);
    expect(page.of('cookie').map(({ phase, previous }) => [phase, previous])).toEqual([
      ['set', undefined],
      ['removed', '1'],
    ]);
  },
);

test('a removal that misses the cookie by its path is refused', async () => {
  await showTracker();
  page.run(`document.cookie = 'customer_code=1; path=/'; document.cookie = 'customer_code=; path=/other; max-age=0'`);
  expect(page.of('cookie').map(({ phase }) => phase)).toEqual(['set', 'refused']);
});

test('a cookie for another path is not taken for refused', async () => {
  await showTracker();
  page.run(`document.cookie = 'customer_code=1; path=/elsewhere'`);
  expect(page.of('cookie').map(({ phase }) => phase)).toEqual(['set']);
  page.run(`document.cookie = 'customer_code=1; path=/elsewhere; max-age=0'`);
});

test('a write in a document that may have no cookies throws as it would, and is refused', async () => {
  page.close();
  // As in a sandboxed frame, which nobody could reach into from here.
  page = await openPage({
    browser: `const refuse = () => { throw new DOMException('The document is sandboxed.', 'SecurityError'); };
      Object.defineProperty(Document.prototype, 'cookie', { get: refuse, set: refuse, configurable: true, enumerable: true });`,
  });
  page.script(`window.affitor = { trackLead() {} };`);
  await page.report('global');
  expect(() => page.run(`document.cookie = 'customer_code=1'`)).toThrow('sandboxed');
  expect(page.of('cookie')).toMatchObject([
    { phase: 'refused', name: 'customer_code', value: '1', message: expect.stringContaining('no cookies') },
  ]);
  expect(page.rejected).toBe(0);
});

test('cookies of others are left alone', async () => {
  await showTracker();
  page.run(`document.cookie = 'session=1; path=/'; document.cookie = 'my_customer_code=1; path=/'`);
  expect(page.of('cookie')).toEqual([]);
});

test('writes through the cookie store are reported when they have settled', async () => {
  await showTracker();
  await page.run(`cookieStore.set('customer_code', 'by store')`);
  await page.run(`cookieStore.set({ name: 'affitor_click_id', value: 'x', path: '/', sameSite: 'lax' })`);
  await page.run(`cookieStore.delete('customer_code')`);
  expect(page.of('cookie')).toMatchObject([
    {
      phase: 'set',
      name: 'customer_code',
      value: 'by store',
      author: { via: 'cookieStore' },
      attributes: { sameSite: 'strict', secure: true },
    },
    { phase: 'set', name: 'affitor_click_id', attributes: { sameSite: 'lax' } },
    { phase: 'removed', name: 'customer_code', previous: 'by store' },
  ]);
});

test('a write that the cookie store rejects rejects for the page too, and is refused', async () => {
  await showTracker();
  const name = await page.run(
    `cookieStore.set({ name: 'customer_code', value: 'x', domain: 'elsewhere.test' }).catch((error) => error.name)`,
  );
  expect(name).toBe('TypeError');
  const [refused] = page.of('cookie');
  expect(refused).toMatchObject({ phase: 'refused' });
  expect(refused?.message).toContain('TypeError');
});

test.each([
  ['a=1; Path=/x; path=/y', { name: 'a', value: '1', attributes: { path: '/y' } }],
  [' a = b=c ;secure', { name: 'a', value: 'b=c', attributes: { secure: true } }],
  ['a=1; expires=soon; max-age=later; samesite=odd', { name: 'a', value: '1', attributes: {} }],
  ['nameless', { name: '', value: 'nameless', attributes: {} }],
  ['a=1; Partitioned; SameSite=None', { name: 'a', value: '1', attributes: { partitioned: true, sameSite: 'none' } }],
])('%j is read as browsers read it', (text, write) => {
  expect(parseWrite(text)).toEqual(write);
});
