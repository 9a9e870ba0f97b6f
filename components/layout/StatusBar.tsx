import { formatUrl, plural } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import { StatusMark } from '@/components/atoms/StatusMark';
import { usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import { filteredEntriesOf, judgementOf, pageUrlOf, timelineOfView } from '@/lib/store/selectors';
import styles from './StatusBar.module.css';

const LINKS = {
  connecting: 'Connecting',
  disconnected: 'Reconnecting',
  'reload-needed': 'Reload the page to finish updating',
} as const;

/** What page this is, what is installed on it, and how complete the picture is. */
export function StatusBar() {
  const url = usePanel(pageUrlOf);
  const { tracker, coverage } = usePanel(judgementOf);
  const link = usePanel((state) => (state.imported ? 'connected' : state.live.link));
  const total = usePanel((state) => timelineOfView(state).entries.length);
  const shown = usePanel((state) => filteredEntriesOf(state).length);
  const heard = coverage.sources.filter((source) => source.state === 'heard').length;
  return (
    <footer className={styles.bar}>
      {url && (
        <span className={`${text.state} ${styles.url}`}>
          <Icon name="globe" small />
          <span className={text.trunc} title={url}>
            {formatUrl(url)}
          </span>
        </span>
      )}
      {tracker.dialect && <span>Tracker {tracker.dialect}</span>}
      {tracker.programId && <span>Program {tracker.programId}</span>}
      {tracker.debug?.on && <StatusMark tone="warn">Debug on</StatusMark>}
      <span className={text.onlyWide}>
        {shown === total ? plural(total, 'event') : `${shown} of ${plural(total, 'event')}`}
      </span>
      <span className={styles.space} />
      {link !== 'connected' && <StatusMark tone={link === 'connecting' ? 'none' : 'warn'}>{LINKS[link]}</StatusMark>}
      {coverage.sources.length > 0 && (
        <span className={text.onlyWide}>
          {heard} of {plural(coverage.sources.length, 'source')} heard
        </span>
      )}
    </footer>
  );
}
