import { beforeEach, describe, expect, it } from 'vitest';
import { isPageLoad, rowsOf } from '@/lib/store/groups';
import { aConsoleLine, aNavigation, aRequest, resetEntries } from '@/test/fixtures/entries';

describe('rows of the timeline', () => {
  beforeEach(resetEntries);

  it('hang on the page before them and count from its load', () => {
    const entries = [aConsoleLine(), aNavigation(), aRequest(), aConsoleLine()];
    const rows = rowsOf(entries, new Set());
    expect(rows.map((row) => row.startedAt)).toEqual([undefined, entries[1]?.at, entries[1]?.at, entries[1]?.at]);
    expect(rows[1]?.group).toEqual({ count: 2, folded: false });
    expect(rows.map((row) => row.sincePreviousMs)).toEqual([undefined, 1000, 1000, 1000]);
  });

  it('are headed by a router’s new address too, but not by a frame or an unload', () => {
    const entries = [
      aNavigation(),
      aNavigation({ navigationCause: 'push' }),
      aNavigation({ frameId: 4 }),
      aNavigation({ navigationCause: 'unload' }),
    ];
    expect(rowsOf(entries, new Set()).map((row) => row.group !== undefined)).toEqual([true, true, false, false]);
    expect(entries.map(isPageLoad)).toEqual([true, false, false, false]);
  });
});
