import { type RefObject, useEffect, useRef } from 'react';
import { keepFocus } from './kept-focus';

/** For the element around all of a page of ours: within it the focus is kept for whoever works by keyboard. */
export function useKeptFocus(): RefObject<HTMLElement | null> {
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    if (page.current) return keepFocus(page.current, () => page.current);
  }, []);
  return page;
}
