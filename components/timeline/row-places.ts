import type { PageRows } from '@/lib/store/groups';
import { firstIndex } from '@/lib/timeline/sorted-list';

/** Where Timeline's rows lie, in px from the top: nothing is kept for each, since only heads of pages are higher. */

export const ROW_PX = 22;
export const NAVIGATION_ROW_PX = 24;
const OVERSCAN_ROWS = 10;

/** The part of the list that is in view. */
export type View = { topPx: number; heightPx: number };

type Listed = { readonly length: number; readonly pages: readonly Pick<PageRows, 'index'>[] };

export function topOf({ pages }: Listed, index: number): number {
  const headsBefore = firstIndex(pages, (page) => page.index >= index);
  return index * ROW_PX + headsBefore * (NAVIGATION_ROW_PX - ROW_PX);
}

export const heightOf = (rows: Listed): number => topOf(rows, rows.length);

/** The row at that height; the first or the last one beyond them. */
export function indexAt(rows: Listed, topPx: number): number {
  const { pages, length } = rows;
  const page = pages[firstIndex(pages, (other) => topOf(rows, other.index) > topPx) - 1];
  const index = page
    ? page.index + Math.max(0, 1 + Math.floor((topPx - topOf(rows, page.index) - NAVIGATION_ROW_PX) / ROW_PX))
    : Math.floor(topPx / ROW_PX);
  return Math.max(0, Math.min(length - 1, index));
}

export type Range = { first: number; end: number };

/** The rows to draw: those in view and some around them. A view past the end, as after a filter, is one of the end. */
export function rangeOf(rows: Listed, { topPx, heightPx }: View, around = OVERSCAN_ROWS): Range {
  const top = Math.max(0, Math.min(topPx, heightOf(rows) - heightPx));
  return {
    first: Math.max(0, indexAt(rows, top) - around),
    end: Math.min(rows.length, indexAt(rows, top + heightPx) + 1 + around),
  };
}

/** Where to scroll for the row to be seen: not at all when it is. */
export function topToSee(rows: Listed, index: number, { topPx, heightPx }: View): number {
  const top = topOf(rows, index);
  const bottom = topOf(rows, index + 1);
  if (top < topPx) return top;
  return bottom > topPx + heightPx ? Math.max(0, bottom - heightPx) : topPx;
}
