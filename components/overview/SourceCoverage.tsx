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

/** Who was heard from, and how much of the traffic more than one witness saw. */
export function SourceCoverage({ coverage }: { coverage: Coverage }) {
  return (
    <section aria-label="Sources">
      <div className={`${pane.head} ${pane.headTop}`}>
        <h2>Sources</h2>
        <span className={text.meta}>events in this session</span>
      </div>
      <ul className={`${styles.sources} ${pane.padFlat}`}>
        {coverage.sources.map((source) => (
          <Source key={source.name} source={source} />
        ))}
      </ul>
      {coverage.corroborated !== undefined && (
        <p className={`${pane.padFlat} ${text.second}`}>
          {Math.round(coverage.corroborated * 100)} % of {formatCount(coverage.requests)} tracker requests seen by two
          independent sources
          {coverage.pageOnly > 0 && `, ${formatCount(coverage.pageOnly)} by the page alone`}
          {coverage.bodiesMissing > 0 && `; ${formatCount(coverage.bodiesMissing)} without a body`}.
        </p>
      )}
      {coverage.dropped > 0 && (
        <p className={pane.padFlat}>
          <StatusMark tone="warn">{formatCount(coverage.dropped)} observations were dropped at the limit</StatusMark>
        </p>
      )}
    </section>
  );
}

function Source({ source }: { source: CoverageSource }) {
  const isSilent = source.state !== 'heard';
  return (
    <li className={isSilent ? text.third : undefined} title={source.note}>
      <Icon name={ICONS[source.name] ?? 'globe'} />
      <span>{source.name}</span>
      <span className={text.num}>{isSilent ? source.state : formatCount(source.events)}</span>
      {source.note && <span className={`${text.meta} ${styles.note}`}>{source.note}</span>}
    </li>
  );
}
