import { afterEach, describe, expect, it } from 'vitest';
import { silenceOf } from '@/lib/replay/mock-server';
import { silentServerOf } from '@/lib/store/silent-server';
import { failureRecord, requestRecord, resetRecords, responseRecord } from '@/test/fixtures/records';
import { aPanel, type TestPanel } from './support';

let panel: TestPanel;
afterEach(() => panel.close());

const SERVER = 'http://localhost:4100';
const SILENCE = silenceOf(SERVER, new TypeError('Failed to fetch'));

/** A routed call as the page and the router tell it, and how it ended. */
const routedCall = (requestId: string, end: 'silence' | 'answer' | 'none') => {
  const sent = { url: `https://api.affitor.com/api/tracking/${requestId}`, requestId: `ext-${requestId}` };
  const ours = { ...sent, source: 'extension' } as const;
  return [
    requestRecord({ ...sent, requestId, source: 'page' }),
    requestRecord({ ...ours, routed: true }),
    ...(end === 'none' ? [] : [failureOrAnswer(end, ours, requestId)].flat()),
  ];
};

const failureOrAnswer = (end: 'silence' | 'answer', ours: { url: string; requestId: string }, requestId: string) =>
  end === 'answer'
    ? [responseRecord({ ...ours, source: 'extension', routed: true })]
    : [
        failureRecord({ ...ours, source: 'extension', message: SILENCE }),
        failureRecord({ ...ours, requestId, source: 'page', message: 'Failed to fetch' }),
      ];

async function routedTo(url: string | undefined, ...calls: ReturnType<typeof routedCall>[]) {
  resetRecords();
  panel = aPanel({ answers: { 'set-routing': (asked) => asked } });
  await panel.greet();
  const state = panel.store.getState();
  await state.chooseRouting({ target: url === undefined ? { kind: 'mock' } : { kind: 'server', url } });
  await state.setRouting(true);
  await panel.showRecords(calls.flat());
  return silentServerOf(panel.store.getState());
}

describe('a mock server that nobody hears', () => {
  it('is complained of once a page’s call got no answer from it, in our words and not the page’s', async () => {
    expect(await routedTo(SERVER, routedCall('click', 'silence'))).toBe(SILENCE);
  });

  it('is not complained of any more once it answers, and not before it had the time', async () => {
    expect(await routedTo(SERVER, routedCall('click', 'silence'), routedCall('lead', 'answer'))).toBeUndefined();
    panel.close();
    expect(await routedTo(SERVER, routedCall('click', 'none'))).toBeUndefined();
  });

  it('is not complained of while another answers', async () => {
    expect(await routedTo('http://localhost:4200', routedCall('click', 'silence'))).toBeUndefined();
    panel.close();
    expect(await routedTo(undefined, routedCall('click', 'silence'))).toBeUndefined();
  });
});
