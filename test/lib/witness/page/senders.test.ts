import { afterEach, expect, test } from 'vitest';
import { openPage, type TestPage } from './support/page';

let page: TestPage;
afterEach(() => page.close());

test.each([
  ['text', `'{"a":1}'`, '{"a":1}'],
  ['parameters', `new URLSearchParams({ a: '1' })`, 'a=1'],
  ['a Blob', `new Blob(['{"a":2}'], { type: 'application/json' })`, '{"a":2}'],
  ['bytes', `new TextEncoder().encode('bytes')`, 'bytes'],
])('a beacon with %s is reported', async (_name, data, text) => {
  page = await openPage();
  expect(page.run(`navigator.sendBeacon('/api/tracking/test', ${data})`)).toBe(true);
  expect(await page.report('request')).toMatchObject({
    carrier: 'beacon',
    method: 'POST',
    keepalive: true,
    url: `${location.origin}/api/tracking/test`,
    body: { kind: 'text', text },
  });
});

test('a beacon with a form is reported by its fields', async () => {
  page = await openPage();
  page.run(`const form = new FormData(); form.append('a', '1'); navigator.sendBeacon('/api/tracking/test', form)`);
  expect((await page.report('request')).body).toEqual({ kind: 'form', fields: [['a', '1']] });
});

test('a beacon that the browser does not take is refused', async () => {
  page = await openPage();
  expect(page.run(`navigator.sendBeacon('/api/tracking/test', 'x'.repeat(70_000))`)).toBe(false);
  const failure = await page.report('failure');
  expect(failure).toMatchObject({ reason: 'refused', requestId: page.of('request')[0]?.requestId });
});

test('a beacon that throws throws what it would have thrown', async () => {
  page = await openPage();
  expect(() => page.run(`navigator.sendBeacon('/api/tracking/test', new ReadableStream())`)).toThrow('ReadableStream');
});

test('a pixel is reported, in the document or not', async () => {
  page = await openPage();
  page.run(`new Image().src = '/api/tracking/pixel?x=1';
    const image = document.createElement('img');
    document.body.append(image);
    image.src = new URL('/api/tracking/pixel?x=2', location.href);
    new Image().src = '/logo.png'`);
  expect(page.of('request')).toMatchObject([
    { carrier: 'image', method: 'GET', url: `${location.origin}/api/tracking/pixel?x=1`, body: { kind: 'none' } },
    { carrier: 'image', url: `${location.origin}/api/tracking/pixel?x=2` },
  ]);
});

const withForm = (then: string) => `document.body.innerHTML = \`<iframe name="sink"></iframe>
    <form action="/api/tracking/lead" method="post" target="sink">
      <input name="action" value="named like a property"><input name="email" value="a@b.co"><button name="go" value="1">Go</button>
    </form>\`;
  const form = document.querySelector('form');
  ${then}`;

test('a form that a person submits is reported with its fields', async () => {
  page = await openPage();
  page.run(withForm(`document.querySelector('button').click()`));
  expect(await page.report('request')).toMatchObject({
    carrier: 'form',
    method: 'POST',
    url: `${location.origin}/api/tracking/lead`,
    body: {
      kind: 'form',
      fields: [
        ['action', 'named like a property'],
        ['email', 'a@b.co'],
        ['go', '1'],
      ],
    },
  });
});

test('a form that a script submits is reported with what its listeners added', async () => {
  page = await openPage();
  page.run(
    withForm(`form.addEventListener('formdata', ({ formData }) => formData.append('late', '1'));
    HTMLFormElement.prototype.submit.call(form)`),
  );
  const { body } = await page.report('request');
  expect(body).toMatchObject({ kind: 'form', fields: expect.arrayContaining([['late', '1']]) });
});

const withButton = (form: string, button: string) => `document.body.innerHTML = \`<iframe name="sink"></iframe>
    <form ${form} target="sink"><input name="email" value="a@b.co"><button ${button}>Go</button></form>\`;
  document.querySelector('button').click()`;

test('a form whose button sends it to the tracker is reported', async () => {
  page = await openPage();
  page.run(withButton('action="/newsletter"', 'formaction="/api/tracking/lead" formmethod="POST"'));
  expect(await page.report('request')).toMatchObject({
    carrier: 'form',
    url: `${location.origin}/api/tracking/lead`,
    body: { fields: [['email', 'a@b.co']] },
  });
});

test('a form whose button sends it elsewhere is none of ours', async () => {
  page = await openPage();
  page.run(withButton('action="/api/tracking/lead" method="post"', 'formaction="/newsletter"'));
  page.run(withButton('action="/api/tracking/lead" method="post"', 'formmethod="get"'));
  page.run(withForm('form.submit()'));
  await page.report('request');
  expect(page.of('request').length).toBe(1);
});

test('a form that the page sends itself is no form post', async () => {
  page = await openPage();
  page.run(
    withForm(`addEventListener('submit', (event) => {
      event.preventDefault();
      fetch(new URL('/api/tracking/lead', location.href), { method: 'POST', body: new FormData(event.target) });
    });
    form.requestSubmit();
    new FormData(form)`),
  );
  await page.report('request');
  expect(page.of('request').map(({ carrier }) => carrier)).toEqual(['fetch']);
});
