import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  heightOf,
  indexAt,
  NAVIGATION_ROW_PX,
  ROW_PX,
  rangeOf,
  topOf,
  topToSee,
} from '@/components/timeline/row-places';

const listed = (length: number, heads: number[]) => ({ length, pages: heads.map((index) => ({ index })) });

const someRows = fc
  .uniqueArray(fc.nat(60), { maxLength: 12 })
  .chain((heads) =>
    fc.record({ length: fc.integer({ min: 1, max: 80 }), heads: fc.constant(heads.sort((a, b) => a - b)) }),
  )
  .map(({ length, heads }) =>
    listed(
      length,
      heads.filter((index) => index < length),
    ),
  );

describe('where rows lie', () => {
  it('is one below the other, heads of pages a little higher', () => {
    const rows = listed(4, [0, 2]);
    expect([0, 1, 2, 3, 4].map((index) => topOf(rows, index))).toEqual([
      0,
      NAVIGATION_ROW_PX,
      NAVIGATION_ROW_PX + ROW_PX,
      2 * NAVIGATION_ROW_PX + ROW_PX,
      heightOf(rows),
    ]);
  });

  it('tells for every height the row that lies there', () => {
    fc.assert(
      fc.property(someRows, fc.nat(100), (rows, share) => {
        const px = ((heightOf(rows) - 1) * share) / 100;
        const index = indexAt(rows, px);
        expect(topOf(rows, index)).toBeLessThanOrEqual(px);
        expect(topOf(rows, index + 1)).toBeGreaterThan(px);
      }),
    );
  });
});

describe('the rows drawn', () => {
  it('cover the view, also when it is past the end of a list that a filter made shorter', () => {
    fc.assert(
      fc.property(
        someRows,
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 1, max: 900 }),
        (rows, topPx, heightPx) => {
          const { first, end } = rangeOf(rows, { topPx, heightPx });
          const top = Math.max(0, Math.min(topPx, heightOf(rows) - heightPx));
          expect(topOf(rows, first)).toBeLessThanOrEqual(top);
          expect(topOf(rows, end)).toBeGreaterThanOrEqual(Math.min(heightOf(rows), top + heightPx));
        },
      ),
    );
  });

  it('are few, however many there are', () => {
    const { first, end } = rangeOf(listed(100_000, [0]), { topPx: 1_000_000, heightPx: 440 });
    expect(end - first).toBeLessThan(50);
    expect(rangeOf(listed(0, []), { topPx: 0, heightPx: 440 })).toEqual({ first: 0, end: 0 });
  });
});

describe('bringing a row into view', () => {
  const rows = listed(100, [0]);

  it('scrolls no further than needed', () => {
    expect(topToSee(rows, 50, { topPx: topOf(rows, 45), heightPx: 440 })).toBe(topOf(rows, 45));
    expect(topToSee(rows, 10, { topPx: topOf(rows, 45), heightPx: 440 })).toBe(topOf(rows, 10));
    expect(topToSee(rows, 99, { topPx: 0, heightPx: 440 })).toBe(heightOf(rows) - 440);
  });
});
