import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * For a dialog that is there only while it is open. Closed before it is taken away, it gives the focus back to whatever
 * had it.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return dialog;
}
