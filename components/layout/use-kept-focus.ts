import { type RefObject, useEffect, useRef } from 'react';
import { keepFocus } from './kept-focus';

const itself = (page: HTMLElement): HTMLElement | null => page;

/**
 * For the element around all of a page of ours: within it the focus is kept for whoever works by keyboard. `homeIn` finds
 * where to go on when nothing is left near what is gone; it has to be the same function each time.
 */
export function useKeptFocus<Page extends HTMLElement = HTMLElement>(homeIn = itself): RefObject<Page | null> {
  const page = useRef<Page>(null);
  useEffect(() => {
    const shown = page.current;
    if (shown) return keepFocus(shown, () => homeIn(shown));
  }, [homeIn]);
  return page;
}
