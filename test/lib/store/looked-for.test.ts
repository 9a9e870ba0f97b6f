import { beforeEach, describe, expect, it } from 'vitest';
import { lookedForIn } from '@/lib/store/looked-for';
import { timelineOf } from '@/lib/timeline/timeline';
import { aRequest, aScript, failed, resetEntries } from '@/test/fixtures/entries';

const tones = (entries: Parameters<typeof timelineOf>[0]) =>
  Object.fromEntries(lookedForIn(timelineOf(entries), []).map((item) => [item.name, item.tone]));

describe('what was looked for', () => {
  beforeEach(resetEntries);

  it('is all missing on a page without a tracker', () => {
    expect(new Set(Object.values(tones([])))).toEqual(new Set(['none']));
  });

  it('tells a script that is there from its request that was blocked', () => {
    const request = aRequest({
      endpoint: { name: 'script', dialect: 'v1', assumed: false },
      outcome: failed(0, 'blocked-by-csp'),
    });
    expect(tones([aScript({ state: 'failed', reason: 'blocked-by-csp' }), request])).toMatchObject({
      'Script tag': 'ok',
      'Script request': 'error',
      'Tracking requests': 'none',
    });
  });

  it('says that an inert script was never asked for', () => {
    expect(tones([aScript({ state: 'inert' })])['Script request']).toBe('warn');
  });
});
