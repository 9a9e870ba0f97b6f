import { Button } from '@/components/atoms/Button';
import { plural } from '@/components/atoms/format';
import { useActions, usePanel } from '@/components/panel-context';
import styles from './UndoToast.module.css';

/** For a few seconds after something was done at once: what, and the way back. One at a time, the newest. */
export function UndoToast() {
  const cleared = usePanel((state) => state.cleared);
  const offer = usePanel((state) => state.undoOffer);
  const { undoClear, takeUndo } = useActions();
  return (
    <div className={styles.place} role="status" aria-label="Undo offer">
      {!offer && cleared && cleared.count > 0 && (
        <div className={styles.toast}>
          {plural(cleared.count, 'event')} cleared
          <Button look="ghost" icon="reload" onClick={undoClear}>
            Undo
          </Button>
        </div>
      )}
      {offer && (
        <div className={styles.toast}>
          {offer.text}
          <Button look="ghost" icon="reload" onClick={takeUndo}>
            Undo
          </Button>
        </div>
      )}
    </div>
  );
}
