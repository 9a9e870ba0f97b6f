import { i18n } from '#i18n';
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
        <span className={styles.mock}>
          <Tag tone="info" title={i18n.t('layout.mockHint')}>
            {i18n.t('layout.mock')}
          </Tag>
        </span>
      )}
      <Button
        look="ghost"
        className={controls.compact}
        aria-label={i18n.t('layout.record')}
        aria-pressed={isRecording}
        title={isRecording ? i18n.t('layout.stopRecording') : i18n.t('layout.recordHint')}
        onClick={() => setRecording(!isRecording)}
      >
        <span className={isRecording ? styles.recording : styles.stopped} aria-hidden="true" />
        <span className={text.hideMid}>{i18n.t('layout.record')}</span>
      </Button>
      <Button
        look="ghost"
        className={controls.compact}
        icon="clear"
        aria-label={i18n.t('layout.clear')}
        title={imported ? i18n.t('layout.clearImported') : i18n.t('layout.clearHint')}
        onClick={() => clear()}
      >
        <span className={text.hideMid}>{i18n.t('layout.clear')}</span>
      </Button>
      <span className={controls.separator} />
      <label className={controls.check} title={i18n.t('layout.preserveLogHint')}>
        <input
          type="checkbox"
          aria-label={i18n.t('layout.preserveLog')}
          checked={preserveLog}
          onChange={(event) => setPreserveLog(event.currentTarget.checked)}
        />
        <span>{i18n.t('layout.preserveLog')}</span>
      </label>
    </div>
  );
}
