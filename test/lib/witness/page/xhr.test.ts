import { afterEach, expect, test } from 'vitest';
import { openPage, type TestPage } from './support/page';

let page: TestPage;
afterEach(() => page.close());

const send = (body = "'sent'", rest = '') => `const asked = new XMLHttpRequest();
  asked.open('post', '/api/tracking/lead');
  asked.setRequestHeader('X-One', '1');
  ${rest}
  asked.send(${body});`;

test('a request is reported with method, headers, body and stack, and its answer', async () => {
  page = await openPage();
  page.run(`${send()}\n//# sourceURL=shop.js`);
  const request = await page.report('request');
  expect(request).toMatchObject({
    carrier: 'xhr',
    method: 'POST',
    url: `${location.origin}/api/tracking/lead`,
    headers: [['X-One', '1']],
    body: { kind: 'text', text: 'sent' },
  });
  expect(request.stack).toContain('shop.js');
  const response = await page.report('response');
  expect(response.requestId).toBe(request.requestId);
  expect(response.status).toBeGreaterThanOrEqual(200);
  expect(response.headers.length).toBeGreaterThan(0);
  expect(response.body.kind).toBe('text');
});

test('a synchronous request is reported with its answer by the time it returns', async () => {
  page = await openPage();
  page.run(`const asked = new XMLHttpRequest();
    asked.open('GET', '/api/tracking/events/29', false);
    asked.send();`);
  expect(page.of('request')).toMatchObject([{ carrier: 'xhr-sync', method: 'GET', body: { kind: 'none' } }]);
  expect(page.of('response')).toMatchObject([{ requestId: page.of('request')[0]?.requestId }]);
});

test.each([
  ['arraybuffer', 'text'],
  ['blob', 'text'],
  ['json', 'text'],
  ['', 'text'],
])('an answer read as %j is reported', async (type, kind) => {
  page = await openPage();
  page.run(send("'sent'", `asked.responseType = '${type}';`));
  expect((await page.report('response')).body.kind).toBe(kind);
});

test.each([
  ['abort', 'aborted', `asked.addEventListener('readystatechange', () => asked.abort(), { once: true });`],
  [
    'timeout',
    'timeout',
    `asked.timeout = 1; asked.addEventListener('loadstart', () => { const end = performance.now() + 30; while (performance.now() < end); });`,
  ],
])('%s is a failure of its own', async (_name, reason, rest) => {
  page = await openPage();
  page.run(send("'sent'", rest));
  const ended = await Promise.race([page.report('failure'), page.report('response')]);
  // A server that is faster than the timeout answers.
  if (ended.kind === 'failure') expect(ended.reason).toBe(reason);
  expect(ended.requestId).toBe(page.of('request')[0]?.requestId);
});

test('a request without an answer fails', async () => {
  page = await openPage({ hosts: ['127.0.0.1:9'] });
  page.run(`const asked = new XMLHttpRequest();
    asked.open('GET', 'http://127.0.0.1:9/api/tracking/click');
    asked.send();`);
  expect(await page.report('failure')).toMatchObject({ reason: 'network' });
});

test('a synchronous request that fails throws what it would have thrown', async () => {
  page = await openPage({ hosts: ['127.0.0.1:9'] });
  const name = page.run(`(() => {
    const asked = new XMLHttpRequest();
    asked.open('GET', 'http://127.0.0.1:9/api/tracking/click', false);
    try { asked.send(); } catch (error) { return error.name; }
  })()`);
  expect(name).toBe('NetworkError');
  expect(await page.report('failure')).toMatchObject({ requestId: page.of('request')[0]?.requestId });
});

test('one object used for two requests is two requests', async () => {
  page = await openPage();
  page.run(`const asked = new XMLHttpRequest();
    asked.onload = () => {
      asked.onload = null;
      asked.open('GET', '/api/tracking/events/2');
      asked.send();
    };
    asked.open('GET', '/api/tracking/events/1');
    asked.send();`);
  await page.report('response', ({ url }) => url.endsWith('/2'));
  expect(page.of('request').map(({ url }) => url.slice(-1))).toEqual(['1', '2']);
  expect(page.of('response').map(({ url }) => url.slice(-1))).toEqual(['1', '2']);
});

test('a request to another host is left alone', async () => {
  page = await openPage();
  const status = await page.run(`new Promise((resolve) => {
    const asked = new XMLHttpRequest();
    asked.open('GET', '/pricing');
    asked.onloadend = () => resolve(asked.status);
    asked.send();
  })`);
  expect(status).toBeGreaterThan(0);
  expect(page.of('request')).toEqual([]);
});
