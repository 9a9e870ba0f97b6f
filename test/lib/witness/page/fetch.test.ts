import { afterEach, expect, test, vi } from 'vitest';
import { openPage, type TestPage } from './support/page';

let page: TestPage;
afterEach(() => {
  vi.restoreAllMocks();
  page.close();
});

/** A browser whose `fetch` answers with what the test says. */
const answering = (response: string) => ({ browser: `window.fetch = async () => ${response}` });

test('a request to the tracker is reported with method, headers, body and stack', async () => {
  page = await openPage();
  page.run(`fetch('/api/tracking/click', { method: 'post', headers: { 'X-One': '1' }, keepalive: true, body: '{"a":1}' })
    //# sourceURL=shop.js`);
  const request = await page.report('request');
  expect(request).toMatchObject({
    carrier: 'fetch',
    method: 'POST',
    url: `${location.origin}/api/tracking/click`,
    headers: [['X-One', '1']],
    keepalive: true,
    body: { kind: 'text', text: '{"a":1}', encoding: 'utf8', sizeBytes: 7 },
  });
  expect(request.stack).toContain('shop.js');
  expect(request.stack).not.toContain('/lib/witness/page/');
  const response = await page.report('response');
  expect(response.requestId).toBe(request.requestId);
  expect(response.status).toBeGreaterThan(0);
  expect(response.durationMs).toBeGreaterThanOrEqual(0);
});

test('what is heard after the system’s clock moved is dated by it, and durations are not', async () => {
  page = await openPage(answering(`new Response('{}')`));
  const realNow = Date.now;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + 3_600_000);
  page.run(`fetch('/api/tracking/click', { method: 'post', body: '{}' })`);
  const request = await page.report('request');
  const response = await page.report('response');
  expect(Math.abs(request.at - Date.now())).toBeLessThan(60_000);
  expect(response.at).toBeGreaterThanOrEqual(request.at);
  expect(response.durationMs).toBeLessThan(60_000);
});

test('an answer is reported with its headers and body, and the page can still read its own', async () => {
  page = await openPage(answering(`new Response('{"ok":true}', { status: 201, headers: { 'X-Two': '2' } })`));
  const text = await page.run(`fetch('/api/v1/track/lead').then((response) => response.text())`);
  expect(text).toBe('{"ok":true}');
  const response = await page.report('response');
  expect(response).toMatchObject({ status: 201, body: { kind: 'text', text: '{"ok":true}' } });
  expect(response.headers).toContainEqual(['x-two', '2']);
});

test.each([
  ['a Request', `new Request('/api/tracking/lead', { method: 'POST', body: 'of a Request' })`, 'of a Request'],
  ['a URL', `new URL('/api/tracking/lead', location.href), { method: 'POST', body: 'by URL' }`, 'by URL'],
  [
    'parameters',
    `'/api/tracking/lead', { method: 'POST', body: new URLSearchParams({ a: '1', b: 'é' }) }`,
    'a=1&b=%C3%A9',
  ],
  ['a Blob', `'/api/tracking/lead', { method: 'POST', body: new Blob(['in a ', 'Blob']) }`, 'in a Blob'],
  ['bytes', `'/api/tracking/lead', { method: 'POST', body: new TextEncoder().encode('naïve') }`, 'naïve'],
  ['a buffer', `'/api/tracking/lead', { method: 'POST', body: new TextEncoder().encode('buffer').buffer }`, 'buffer'],
  ['an object', `'/api/tracking/lead', { method: 'POST', body: { forgot: 'JSON.stringify' } }`, '[object Object]'],
])('the body of %s is read', async (_name, args, text) => {
  page = await openPage();
  page.run(`fetch(${args})`);
  const { method, body } = await page.report('request');
  expect(method).toBe('POST');
  expect(body).toMatchObject({ kind: 'text', text, encoding: 'utf8' });
});

test.each([
  ['getters', `{ get method() { return asked('method'); }, get body() { return asked('body'); } }`],
  [
    'getters of a class',
    `new (class { get method() { return asked('method'); } get body() { return asked('body'); } })()`,
  ],
  [
    'an object with text of its own',
    `{ method: { toString: () => asked('method') }, body: { toString: () => asked('body') } }`,
  ],
])('what %s give is left to the page to ask for, and told as not known', async (_name, init) => {
  page = await openPage({
    browser: `window.fetch = async (_url, init) => new Response(\`\${init.method} \${init.body}\`)`,
  });
  page.run(`window.reads = []; window.asked = (name) => (reads.push(name), name === 'method' ? 'POST' : 'of its own')`);
  const text = await page.run(`fetch('/api/tracking/lead', ${init}).then((answer) => answer.text())`);
  expect(text).toBe('POST of its own');
  expect(page.run('reads')).toEqual(['method', 'body']);
  const { method, body } = await page.report('request');
  expect(method).toBe('');
  expect(body).toEqual({ kind: 'unavailable', reason: expect.stringContaining('only the page may run') });
});

test.each([
  ['with a body', `new Request('/elsewhere', { method: 'PUT', body: 'a stream by now' })`, 'PUT', 'unavailable'],
  ['without one', `new Request('/elsewhere', { method: 'DELETE' })`, 'DELETE', 'none'],
])('a Request in place of the options, %s, is told as what it is', async (_name, init, method, kind) => {
  page = await openPage({ browser: `window.fetch = async () => new Response('')` });
  page.run(`fetch('/api/tracking/lead', ${init})`);
  const told = await page.report('request');
  expect(told.method).toBe(method);
  expect(told.body.kind).toBe(kind);
});

test('options without a body leave a Request the one it has', async () => {
  page = await openPage();
  page.run(`fetch(new Request('/api/tracking/lead', { method: 'POST', body: 'its own' }), { body: null })`);
  expect((await page.report('request')).body).toMatchObject({ kind: 'text', text: 'its own' });
});

test('a form is reported by its fields, a file by its size', async () => {
  page = await openPage();
  page.run(`const form = new FormData();
    form.append('b', '2');
    form.append('a', '1');
    form.append('b', new Blob(['12345']), 'five.txt');
    fetch('/api/tracking/lead', { method: 'POST', body: form })`);
  const { body } = await page.report('request');
  expect(body).toEqual({
    kind: 'form',
    fields: [
      ['b', '2'],
      ['a', '1'],
      ['b', 'a file of 5 bytes'],
    ],
  });
});

test('bytes that are no text are kept as base64', async () => {
  page = await openPage();
  page.run(`fetch('/api/tracking/lead', { method: 'POST', body: new Uint8Array([255, 0, 254]) })`);
  const { body } = await page.report('request');
  expect(body).toEqual({ kind: 'text', text: '/wD+', encoding: 'base64', sizeBytes: 3 });
});

test('half a surrogate pair is sent and reported as the browser sends it', async () => {
  page = await openPage();
  page.run(`fetch('/api/tracking/lead', { method: 'POST', body: 'a\\ud800b' })`);
  const { body } = await page.report('request');
  expect(body).toEqual({ kind: 'text', text: 'a\ufffdb', encoding: 'utf8', sizeBytes: 5 });
});

test('a body of 5 MB arrives whole, and is kept to the limit with its size', async () => {
  page = await openPage({
    browser: `window.arrived = []; window.fetch = async (_url, { body }) => (arrived.push(body.length), new Response(body))`,
  });
  const echoed = await page.run(`fetch('/api/tracking/lead', { method: 'POST', body: 'é'.repeat(2_500_000) })
    .then((response) => response.text()).then((text) => text.length)`);
  expect(echoed).toBe(2_500_000);
  expect(page.run('arrived')).toEqual([2_500_000]);
  for (const kind of ['request', 'response'] as const) {
    const { body } = await page.report(kind);
    if (body.kind !== 'text') throw new Error(`The ${kind}'s body is ${body.kind}.`);
    expect(body).toMatchObject({ encoding: 'utf8', sizeBytes: 5_000_000, truncated: true });
    expect(new TextEncoder().encode(body.text).length).toBeLessThanOrEqual(1024 * 1024);
    expect(body.text).toMatch(/^é+$/);
  }
});

test('a stream is left to the page', async () => {
  page = await openPage({ browser: `window.fetch = async (input, init) => new Response(init?.body ?? input.body)` });
  const text = await page.run(`fetch('/api/tracking/lead', {
      method: 'POST', duplex: 'half', body: new Blob(['streamed']).stream(),
    }).then((response) => response.text())`);
  expect(text).toBe('streamed');
  expect((await page.report('request')).body).toMatchObject({ kind: 'unavailable' });

  const own = await page.run(`fetch(new Request('/api/tracking/lead', {
      method: 'POST', duplex: 'half', body: new Blob(['in a Request']).stream(),
    })).then((response) => response.text())`);
  expect(own).toBe('in a Request');
  expect(page.of('request').map(({ body }) => body.kind)).toEqual(['unavailable', 'unavailable']);
});

test('an endless answer is not waited for', async () => {
  page = await openPage(
    answering(`new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } })`),
  );
  await page.run(`fetch('/api/tracking/events/29')`);
  expect((await page.report('response')).body).toMatchObject({ kind: 'unavailable' });
});

test('an answer whose body takes long is told without it, and once more with all of it', async () => {
  page = await openPage(
    answering(`new Response(new ReadableStream({ start: (controller) => { window.arriving = controller; } }), {
      status: 202, headers: { 'content-type': 'application/json' },
    })`),
  );
  const text = page.run(`fetch('/api/tracking/click', { method: 'POST' }).then((response) => response.text())`);
  const first = await page.report('response');
  expect(first).toMatchObject({ status: 202, headers: [['content-type', 'application/json']] });
  expect(first.body).toEqual({ kind: 'unavailable', reason: 'it is still arriving' });
  page.run(`arriving.enqueue(new TextEncoder().encode('{"late":true}')); arriving.close()`);
  expect(await text).toBe('{"late":true}');
  const last = await page.report('response', ({ body }) => body.kind === 'text');
  expect({ ...last, body: first.body }).toEqual(first);
  expect(page.of('response').length).toBe(2);
});

test('a request that is aborted fails with the reason', async () => {
  page = await openPage();
  const name = await page.run(`const controller = new AbortController();
    const asked = fetch('/api/tracking/click', { signal: controller.signal }).catch((error) => error.name);
    controller.abort();
    asked`);
  expect(name).toBe('AbortError');
  const failure = await page.report('failure');
  expect(failure).toMatchObject({ reason: 'aborted', requestId: page.of('request')[0]?.requestId });
});

test('a request without an answer fails', async () => {
  page = await openPage({ hosts: ['127.0.0.1:9'] });
  const name = await page.run(`fetch('http://127.0.0.1:9/api/tracking/click').catch((error) => error.name)`);
  expect(name).toBe('TypeError');
  expect(await page.report('failure')).toMatchObject({ reason: 'network' });
});

test('a request that the page’s policy forbids fails by it', async () => {
  page = await openPage({ hosts: ['api.affitor.com'] });
  page.run(`const meta = document.createElement('meta');
    meta.httpEquiv = 'content-security-policy';
    meta.content = "connect-src 'self'";
    document.head.append(meta);
    fetch('https://api.affitor.com/api/v1/track/click', { method: 'POST' }).catch(() => {})`);
  expect(await page.report('failure')).toMatchObject({ reason: 'blocked-by-csp' });
});

test.each([
  ['offline', 'https://api.affitor.com/api/v1/track/click', ''],
  ['network', 'http://127.0.0.1:9/api/tracking/click', ''],
  ['network', 'http://shop.localhost:9/api/tracking/click', ''],
  ['blocked-by-csp', 'https://api.affitor.com/api/v1/track/click', "connect-src 'self'"],
])('what fails on a machine without a network fails for the reason %s: %s', async (reason, url, policy) => {
  page = await openPage({
    hosts: [new URL(url).host],
    browser: `Object.defineProperty(navigator, 'onLine', { value: false });
      ${policy ? '' : "window.fetch = () => Promise.reject(new TypeError('down'))"}`,
  });
  page.run(`const meta = document.createElement('meta');
    meta.httpEquiv = 'content-security-policy';
    meta.content = ${JSON.stringify(policy)};
    document.head.append(meta);
    fetch(${JSON.stringify(url)}, { method: 'POST' }).catch(() => {})`);
  expect(await page.report('failure')).toMatchObject({ reason });
});

test('a rejection that the page does not handle is still unhandled, once, and one it handles is not', async () => {
  page = await openPage({ browser: `window.fetch = () => Promise.reject(new TypeError('down'))` });
  page.run(`window.unhandled = [];
    addEventListener('unhandledrejection', (event) => {
      event.preventDefault();
      unhandled.push([event.promise === window.mine, event.reason.message]);
    });
    fetch('/api/tracking/click').catch(() => {});
    window.mine = fetch('/api/tracking/click')`);
  await page.report('failure', () => page.of('failure').length === 2);
  await expect.poll(() => page.run('unhandled')).toEqual([[true, 'down']]);
});

test('an unrelated request is the browser’s own promise, and is not reported', async () => {
  page = await openPage({ browser: `window.own = Promise.resolve(new Response()); window.fetch = () => own` });
  expect(page.run(`fetch('/pricing') === own && fetch('https://elsewhere.test/api/tracking/click') === own`)).toBe(
    true,
  );
  expect(page.of('request')).toEqual([]);
  expect(page.revealed).toBeUndefined();
});

test('what the page passes in is read once, by the browser', async () => {
  page = await openPage({ browser: `window.fetch = async (input, init) => new Response(init.body)` });
  page.run(`window.reads = [];
    const init = { get body() { reads.push('body'); return 'x'; }, method: 'POST' };
    const odd = { toString() { reads.push('url'); return '/api/tracking/lead'; } };
    fetch('/api/tracking/lead', init);
    fetch(odd, { body: 'y' })`);
  await page.report('request');
  expect(page.run('reads')).toEqual(['body']);
});

test('fetchLater is reported where the browser has it', async () => {
  page = await openPage({ browser: `window.fetchLater = () => ({ activated: false })` });
  expect(page.run(`fetchLater('/api/tracking/click', { method: 'POST', body: 'later' }).activated`)).toBe(false);
  expect(await page.report('request')).toMatchObject({ carrier: 'fetch-later', body: { text: 'later' } });
});

test('a body that is still being read when the page closes says so', async () => {
  page = await openPage();
  page.run(`addEventListener('pagehide', () => {
      navigator.sendBeacon('/api/tracking/click', new Blob(['late']));
    });
    dispatchEvent(new PageTransitionEvent('pagehide'))`);
  const request = page.of('request')[0];
  expect(request).toMatchObject({ carrier: 'beacon', body: { kind: 'unavailable' } });
});
