import { expect, test } from 'vitest';
import { createOwnSiteWitness } from '@/lib/witness/browser/own-site';
import type { Sighting } from '@/lib/witness/browser/web-request';

const SIGNUP = {
  requestId: '7',
  url: 'https://shop.example.com/api/signup?email=ada@example.org',
  method: 'POST',
  type: 'xmlhttprequest',
  tabId: 3,
  frameId: 0,
  timeStamp: 1000,
};

const witnessed = (cookie: string | undefined) => {
  const seen: Sighting[] = [];
  const witness = createOwnSiteWitness(
    (sighting) => seen.push(sighting),
    (name) => name === 'customer_code',
  );
  const secret = { name: 'Authorization', value: 'Bearer secret' };
  const requestHeaders = cookie === undefined ? [secret] : [secret, { name: 'Cookie', value: cookie }];
  witness.onSendHeaders({ ...SIGNUP, requestHeaders });
  return { seen, witness };
};

test('of a signup only method, path and the names of the tracker’s cookies are kept', () => {
  const { seen } = witnessed('session=abc; customer_code=cust_42_1700000000000');
  expect(seen).toMatchObject([
    {
      tabId: 3,
      report: {
        kind: 'request',
        method: 'POST',
        url: 'https://shop.example.com/api/signup',
        headers: [['cookie', 'customer_code=(not kept)']],
        body: { kind: 'unavailable' },
      },
    },
  ]);
  expect(JSON.stringify(seen)).not.toMatch(/ada@|secret|session|cust_42/);
});

test.each([[undefined], ['session=abc']])('a signup with the cookies %j carries none of the tracker’s', (cookie) => {
  const [sighting] = witnessed(cookie).seen;
  expect(sighting?.report).toMatchObject({ headers: [['cookie', '']] });
});

test('how it ended is its status alone', () => {
  const { seen, witness } = witnessed(undefined);
  const ended = { ...SIGNUP, timeStamp: 1200, statusCode: 201, statusLine: 'HTTP/1.1 201 Created' };
  witness.onCompleted({ ...ended, responseHeaders: [{ name: 'Set-Cookie', value: 'session=abc' }] });
  witness.onCompleted(ended);
  expect(seen.slice(1).map(({ report }) => report)).toEqual([
    expect.objectContaining({ kind: 'response', status: 201, headers: [], url: 'https://shop.example.com/api/signup' }),
  ]);
});

test('a signup that failed says so, and one that it did not see begin says nothing', () => {
  const { seen, witness } = witnessed(undefined);
  witness.onErrorOccurred({ ...SIGNUP, error: 'net::ERR_FAILED' });
  witness.onErrorOccurred({ ...SIGNUP, requestId: '8', error: 'net::ERR_FAILED' });
  expect(seen.map(({ report }) => report.kind)).toEqual(['request', 'failure']);
});

test('a signup that is led on elsewhere was answered with that, and what comes then is no signup', () => {
  const { seen, witness } = witnessed(undefined);
  const led = { ...SIGNUP, statusCode: 303, statusLine: 'HTTP/1.1 303 See Other' };
  witness.onBeforeRedirect({ ...led, redirectUrl: 'https://shop.example.com/users/7?token=secret' });
  witness.onSendHeaders({ ...SIGNUP, url: 'https://shop.example.com/users/7', requestHeaders: [] });
  witness.onCompleted({ ...led, url: 'https://shop.example.com/users/7', statusCode: 200 });
  expect(seen.map(({ report }) => report)).toEqual([
    expect.objectContaining({ kind: 'request' }),
    expect.objectContaining({ kind: 'response', status: 303, url: 'https://shop.example.com/api/signup' }),
  ]);
  expect(JSON.stringify(seen)).not.toContain('secret');
});

test('a signup that is sent once more over https is answered there', () => {
  const { seen, witness } = witnessed(undefined);
  const upgraded = { statusCode: 307, statusLine: 'HTTP/1.1 307 Internal Redirect' };
  witness.onBeforeRedirect({
    ...SIGNUP,
    ...upgraded,
    url: 'http://shop.example.com/api/signup',
    redirectUrl: SIGNUP.url,
  });
  witness.onCompleted({ ...SIGNUP, statusCode: 201, statusLine: 'HTTP/1.1 201 Created' });
  expect(seen[1]?.report).toMatchObject({ kind: 'response', status: 201 });
});
