import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { TimelineRows } from '@/lib/store/groups';
import { type Range, ROW_PX, rangeOf, topToSee, type View } from './row-places';

/** Of a view at the end of the list, wherever that comes to be: a list that grows or shrinks is drawn there at once. */
const END_PX = Number.MAX_SAFE_INTEGER;
const NEAR_END_PX = 4;

/** Scrolling by less draws nothing anew: the rows around the view cover it. */
const STEP_PX = 4 * ROW_PX;

/** Which rows to draw for what the scroller shows, and how to bring one into view. */
export function useRowRange(
  scroller: RefObject<HTMLElement | null>,
  rows: TimelineRows,
): Range & { onScroll: () => void; scrollTo: (index: number) => void } {
  const [view, setView] = useState<View>({ topPx: 0, heightPx: 0 });
  const shown = useRef({ rows, view });
  useLayoutEffect(() => {
    shown.current = { rows, view };
  });

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const seen = viewOf(element);
    const drawn = rangeOf(shown.current.rows, shown.current.view);
    const inView = rangeOf(shown.current.rows, { ...seen, topPx: element.scrollTop }, 0);
    // Scrolled past what is drawn: the bare ground must not show, not even for a frame.
    if (inView.first < drawn.first || inView.end > drawn.end) flushSync(() => setView(seen));
    else setView((before) => (isSame(before, seen) ? before : seen));
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setView((before) => (isSame(before, viewOf(element)) ? before : viewOf(element)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const seen = { topPx: element.scrollTop, heightPx: element.clientHeight };
      const topPx = topToSee(shown.current.rows, index, seen);
      if (topPx === seen.topPx) return;
      element.scrollTop = topPx;
      setView((before) => (isSame(before, viewOf(element)) ? before : viewOf(element)));
    },
    [scroller],
  );

  return { ...rangeOf(rows, view), onScroll: look, scrollTo };
}

const viewOf = (element: HTMLElement): View => ({
  topPx: isAtEnd(element) ? END_PX : stepped(element.scrollTop),
  heightPx: element.clientHeight,
});

export const isAtEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight <= NEAR_END_PX;

const stepped = (topPx: number): number => Math.floor(topPx / STEP_PX) * STEP_PX;

const isSame = (a: View, b: View): boolean => a.topPx === b.topPx && a.heightPx === b.heightPx;
