import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { isAtEnd } from './use-row-range';

/** Keeps a list at its end while the reader is there; anywhere else it counts what arrived and moves nothing. */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  scrollTo: (index: number) => void,
): { newCount: number; onScroll: () => void; toEnd: () => void } {
  const follows = useRef(true);
  /** How many there were when the reader left the end; nothing while at it, so that what arrives is drawn but once. */
  const [seenCount, setSeenCount] = useState<number>();
  const scroll = useRef(scrollTo);
  useLayoutEffect(() => {
    scroll.current = scrollTo;
  });

  // Before it is painted: the rows of the end are drawn already.
  useLayoutEffect(() => {
    if (follows.current) {
      if (count > 0) scroll.current(count - 1);
      return;
    }
    // A shorter list is another list: a filter, a fold, a cleared recording.
    setSeenCount((seen) => (seen !== undefined && count < seen ? count : seen));
  }, [count]);

  const follow = () => {
    follows.current = true;
    setSeenCount(undefined);
  };

  return {
    newCount: seenCount === undefined ? 0 : count - Math.min(seenCount, count),
    onScroll() {
      const element = scroller.current;
      if (!element) return;
      if (isAtEnd(element)) follow();
      else if (follows.current) {
        follows.current = false;
        setSeenCount(count);
      }
    },
    toEnd() {
      follow();
      scroll.current(count - 1);
    },
  };
}
