import type { ReactNode } from 'react';
import { CopyButton } from '@/components/atoms/CopyButton';
import { formatDuration, formatUrl } from '@/components/atoms/format';
import { StatusMark } from '@/components/atoms/StatusMark';
import { Tag } from '@/components/atoms/Tag';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { TrackerCard as Tracker } from '@/lib/model/judgement';
import styles from './TrackerCard.module.css';

/** What is installed on the page, as far as it was seen. */
export function TrackerCard({ tracker }: { tracker: Tracker }) {
  const facts = factsOf(tracker);
  return (
    <section aria-label="Tracker">
      <div className={pane.head}>
        <h2>Tracker</h2>
        {tracker.dialect && <Tag>{tracker.dialect}</Tag>}
        <span className={text.grow} />
        <CopyButton text={JSON.stringify(tracker, null, 2)} label="Copy tracker facts" />
      </div>
      <dl className={`${pane.facts} ${pane.padFlat}`}>
        {facts.map(([name, fact]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function DebugFact({ debug }: { debug: NonNullable<Tracker['debug']> }) {
  return debug.on ? <StatusMark tone="warn">On, {debug.source}</StatusMark> : 'Off';
}

function factsOf(tracker: Tracker): [string, ReactNode][] {
  const { debug, scriptUrl } = tracker;
  const facts: [string, ReactNode][] = [];
  if (tracker.programId) facts.push(['Program', tracker.programId]);
  if (debug) facts.push(['Debug', <DebugFact key="debug" debug={debug} />]);
  if (scriptUrl) {
    facts.push([
      'Script',
      <span key="script" className={`${text.trunc} ${text.mono} ${styles.fromEnd}`} title={scriptUrl}>
        <bdi>{formatUrl(scriptUrl)}</bdi>
      </span>,
    ]);
  }
  if (tracker.environment) facts.push(['Environment', tracker.environment]);
  if (tracker.loadedAfterMs !== undefined) {
    facts.push(['Loaded', `${formatDuration(tracker.loadedAfterMs)} after navigation`]);
  }
  if (tracker.placement) facts.push(['Placed', tracker.placement]);
  if (tracker.landingParameter) facts.push(['Parameter', <code key="parameter">{tracker.landingParameter}</code>]);
  if (tracker.clickId) facts.push(['Customer', <code key="customer">{tracker.clickId}</code>]);
  return facts;
}
