import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { formatCount } from '@/components/atoms/format';
import { useActions, usePanel } from '@/components/panel-context';
import styles from './UndoToast.module.css';

/** For a few seconds after something was done at once: what, and the way back. One at a time, the newest. */
export function UndoToast() {
  const cleared = usePanel((state) => state.cleared);
  const offer = usePanel((state) => state.undoOffer);
  const { undoClear, takeUndo } = useActions();
  return (
    <div className={styles.place} role="status" aria-label={i18n.t('layout.undoOffer')}>
      {!offer && cleared && cleared.count > 0 && (
        <div className={styles.toast}>
          {i18n.t('layout.cleared', cleared.count, [formatCount(cleared.count)])}
          <Button look="ghost" icon="reload" onClick={undoClear}>
            {i18n.t('layout.undo')}
          </Button>
        </div>
      )}
      {offer && (
        <div className={styles.toast}>
          {offer.text}
          <Button look="ghost" icon="reload" onClick={takeUndo}>
            {i18n.t('layout.undo')}
          </Button>
        </div>
      )}
    </div>
  );
}
