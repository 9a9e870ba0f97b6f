import { type RefObject, useEffect, useState } from 'react';

/** What of a strip that scrolls sideways is out of sight. */
export type Overflow = { before: boolean; after: boolean };

const NONE: Overflow = { before: false, after: false };

/** Watches an element; a pixel is a matter of rounding, as both widths are, not of something hidden. */
export function useOverflow(ref: RefObject<HTMLElement | null>): Overflow {
  const [overflow, setOverflow] = useState(NONE);
  useEffect(() => {
    const strip = ref.current;
    if (!strip) return;
    const measure = () => {
      const before = strip.scrollLeft > 1;
      const after = strip.scrollWidth - strip.clientWidth - strip.scrollLeft > 1;
      setOverflow((last) => (last.before === before && last.after === after ? last : { before, after }));
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(strip);
    // A count that comes or goes changes a tab's width, and not the strip's.
    for (const child of strip.children) sizes.observe(child);
    strip.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      sizes.disconnect();
      strip.removeEventListener('scroll', measure);
    };
  }, [ref]);
  return overflow;
}
