import { type RefObject, useLayoutEffect, useRef } from 'react';

type FirstFieldOptions = {
  /** The form is there for other reasons as well: it begins only where the button that asked for it can do no more. */
  ifLost?: boolean;
};

/** A form that was asked for begins at its first field. */
export function useFirstField<Form extends HTMLElement = HTMLFormElement>({
  ifLost = false,
}: FirstFieldOptions = {}): RefObject<Form | null> {
  const form = useRef<Form>(null);
  useLayoutEffect(() => {
    if (ifLost && !isLost()) return;
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [ifLost]);
  return form;
}

/** What has just been disabled still has the focus, and loses it once the browser draws. */
function isLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.matches(':disabled');
}
