import { useEffect } from 'react';

/**
 * Escape, innermost first. In a Chromium panel the key toggles DevTools' drawer unless it is stopped while it is
 * still on its way down, so one listener takes it there and asks whoever is open.
 */

/** True when the press was used. */
type EscapeHandler = () => boolean;

const handlers: EscapeHandler[] = [];

export function stopEscape(window: Window): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    event.preventDefault();
    handlers.findLast((handle) => handle());
  };
  window.addEventListener('keydown', onKeyDown, true);
  return () => window.removeEventListener('keydown', onKeyDown, true);
}

/** Hears Escape before everything that was mounted earlier. */
export function useEscape(handle: EscapeHandler): void {
  useEffect(() => {
    handlers.push(handle);
    return () => {
      handlers.splice(handlers.lastIndexOf(handle), 1);
    };
  }, [handle]);
}
