import { useCallback, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { formatCount } from '@/components/atoms/format';
import { useEscape } from '@/components/layout/escape';
import { useModal } from '@/components/layout/use-modal';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import type { RedactionOptions } from '@/lib/session/redaction';
import { timelineOfView } from '@/lib/store/selectors';
import styles from './ExportDialog.module.css';
import { RedactionPreview } from './RedactionPreview';
import { ReportButtons } from './ReportButtons';

/** Asks what the file should hold, then downloads it. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const count = usePanel((state) => timelineOfView(state).entries.length);
  const isRedacted = usePanel((state) => state.imported?.session.redacted ?? false);
  const isExporting = usePanel((state) => state.isExporting);
  const { exportSession, exportDefaults } = useActions();
  const [redact, setRedact] = useState(() => exportDefaults().redact);
  const [redaction, setRedaction] = useState<RedactionOptions>(() => exportDefaults().redaction);
  const [isPreviewed, setPreviewed] = useState(false);
  const dialog = useModal();

  const save = async (format: 'session' | 'har') => {
    await exportSession({ redact: redact && !isRedacted, redaction, format });
    onClose();
  };

  useEscape(
    useCallback(() => {
      onClose();
      return true;
    }, [onClose]),
  );

  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={i18n.t('session.export')} onClose={onClose}>
      <h2>{i18n.t('session.export')}</h2>
      <p className={text.second}>{i18n.t('session.holds', count, [formatCount(count)])}</p>
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={redact || isRedacted}
          disabled={isRedacted}
          onChange={(event) => setRedact(event.currentTarget.checked)}
        />
        {i18n.t('session.redact')}
      </label>
      <p className={text.meta}>
        {isRedacted
          ? i18n.t('session.wasRedacted')
          : redact
            ? i18n.t('session.redacted')
            : i18n.t('session.notRedacted')}
      </p>
      {redact && !isRedacted && (
        <Button
          look="ghost"
          icon={isPreviewed ? 'down' : 'right'}
          aria-expanded={isPreviewed}
          onClick={() => setPreviewed(!isPreviewed)}
        >
          {i18n.t('session.preview')}
        </Button>
      )}
      {isPreviewed && redact && !isRedacted && <RedactionPreview chosen={redaction} onChoose={setRedaction} />}
      <ReportButtons />
      <div className={styles.buttons}>
        <Button look="ghost" disabled={isExporting} title={i18n.t('session.asHarNote')} onClick={() => save('har')}>
          {i18n.t('session.asHar')}
        </Button>
        <span className={text.grow} />
        <Button onClick={onClose}>{i18n.t('common.cancel')}</Button>
        <Button look="primary" icon="export" disabled={isExporting} onClick={() => save('session')}>
          {i18n.t('session.download')}
        </Button>
      </div>
    </dialog>
  );
}
