import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_END_PX = 4;

/** Keeps a list at its end while the reader is there; anywhere else it counts what arrived and moves nothing. */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  scrollTo: (index: number) => void,
): { newCount: number; onScroll: () => void; toEnd: () => void } {
  const isAtEnd = useRef(true);
  const [seenCount, setSeenCount] = useState(count);
  const scroll = useRef(scrollTo);
  useLayoutEffect(() => {
    scroll.current = scrollTo;
  });

  useEffect(() => {
    if (isAtEnd.current && count > 0) scroll.current(count - 1);
    // A shorter list is another list: a filter, a fold, a cleared recording.
    setSeenCount((seen) => (isAtEnd.current || count < seen ? count : seen));
  }, [count]);

  return {
    newCount: count - Math.min(seenCount, count),
    onScroll() {
      const element = scroller.current;
      if (!element) return;
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_END_PX;
      if (isAtEnd.current) setSeenCount(count);
    },
    toEnd() {
      isAtEnd.current = true;
      setSeenCount(count);
      scroll.current(count - 1);
    },
  };
}
