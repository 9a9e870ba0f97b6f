import { Button } from '@/components/atoms/Button';
import { Tag } from '@/components/atoms/Tag';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import styles from './PanelActions.module.css';

/** Recording: on or off, cleared, kept. One set for every tab and width. */
export function PanelActions() {
  const isRecording = usePanel((state) => state.live.status?.recording ?? true);
  const imported = usePanel((state) => state.imported);
  const isRouted = usePanel((state) => state.routing.on && !state.imported);
  const preserveLog = usePanel((state) => state.preserveLog);
  const { setRecording, clear, setPreserveLog } = useActions();
  return (
    <div className={styles.actions}>
      {isRouted && (
        <Tag tone="info" title="The mock answers this page’s tracker">
          Mock
        </Tag>
      )}
      <Button
        look="ghost"
        className={controls.compact}
        aria-label="Record"
        aria-pressed={isRecording}
        title={isRecording ? 'Stop recording' : 'Record what the tracker does on this page'}
        onClick={() => setRecording(!isRecording)}
      >
        <span className={isRecording ? styles.recording : styles.stopped} aria-hidden="true" />
        <span className={text.hideMid}>Record</span>
      </Button>
      <Button
        look="ghost"
        className={controls.compact}
        icon="clear"
        aria-label="Clear"
        title={imported ? 'Close the imported session' : 'Clear the recording'}
        onClick={() => clear()}
      >
        <span className={text.hideMid}>Clear</span>
      </Button>
      <span className={controls.separator} />
      <label className={controls.check} title="Keep showing events when the page navigates">
        <input
          type="checkbox"
          aria-label="Preserve log"
          checked={preserveLog}
          onChange={(event) => setPreserveLog(event.currentTarget.checked)}
        />
        <span>Preserve log</span>
      </label>
    </div>
  );
}
