import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { isAtEnd } from './use-row-range';

/** Keeps a list at its end while the reader is there; anywhere else it counts what arrived and moves nothing. */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  scrollTo: (index: number) => void,
): { newCount: number; onScroll: () => void; toEnd: () => void } {
  const follows = useRef(true);
  const [seenCount, setSeenCount] = useState(count);
  const scroll = useRef(scrollTo);
  useLayoutEffect(() => {
    scroll.current = scrollTo;
  });

  // Before it is painted: the rows of the end are drawn already.
  useLayoutEffect(() => {
    if (follows.current && count > 0) scroll.current(count - 1);
    // A shorter list is another list: a filter, a fold, a cleared recording.
    setSeenCount((seen) => (follows.current || count < seen ? count : seen));
  }, [count]);

  return {
    newCount: count - Math.min(seenCount, count),
    onScroll() {
      const element = scroller.current;
      if (!element) return;
      follows.current = isAtEnd(element);
      if (follows.current) setSeenCount(count);
    },
    toEnd() {
      follows.current = true;
      setSeenCount(count);
      scroll.current(count - 1);
    },
  };
}
