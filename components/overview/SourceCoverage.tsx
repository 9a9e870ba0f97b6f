import { i18n } from '#i18n';
import { formatCount } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import type { IconName } from '@/components/atoms/icons';
import { StatusMark } from '@/components/atoms/StatusMark';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Coverage, CoverageSource } from '@/lib/model/judgement';
import styles from './SourceCoverage.module.css';

const ICONS: Record<string, IconName> = {
  'Page hooks': 'call',
  'Browser network': 'request',
  'DevTools network': 'request',
  Console: 'console',
  Cookies: 'cookie',
  Navigation: 'navigation',
  Frames: 'frame',
};

const STATES: Record<CoverageSource['state'], string> = {
  heard: i18n.t('overview.sources.heard'),
  silent: i18n.t('overview.sources.silent'),
  unavailable: i18n.t('overview.sources.unavailable'),
};

/** Who was heard from, and how much of the traffic more than one witness saw. */
export function SourceCoverage({ coverage }: { coverage: Coverage }) {
  return (
    <section aria-label={i18n.t('overview.sources.title')}>
      <div className={`${pane.head} ${pane.headTop}`}>
        <h2>{i18n.t('overview.sources.title')}</h2>
        <span className={text.meta}>{i18n.t('overview.sources.note')}</span>
      </div>
      <ul className={`${styles.sources} ${pane.padFlat}`}>
        {coverage.sources.map((source) => (
          <Source key={source.name} source={source} />
        ))}
      </ul>
      {coverage.corroborated !== undefined && (
        <p className={`${pane.padFlat} ${text.second}`}>{corroborationOf(coverage, coverage.corroborated)}</p>
      )}
      {coverage.dropped > 0 && (
        <p className={pane.padFlat}>
          <StatusMark tone="warn">
            {i18n.t('overview.sources.dropped', coverage.dropped, [formatCount(coverage.dropped)])}
          </StatusMark>
        </p>
      )}
    </section>
  );
}

function corroborationOf(coverage: Coverage, corroborated: number): string {
  const seen = { share: Math.round(corroborated * 100), requests: formatCount(coverage.requests) };
  const pageOnly = formatCount(coverage.pageOnly);
  const bodiesMissing = formatCount(coverage.bodiesMissing);
  if (coverage.pageOnly > 0 && coverage.bodiesMissing > 0) {
    return i18n.t('overview.sources.corroboratedBoth', { ...seen, pageOnly, bodiesMissing });
  }
  if (coverage.pageOnly > 0) return i18n.t('overview.sources.corroboratedPageOnly', { ...seen, pageOnly });
  if (coverage.bodiesMissing > 0) return i18n.t('overview.sources.corroboratedBodies', { ...seen, bodiesMissing });
  return i18n.t('overview.sources.corroborated', seen);
}

function Source({ source }: { source: CoverageSource }) {
  const isSilent = source.state !== 'heard';
  return (
    <li className={isSilent ? text.third : undefined} title={source.note}>
      <Icon name={ICONS[source.name] ?? 'globe'} />
      <span>{source.name}</span>
      <span className={text.num}>{isSilent ? STATES[source.state] : formatCount(source.events)}</span>
      {source.note && <span className={`${text.meta} ${styles.note}`}>{source.note}</span>}
    </li>
  );
}
