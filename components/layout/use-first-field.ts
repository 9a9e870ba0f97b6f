import { type RefObject, useLayoutEffect, useRef } from 'react';

type FirstFieldOptions = {
  /** The form is there for other reasons as well: it begins only where the button that asked for it is gone. */
  ifLost?: boolean;
};

/** A form that was asked for begins at its first field. */
export function useFirstField({ ifLost = false }: FirstFieldOptions = {}): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (ifLost && document.activeElement !== document.body) return;
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [ifLost]);
  return form;
}
