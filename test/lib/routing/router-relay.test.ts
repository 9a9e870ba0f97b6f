import { describe, expect, it } from 'vitest';
import { pageFrames, type RelayAsk } from '@/lib/routing/routed-call';
import { createRouterRelay } from '@/lib/routing/router-relay';

const CALL = { id: 1, carrier: 'fetch', method: 'POST', url: 'https://api.affitor.com/x', headers: [], body: null };
const ANSWER = { kind: 'response', status: 200, statusText: 'OK', headers: [], body: '{}', delayMs: 0 };

function aRelay(reply: (ask: RelayAsk) => unknown) {
  const told: unknown[] = [];
  const waits: { delayMs: number; done: () => void }[] = [];
  const relay = createRouterRelay({
    sendMessage: async (ask) => reply(ask),
    toPage: (text) => told.push(JSON.parse(text)),
    wait: (delayMs, done) => waits.push({ delayMs, done }),
  });
  const delivered = async () => {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  };
  return { relay, told, waits, delivered, hear: (call: object) => relay.hear(JSON.stringify({ stack: '', ...call })) };
}

const answering = (answer: unknown) => (ask: RelayAsk) => (ask.type === 'routing-hello' ? { routed: true } : answer);

describe('the relay of a routed page', () => {
  it('says first whether the page is routed', async () => {
    const { told, delivered } = aRelay(answering(ANSWER));
    await delivered();
    expect(told).toEqual([{ routed: true }]);
  });

  it('takes no word for a no, so that the page goes on', async () => {
    const { told, delivered } = aRelay(() => {
      throw new Error('Extension context invalidated.');
    });
    await delivered();
    expect(told).toEqual([{ routed: false }]);
  });

  it('brings a call to the background and its answer back', async () => {
    const { told, delivered, hear } = aRelay(answering(ANSWER));
    hear(CALL);
    await delivered();
    expect(told).toContainEqual({ id: 1, answer: ANSWER });
  });

  it('holds an answer back for as long as the scenario says', async () => {
    const late = { ...ANSWER, delayMs: 3000 };
    const { told, waits, delivered, hear } = aRelay(answering(late));
    hear(CALL);
    await delivered();
    expect(told).toEqual([{ routed: true }]);
    expect(waits).toMatchObject([{ delayMs: 3000 }]);
    waits[0]?.done();
    expect(told).toContainEqual({ id: 1, answer: late });
  });

  it('lets the page’s own call go ahead when the background is gone', async () => {
    const { told, delivered, hear } = aRelay((ask) => {
      if (ask.type === 'routing-hello') return { routed: true };
      throw new Error('Could not establish connection.');
    });
    hear(CALL);
    await delivered();
    expect(told).toContainEqual({ id: 1, answer: { kind: 'unrouted' } });
  });

  it.each(['', '{', '{"id":"one"}', '{"id":1,"carrier":"socket"}'])('is deaf to %j', async (text) => {
    const asked: RelayAsk[] = [];
    const { relay, delivered } = aRelay((ask) => {
      asked.push(ask);
      return { routed: true };
    });
    relay.hear(text);
    await delivered();
    expect(asked).toEqual([{ type: 'routing-hello' }]);
  });

  it('tells an open page when routing is switched', async () => {
    const { relay, told, delivered } = aRelay(answering(ANSWER));
    await delivered();
    relay.onMessage({ type: 'routing', on: false });
    relay.onMessage({ type: 'something else' });
    expect(told).toEqual([{ routed: true }, { routed: false }]);
  });
});

describe('the stack of a routed call', () => {
  it('keeps the page’s frames and the stand-in’s, and none of the router’s', () => {
    const stack = [
      'Error',
      '    at Object.stack (chrome-extension://abc/content-scripts/router.js:1:20)',
      '    at send (https://shop.example.com/shop.js:20:5)',
      '    at lead (chrome-extension://abc/affitor-tracker.js:2:9)',
    ].join('\n');
    expect(pageFrames(stack).split('\n')).toEqual([
      'Error',
      '    at send (https://shop.example.com/shop.js:20:5)',
      '    at lead (chrome-extension://abc/affitor-tracker.js:2:9)',
    ]);
    expect(
      pageFrames('apply@moz-extension://abc/content-scripts/router.js:1:20\nsend@https://s.example/a.js:1:2'),
    ).toBe('send@https://s.example/a.js:1:2');
  });
});
