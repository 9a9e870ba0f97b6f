import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/atoms/Button';
import { plural } from '@/components/atoms/format';
import { useEscape } from '@/components/layout/escape';
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
  const dialog = useRef<HTMLDialogElement>(null);

  const save = async (format: 'session' | 'har') => {
    await exportSession({ redact: redact && !isRedacted, redaction, format });
    onClose();
  };

  useEffect(() => dialog.current?.showModal(), []);
  useEscape(
    useCallback(() => {
      onClose();
      return true;
    }, [onClose]),
  );

  return (
    <dialog ref={dialog} className={styles.dialog} aria-label="Export session" onClose={onClose}>
      <h2>Export session</h2>
      <p className={text.second}>
        One JSON file with {plural(count, 'event')}, the cookies and the verdict. It opens again with “Import session”,
        here or in another browser.
      </p>
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={redact || isRedacted}
          disabled={isRedacted}
          onChange={(event) => setRedact(event.currentTarget.checked)}
        />
        Redact personal data
      </label>
      <p className={text.meta}>
        {isRedacted
          ? 'This session was redacted when it was exported.'
          : redact
            ? 'E-mail addresses, names, phone numbers, ids, cookie values and tokens are replaced. Equal values stay equal.'
            : 'The file holds what the page sent: e-mail addresses, user ids, cookie values and any token.'}
      </p>
      {redact && !isRedacted && (
        <Button
          look="ghost"
          icon={isPreviewed ? 'down' : 'right'}
          aria-expanded={isPreviewed}
          onClick={() => setPreviewed(!isPreviewed)}
        >
          Preview what is replaced
        </Button>
      )}
      {isPreviewed && redact && !isRedacted && <RedactionPreview chosen={redaction} onChoose={setRedaction} />}
      <ReportButtons />
      <div className={styles.buttons}>
        <Button
          look="ghost"
          disabled={isExporting}
          title="HAR 1.2 for other tools: the requests, without calls, queue, console and cookie changes"
          onClick={() => save('har')}
        >
          As HAR
        </Button>
        <span className={text.grow} />
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" icon="export" disabled={isExporting} onClick={() => save('session')}>
          Download session
        </Button>
      </div>
    </dialog>
  );
}
