import { afterEach, expect, test } from 'vitest';
import { openPage, type TestPage } from './support/page';

let page: TestPage;
afterEach(() => page.close());

const MISSING = `${location.origin}/missing/js/affitor-tracker.js`;

const HELD = `${location.origin}/test/lib/witness/page/support/affitor-tracker.js`;

const add = (attributes: Record<string, string>, parent = 'head') => `const script = document.createElement('script');
  for (const [name, value] of Object.entries(${JSON.stringify(attributes)})) script.setAttribute(name, value);
  document.${parent}.append(script);`;

test('a tag is found by its address before it runs, and tells its attributes and place', async () => {
  page = await openPage();
  page.run(add({ src: HELD, 'data-affitor-program-id': '42', 'data-affitor-debug': 'true' }));
  expect(await page.report('script')).toMatchObject({
    phase: 'found',
    src: HELD,
    placement: 'head',
    attributes: { 'data-affitor-program-id': '42', 'data-affitor-debug': 'true' },
  });
  const loaded = await page.report('script', ({ phase }) => phase === 'loaded');
  expect(loaded.elementId).toBe(page.of('script')[0]?.elementId);
  expect(page.revealed).toBeDefined();
});

test('a tag is found by its mark, wherever the script is hosted', async () => {
  page = await openPage();
  page.run(add({ src: '/assets/t.js', 'data-affitor-program-id': '42' }, 'body'));
  expect(await page.report('script')).toMatchObject({ phase: 'found', placement: 'body' });
});

test('a script of another name is none of ours', async () => {
  page = await openPage();
  page.run(add({ src: '/assets/affitor-notes.js' }));
  page.run(add({ src: MISSING }));
  await page.report('script', ({ phase }) => phase === 'failed');
  expect(new Set(page.of('script').map(({ src }) => src))).toEqual(new Set([MISSING]));
});

test('a script that does not load fails', async () => {
  page = await openPage();
  page.run(add({ src: 'http://127.0.0.1:9/js/affitor-tracker.js' }));
  expect(await page.report('script', ({ phase }) => phase === 'failed')).toMatchObject({ reason: 'network' });
});

test('a script that the page’s policy forbids fails by it', async () => {
  page = await openPage();
  page.run(`const meta = document.createElement('meta');
    meta.httpEquiv = 'content-security-policy';
    meta.content = "script-src 'self' 'unsafe-eval'";
    document.head.append(meta);`);
  page.run(add({ src: 'https://api.affitor.com/js/affitor-tracker.js' }));
  const failed = await page.report('script', ({ reason }) => reason === 'blocked-by-csp');
  expect(failed).toMatchObject({ phase: 'failed' });
  expect(failed.message).toContain('script-src');
});

test('a script whose integrity does not hold fails by it', async () => {
  page = await openPage();
  page.run(add({ src: HELD, integrity: `sha256-${btoa('x'.repeat(32))}`, crossorigin: 'anonymous' }));
  expect(await page.report('script', ({ phase }) => phase === 'failed')).toMatchObject({ reason: 'integrity' });
});

test.each([['text/plain'], ['text/partytown'], ['0a1b2c-text/javascript']])(
  'a tag of type %s is inert',
  async (type) => {
    page = await openPage();
    page.run(add({ src: MISSING, type }));
    expect(await page.report('script')).toMatchObject({ phase: 'inert', attributes: { type } });
  },
);

test('a tag whose address waits under another name is inert and found', async () => {
  page = await openPage();
  page.run(add({ 'data-src': MISSING, type: 'text/plain' }));
  expect(await page.report('script')).toMatchObject({ phase: 'inert', src: MISSING });
});

test('a tag that is taken away before it ran is told', async () => {
  page = await openPage();
  page.run(add({ src: MISSING, type: 'text/plain' }));
  await page.report('script');
  page.run(`document.querySelector('[type="text/plain"]').remove()`);
  expect(await page.report('script', ({ phase }) => phase === 'removed')).toMatchObject({ elementId: 1 });
});

test('a tag deep in added markup, and one written by a script, are found', async () => {
  page = await openPage();
  page.run(`document.body.innerHTML = '<div><p><script src="${MISSING}"></script></p></div>'`);
  expect(await page.report('script')).toMatchObject({ phase: 'found', placement: 'body' });
});

test('what writes a document anew goes on being heard', async () => {
  page = await openPage({ url: 'about:blank' });
  page.document.open();
  page.document.write(`<!doctype html><head><script src="${MISSING}"></script></head>`);
  page.document.close();
  expect(await page.report('script', ({ phase }) => phase === 'failed')).toMatchObject({ reason: 'network' });
});

test('an API host that the tag names is the tracker’s from then on', async () => {
  page = await openPage();
  page.run(add({ src: MISSING, 'data-affitor-api-base': 'https://track.shop.test/affitor' }));
  await page.report('script');
  expect(page.revealed).toEqual(['track.shop.test']);
  page.run(`fetch('https://track.shop.test/anything').catch(() => {})`);
  expect(await page.report('request')).toMatchObject({ url: 'https://track.shop.test/anything' });
});

test('a host that serves the script is not all the tracker’s, but what has a path of the tracker’s is', async () => {
  page = await openPage({ hosts: [] });
  page.run(add({ src: 'http://127.0.0.1:9/js/affitor-tracker.js' }));
  await page.report('script');
  expect(page.revealed).toEqual([]);
  page.run(`fetch('http://127.0.0.1:9/styles.css').catch(() => {});
    fetch('http://127.0.0.1:9/api/tracking/click').catch(() => {});
    fetch('http://127.0.0.1:9/now/known').catch(() => {})`);
  await page.report('request', ({ url }) => url.endsWith('/now/known'));
  expect(page.of('request').map(({ url }) => url)).toEqual([
    'http://127.0.0.1:9/api/tracking/click',
    'http://127.0.0.1:9/now/known',
  ]);
  expect(page.revealed).toEqual(['127.0.0.1:9']);
});

test('whatever goes to a host that the user named is a sign of a tracker, also without a script', async () => {
  page = await openPage({ hosts: [] });
  page.nameHosts(['track.shop.test']);
  expect(page.revealed).toBeUndefined();
  page.run(`fetch('https://track.shop.test/anything').catch(() => {})`);
  expect((await page.report('request')).url).toBe('https://track.shop.test/anything');
  expect(page.revealed).toEqual([]);
});

test('the page’s own host stays the page’s, whatever is named', async () => {
  page = await openPage({ hosts: [] });
  page.addHosts([location.host]);
  page.run(`fetch('/account').catch(() => {}); fetch('/api/tracking/click').catch(() => {})`);
  expect((await page.report('request')).url).toBe(`${location.origin}/api/tracking/click`);
  expect(page.of('request').length).toBe(1);
});
