import { afterEach, expect, test } from 'vitest';
import { openPage, type ReportOf, type TestPage } from './support/page';

/** Calls as nobody would make them, and somebody does: each gives the page what the browser gives, and is told as it was. */

let page: TestPage;
afterEach(() => page.close());

const failureOf = (request: ReportOf<'request'> | undefined) =>
  page.report('failure', ({ requestId }) => requestId === request?.requestId);

test('a beacon called without its navigator throws, and is not told as sent', async () => {
  page = await openPage();
  const call = `const { sendBeacon } = navigator; sendBeacon('/api/tracking/test', 'x')`;
  expect(() => page.run(call)).toThrow('Illegal invocation');
  expect(await failureOf(page.of('request')[0])).toMatchObject({
    message: expect.stringContaining('Illegal invocation'),
  });
});

test('a fetchLater that throws is not told as on its way', async () => {
  page = await openPage();
  const call = `fetchLater('/api/tracking/test', { method: 'POST', body: new ReadableStream(), duplex: 'half' })`;
  if (page.run(`'fetchLater' in window`) !== true) return;
  expect(() => page.run(call)).toThrow();
  expect(await failureOf(page.of('request')[0])).toMatchObject({ kind: 'failure' });
});

test('a Request that was used up before rejects as it would, and is told with its failure', async () => {
  page = await openPage();
  const call = `(async () => {
    const request = new Request('/api/tracking/test', { method: 'POST', body: 'once' });
    await fetch(request);
    return fetch(request).catch(String);
  })()`;
  expect(await page.run(call)).toContain('already been used');
  const first = await page.report('request', ({ body }) => body.kind === 'text' && body.text === 'once');
  const second = await page.report('request', ({ requestId }) => requestId !== first.requestId);
  expect(await failureOf(second)).toMatchObject({ message: expect.stringContaining('already been used') });
  expect(page.of('storage')).toEqual([]);
});

test('an XMLHttpRequest that is opened anew while it is under way ends the first, and answers the second', async () => {
  page = await openPage();
  const call = `new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/tracking/first');
    request.send('1');
    request.open('POST', '/api/tracking/second');
    request.onloadend = resolve;
    request.send('2');
  })`;
  await page.run(call);
  const [first, second] = page.of('request');
  expect(await failureOf(first)).toMatchObject({ reason: 'aborted' });
  expect(page.of('response').map(({ requestId }) => requestId)).toEqual([second?.requestId]);
});

test('one that is opened for another host meanwhile ends the first too, and an open that throws ends nothing', async () => {
  page = await openPage();
  const call = `const request = new XMLHttpRequest();
    request.open('POST', '/api/tracking/first');
    request.send('1');
    try { request.open('POST', 'http://['); } catch ({ name }) { window.refused = name; }
    window.again = () => request.open('GET', '/elsewhere')`;
  page.run(call);
  expect(page.run('refused')).toBe('SyntaxError');
  expect(page.of('failure')).toEqual([]);
  page.run('again()');
  expect(await failureOf(page.of('request')[0])).toMatchObject({ reason: 'aborted' });
});

test('a send that is called twice is one request', async () => {
  page = await openPage();
  page.run(`const request = new XMLHttpRequest();
    request.open('POST', '/api/tracking/test');
    request.send('1');
    try { request.send('2'); } catch ({ name }) { window.caught = name; }`);
  expect(page.run('caught')).toBe('InvalidStateError');
  expect(page.of('request').length).toBe(1);
});

test('a form of 20 MB is reported with the fields that can be kept', async () => {
  page = await openPage({ browser: `window.fetch = async function fetch() { return new Response('{}'); }` });
  page.run(`const form = new FormData();
    form.append('email', 'a@b.co');
    form.append('notes', 'x'.repeat(20_000_000));
    fetch('/api/tracking/lead', { method: 'POST', body: form })`);
  const { body } = await page.report('request');
  expect(body).toMatchObject({
    kind: 'form',
    fields: [
      ['email', 'a@b.co'],
      ['…', expect.stringContaining('too large')],
    ],
  });
  expect(page.rejected).toBe(0);
});

test.each([
  ['text', `'x'.repeat(20_000_000)`, 20_000_000],
  ['half pairs', `'\\ud800'.repeat(7_000_000)`, 21_000_000],
  ['bytes', `new Uint8Array(20_000_000).fill(255)`, 20_000_000],
  ['control characters in a Blob', `new Blob(['\\u0001'.repeat(20_000_000)])`, 20_000_000],
  ['parameters', `new URLSearchParams({ a: 'é'.repeat(3_400_000) })`, 20_400_002],
])('20 MB of %s are reported with their size, and what can be kept', async (_name, body, sizeBytes) => {
  page = await openPage({ browser: `window.fetch = async function fetch() { return new Response('{}'); }` });
  page.run(`fetch('/api/tracking/lead', { method: 'POST', body: ${body} })`);
  expect((await page.report('request')).body).toMatchObject({ kind: 'text', sizeBytes, truncated: true });
  expect(page.rejected).toBe(0);
});

test('wide lists and long texts in a console line or an item are cut, and cost the page little', async () => {
  page = await openPage({ browser: 'console.log = function log() {}' });
  page.script(`window.affitor = { trackLead() {} }; window.affitorQueue = [];`);
  await page.report('queue');
  page.run(`window.wide = [
    Array.from({ length: 3_000_000 }, (_, index) => index),
    new Uint8Array(30_000_000),
    Array.from({ length: 3_000 }, () => 'z'.repeat(20_000)),
    'x'.repeat(20_000_000),
    new Error('y'.repeat(20_000_000)),
  ]; 0`);
  const startedAt = performance.now();
  page.run(`console.log('[Affitor Tracker] wide', ...wide); affitorQueue.push(['trackLead', { wide }])`);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(JSON.stringify(await page.report('console')).length).toBeLessThan(20_000_000);
  await page.report('queue', ({ phase }) => phase === 'pushed');
  expect(page.rejected).toBe(0);
});
