import { useCallback, useEffect, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import controls from '@/components/shared/controls.module.css';
import { useEscape } from './escape';
import styles from './KeyboardHelp.module.css';
import { isTyping } from './typing';
import { useModal } from './use-modal';

const KEYS: [keys: string[], what: string][] = [
  [['↑', '↓'], i18n.t('layout.keys.row')],
  [['k', 'j'], i18n.t('layout.keys.sameRow')],
  [[i18n.t('layout.keyNames.home'), i18n.t('layout.keyNames.end')], i18n.t('layout.keys.firstOrLast')],
  [[i18n.t('layout.keyNames.pageUp'), i18n.t('layout.keyNames.pageDown')], i18n.t('layout.keys.page')],
  [[i18n.t('layout.keyNames.enter')], i18n.t('layout.keys.open')],
  [[i18n.t('layout.keyNames.escape')], i18n.t('layout.keys.close')],
  [['←', '→'], i18n.t('layout.keys.fold')],
  [['+', '−', '0'], i18n.t('layout.keys.zoom')],
  [[i18n.t('layout.keyNames.shiftLeft'), i18n.t('layout.keyNames.shiftRight')], i18n.t('layout.keys.pan')],
  [['/'], i18n.t('layout.keys.filter')],
  [['?'], i18n.t('layout.keys.help')],
];

/** The keys of the panel, on `?`. */
export function KeyboardHelp() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  const close = useCallback(() => setOpen(false), []);
  return isOpen && <KeyList onClose={close} />;
}

function KeyList({ onClose }: { onClose: () => void }) {
  const dialog = useModal();
  useEscape(
    useCallback(() => {
      onClose();
      return true;
    }, [onClose]),
  );
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={i18n.t('layout.keyboard')} onClose={onClose}>
      <h2>{i18n.t('layout.keyboard')}</h2>
      <dl className={styles.keys}>
        {KEYS.map(([keys, what]) => (
          <div key={what}>
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
        <Button onClick={onClose}>{i18n.t('layout.closeKeyboard')}</Button>
      </div>
    </dialog>
  );
}
