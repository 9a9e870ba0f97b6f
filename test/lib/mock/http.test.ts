import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NetworkFailure } from '@/lib/mock/http/answer';
import { readBody } from '@/lib/mock/http/body';
import { CLICK, landing } from './contract/target';
import { aMock } from './support';

const aRequest = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('https://api.affitor.com/', { method: 'POST', body, headers });

/** A Request whose body has no stream, as in Firefox. */
function withoutStream(request: Request): Request {
  Object.defineProperty(request, 'body', { value: undefined });
  return request;
}

describe('reading a body', () => {
  it('takes JSON under any content type', async () => {
    for (const type of ['application/json', 'text/plain;charset=UTF-8', 'application/octet-stream']) {
      const read = await readBody(aRequest('{"a":1}', { 'content-type': type }), 100);
      expect(read).toEqual({ kind: 'json', value: { a: 1 }, length: 7 });
    }
  });

  it('takes a body of exactly the limit, and none above it, however it is sent', async () => {
    const sized = (bytes: number) => `{"a":"${'é'.repeat((bytes - 8) / 2)}"}`;
    for (const wrap of [(request: Request) => request, withoutStream]) {
      expect(await readBody(wrap(aRequest(sized(100))), 100)).toMatchObject({ kind: 'json' });
      expect(await readBody(wrap(aRequest(sized(102))), 100)).toEqual({ kind: 'too-large' });
    }
    expect(await readBody(aRequest('{}', { 'content-length': '1000' }), 100)).toEqual({ kind: 'too-large' });
  });

  it('keeps characters whole that come in two pieces', async () => {
    const bytes = new TextEncoder().encode('{"name":"Zoë ✅"}');
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const stream = new ReadableStream({
        start(controller) {
          controller.enqueue(bytes.slice(0, cut));
          controller.enqueue(bytes.slice(cut));
          controller.close();
        },
      });
      // Node wants to be told that the body is sent before the answer comes; the DOM's types do not know the word.
      const init = { method: 'POST', body: stream, duplex: 'half' };
      const request = new Request('https://api.affitor.com/', init);
      expect(await readBody(request, 1_000)).toMatchObject({ kind: 'json', value: { name: 'Zoë ✅' } });
    }
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const { kind } = await readBody(aRequest(bytes), 100);
        expect(['json', 'empty', 'invalid', 'too-large']).toContain(kind);
      }),
    );
  });
});

describe('an answer without waiting', () => {
  it('tells the delay and the ending instead of playing them', async () => {
    const mock = aMock();
    const ask = () => mock.answer(aClick());
    mock.scenarios.set({ scenario: 'slow', delayMs: 2_500 });
    expect(await ask()).toMatchObject({ kind: 'response', delayMs: 2_500, response: { status: 200 } });
    mock.scenarios.set({ scenario: 'timeout' });
    expect(await ask()).toEqual({ kind: 'failure', reason: 'timeout', delayMs: 30_000 });
    mock.scenarios.set({ scenario: 'offline' });
    expect(await ask()).toEqual({ kind: 'failure', reason: 'offline', delayMs: 0 });
  });

  it('takes the origin from its caller where the Request cannot carry it', async () => {
    const mock = aMock();
    const answer = await mock.fetch(aClick(), { origin: 'https://shop.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(mock.requests.all()).toMatchObject([{ origin: 'https://shop.example' }]);
  });
});

describe('a failure the mock plays', () => {
  it('is a TypeError, as fetch would throw', async () => {
    const mock = aMock({ scenario: { scenario: 'dropped' } });
    await expect(mock.fetch(aClick())).rejects.toBeInstanceOf(TypeError);
    await expect(mock.fetch(aClick())).rejects.toMatchObject({ reason: 'dropped' } satisfies Partial<NetworkFailure>);
  });

  it('ends early when the caller gives up', async () => {
    const mock = aMock({ scenario: { scenario: 'slow', delayMs: 60_000 } });
    const leaving = new AbortController();
    const asked = mock.fetch(new Request(aClick(), { signal: leaving.signal }));
    leaving.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await expect(mock.fetch(new Request(aClick(), { signal: AbortSignal.abort() }))).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('the script’s own scenario', () => {
  const script = async () => '/* stand-in */';
  const load = (mock: ReturnType<typeof aMock>) =>
    mock.fetch(new Request('https://api.affitor.com/js/affitor-tracker.js'));

  it('is normal whatever the API plays', async () => {
    expect((await load(aMock({ script, scenario: { scenario: '500' } }))).status).toBe(200);
  });

  it('can be set for it alone', async () => {
    const mock = aMock({ script });
    mock.scenarios.set({ scenario: '404' }, 'script');
    expect((await load(mock)).status).toBe(404);
    mock.scenarios.set({ scenario: 'html-error' }, 'script');
    expect((await load(mock)).status).toBe(502);
    mock.scenarios.set({ scenario: 'offline' }, 'script');
    await expect(load(mock)).rejects.toBeInstanceOf(NetworkFailure);
    expect((await mock.fetch(aClick())).status).toBe(200);
  });

  it('answers 404 where there is no script to serve', async () => {
    expect((await load(aMock())).status).toBe(404);
  });
});

it('a fault of the mock’s own is answered with 500 and told', async () => {
  const faults: Error[] = [];
  const mock = aMock({ onError: (error) => faults.push(error) });
  mock.ledger.links.get = () => {
    throw new Error('broken');
  };
  const answer = await mock.fetch(aClick());
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ error: 'Internal server error' });
  expect(faults).toMatchObject([{ message: 'broken' }]);
});

it('the checkout page repeats nothing of its URL', async () => {
  const answer = await aMock().fetch(new Request('https://api.affitor.com/checkout?program_id=%3Cscript%3E'));
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain('<script');
});

function aClick(): Request {
  return new Request(`https://api.affitor.com${CLICK}`, {
    method: 'POST',
    body: JSON.stringify({ affiliate_url: landing('PARTNER123') }),
  });
}
