import { renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useWaterfall } from '@/components/timeline/use-waterfall';
import { barOf, extentOf, waterfallOf } from '@/components/timeline/waterfall';
import type { Entry } from '@/lib/model/entry';
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
const waterfall = (entries: Parameters<typeof rowsOf>[0], zoom?: number, fromMs?: number) =>
  waterfallOf(extentOf(rowsOf(entries, new Set())), zoom, fromMs);

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

  it('stays the one that rows were drawn with, as long as they would be drawn alike', () => {
    const navigation = aNavigation({ at: START });
    const early: Entry[] = [navigation, aConsoleLine({ at: START + 950 })];
    const { result, rerender } = renderHook((entries: Entry[]) => useWaterfall(rowsOf(entries, new Set())).waterfall, {
      initialProps: early,
    });
    const first = result.current;
    rerender([...early, aConsoleLine({ at: START + 960 })]);
    expect(result.current).toBe(first);
    const withScript = [...early, aScript({ at: START + 10, loadedAt: START + 210 })];
    rerender(withScript);
    expect(result.current.loads.get(START)).toBe(210);
    rerender([...withScript, aConsoleLine({ at: START + 2500 }), aConsoleLine({ at: START + 2600 })]);
    expect(result.current.spanMs).toBe(3000);
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

  it('is moved along as far as there are events, with ticks at round times', () => {
    const entries = [aNavigation({ at: START }), aConsoleLine({ at: START + 950 }), aConsoleLine({ at: START + 1900 })];
    const closer = (fromMs: number) => waterfall(entries, 4, fromMs);
    expect(closer(0).spanMs).toBe(200);
    expect(closer(430)).toMatchObject({ fromMs: 430, ticks: [{ atMs: 500, label: '500 ms' }] });
    expect(closer(1170).ticks.map((tick) => tick.label)).toEqual(['1.2 s', '1.3 s']);
    expect(closer(9000).fromMs).toBe(1700);
    expect(closer(-50).fromMs).toBe(0);
  });

  it('draws what lies before the part that is shown as past its beginning', () => {
    const line = aConsoleLine({ at: START + 100 });
    expect(barOf(line, START, 200, 300)).toMatchObject({ isBefore: true, isBeyond: false });
    expect(barOf(line, START, 200, 50)).toMatchObject({ from: 0.25, isBefore: false, isBeyond: false });
  });

  it('has a span when nothing happened', () => {
    expect(waterfall([]).spanMs).toBeGreaterThan(0);
  });
});
