import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { formatCount } from '@/components/atoms/format';
import styles from './NewEventsButton.module.css';

/** What arrived below while the reader was further up. */
export function NewEventsButton({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div className={styles.place} aria-live="polite">
      {count > 0 && (
        <Button icon="down" onClick={onShow}>
          {i18n.t('timeline.newEvents', count, [formatCount(count)])}
        </Button>
      )}
    </div>
  );
}
