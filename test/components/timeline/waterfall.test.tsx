import { beforeEach, describe, expect, it } from 'vitest';
import { barOf, waterfallOf } from '@/components/timeline/waterfall';
import { rowsOf } from '@/lib/store/groups';
import {
  aConsoleLine,
  aNavigation,
  answered,
  aQueueItem,
  aRequest,
  aScript,
  resetEntries,
} from '@/test/fixtures/entries';

const START = 1_760_000_000_000;
const waterfall = (entries: Parameters<typeof rowsOf>[0]) => waterfallOf(rowsOf(entries, new Set()));

beforeEach(resetEntries);

describe('the waterfall', () => {
  it('spans what happens after a page load, in a round number with round ticks', () => {
    const { spanMs, ticks } = waterfall([
      aNavigation({ at: START }),
      aRequest({ at: START + 2000, outcome: answered(START + 2000, 200) }),
    ]);
    expect(spanMs).toBe(3000);
    expect(ticks.map((tick) => tick.label)).toEqual(['0', '1 s', '2 s']);
  });

  it('is not pressed together by one late event, which is drawn as past the end', () => {
    const navigation = aNavigation({ at: START });
    const lines = Array.from({ length: 20 }, (_, index) => aConsoleLine({ at: START + index * 10 }));
    const late = aConsoleLine({ at: START + 120_000 });
    const { spanMs } = waterfall([navigation, ...lines, late]);
    expect(spanMs).toBe(200);
    expect(barOf(late, START, spanMs).isBeyond).toBe(true);
  });

  it('tells when the tracker had loaded on each page', () => {
    const { loads } = waterfall([aNavigation({ at: START }), aScript({ at: START + 10, loadedAt: START + 210 })]);
    expect([...loads]).toEqual([[START, 210]]);
  });

  it('draws a wait in the queue as a wait, and a request to its end', () => {
    expect(barOf(aQueueItem({ at: START, drainedAt: START + 500 }), START, 1000)).toMatchObject({
      from: 0,
      to: 0.5,
      look: 'wait',
    });
    const request = aRequest({ at: START + 100, outcome: answered(START + 100, 200) });
    expect(barOf(request, START, 1000)).toMatchObject({ from: 0.1, to: 0.28, look: 'bar' });
  });

  it('has a span when nothing happened', () => {
    expect(waterfall([]).spanMs).toBeGreaterThan(0);
  });
});
