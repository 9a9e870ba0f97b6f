import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/atoms/Button';
import controls from '@/components/shared/controls.module.css';
import { useEscape } from './escape';
import styles from './KeyboardHelp.module.css';
import { isTyping } from './typing';

const KEYS: [keys: string[], what: string][] = [
  [['↑', '↓'], 'Previous or next row'],
  [['k', 'j'], 'The same'],
  [['Home', 'End'], 'First or last row'],
  [['Page ↑', 'Page ↓'], 'A page of rows'],
  [['Enter'], 'Open the detail of an event'],
  [['Esc'], 'Close what is open, back to the row'],
  [['←', '→'], 'Fold or unfold a page; move among tabs'],
  [['+', '−', '0'], 'Waterfall in Timeline: closer, wider, all'],
  [['Shift ←', 'Shift →'], 'Waterfall in Timeline: earlier, later'],
  [['/'], 'Go to the filter'],
  [['?'], 'This list'],
];

/** The keys of the panel, on `?`. */
export function KeyboardHelp() {
  const [isOpen, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
  }, [isOpen]);
  const close = useCallback(() => {
    setOpen(false);
    return true;
  }, []);
  useEscape(useCallback(() => isOpen && close(), [isOpen, close]));
  if (!isOpen) return null;
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label="Keyboard" onClose={close}>
      <h2>Keyboard</h2>
      <dl className={styles.keys}>
        {KEYS.map(([keys, what]) => (
          <div key={what + keys[0]}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={controls.kbd}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.buttons}>
        <Button onClick={close}>Close</Button>
      </div>
    </dialog>
  );
}
