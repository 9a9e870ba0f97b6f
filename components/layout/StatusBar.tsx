import { i18n } from '#i18n';
import { formatCount, formatUrl } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import { StatusMark } from '@/components/atoms/StatusMark';
import { usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import { filteredEntriesOf, judgementOf, pageUrlOf, timelineOfView } from '@/lib/store/selectors';
import styles from './StatusBar.module.css';

const LINKS = {
  connecting: i18n.t('layout.connecting'),
  disconnected: i18n.t('layout.reconnecting'),
  'reload-needed': i18n.t('layout.reloadToUpdate'),
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
      {tracker.dialect && <span>{i18n.t('layout.tracker', [tracker.dialect])}</span>}
      {tracker.programId && <span>{i18n.t('layout.program', [tracker.programId])}</span>}
      {tracker.debug?.on && <StatusMark tone="warn">{i18n.t('layout.debugOn')}</StatusMark>}
      <span className={text.onlyWide}>
        {shown === total
          ? i18n.t('common.events', total, [formatCount(total)])
          : i18n.t('layout.eventsShown', total, [shown, formatCount(total)])}
      </span>
      <span className={styles.space} />
      {link !== 'connected' && <StatusMark tone={link === 'connecting' ? 'none' : 'warn'}>{LINKS[link]}</StatusMark>}
      {coverage.sources.length > 0 && (
        <span className={text.onlyWide}>
          {i18n.t('layout.sourcesHeard', coverage.sources.length, [heard, formatCount(coverage.sources.length)])}
        </span>
      )}
    </footer>
  );
}
