import { beforeEach, describe, expect, it } from 'vitest';
import { isPageLoad, rowsOf, type TimelineRows } from '@/lib/store/groups';
import { aConsoleLine, aNavigation, aRequest, resetEntries } from '@/test/fixtures/entries';

const listed = (rows: TimelineRows) => Array.from({ length: rows.length }, (_, index) => rows.at(index));

describe('rows of the timeline', () => {
  beforeEach(resetEntries);

  it('hang on the page before them and count from its load', () => {
    const entries = [aConsoleLine(), aNavigation(), aRequest(), aConsoleLine()];
    const rows = rowsOf(entries, new Set());
    expect(listed(rows).map((row) => row?.startedAt)).toEqual([
      undefined,
      entries[1]?.at,
      entries[1]?.at,
      entries[1]?.at,
    ]);
    expect(rows.at(1)?.group).toEqual({ count: 2, folded: false });
    expect(listed(rows).map((row) => row?.sincePreviousMs)).toEqual([undefined, 1000, 1000, 1000]);
  });

  it('are headed by a router’s new address too, but not by a frame or an unload', () => {
    const entries = [
      aNavigation(),
      aNavigation({ navigationCause: 'push' }),
      aNavigation({ frameId: 4 }),
      aNavigation({ navigationCause: 'unload' }),
    ];
    expect(listed(rowsOf(entries, new Set())).map((row) => row?.group !== undefined)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(entries.map(isPageLoad)).toEqual([true, false, false, false]);
  });

  it('leave out what a folded page holds, and keep its places in the count', () => {
    const before = aConsoleLine();
    const [first, second] = [aNavigation(), aRequest()];
    const [next, last] = [aNavigation(), aConsoleLine()];
    const rows = rowsOf([before, first, second, next, last], new Set([first.id]));
    expect(listed(rows).map((row) => row?.entry.id)).toEqual([before.id, first.id, next.id, last.id]);
    expect(listed(rows).map((row) => row?.index)).toEqual([1, 2, 4, 5]);
    expect(rows.at(1)?.group).toEqual({ count: 1, folded: true });
    expect([before, first, second, next, last].map(rows.indexOf)).toEqual([0, 1, -1, 2, 3]);
    expect(rows.at(4)).toBeUndefined();
    expect(rows.at(-1)).toBeUndefined();
  });

  it('know only the pages that are among them', () => {
    const [gone, shown] = [aNavigation(), aNavigation()];
    const line = aConsoleLine();
    const rows = rowsOf([shown, line], new Set(), [gone, shown]);
    expect(rows.pages.map((page) => page.head.id)).toEqual([shown.id]);
    expect(rows.indexOf(gone)).toBe(-1);
  });
});
