import type { ReactNode } from 'react';
import { i18n } from '#i18n';
import { CopyButton } from '@/components/atoms/CopyButton';
import { formatDuration, formatUrl } from '@/components/atoms/format';
import { StatusMark } from '@/components/atoms/StatusMark';
import { Tag } from '@/components/atoms/Tag';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { TrackerCard as Tracker } from '@/lib/model/judgement';
import { JudgedAs } from './JudgedAs';
import styles from './TrackerCard.module.css';

const FACTS = {
  program: i18n.t('overview.tracker.program'),
  debug: i18n.t('overview.tracker.debug'),
  script: i18n.t('overview.tracker.script'),
  environment: i18n.t('overview.tracker.environment'),
  loaded: i18n.t('overview.tracker.loaded'),
  placed: i18n.t('overview.tracker.placed'),
  parameter: i18n.t('overview.tracker.parameter'),
  customer: i18n.t('overview.tracker.customer'),
};

/** What is installed on the page, as far as it was seen. */
export function TrackerCard({ tracker }: { tracker: Tracker }) {
  const facts = factsOf(tracker);
  return (
    <section aria-label={i18n.t('overview.tracker.title')}>
      <div className={pane.head}>
        <h2>{i18n.t('overview.tracker.title')}</h2>
        {tracker.dialect && <Tag>{tracker.dialect}</Tag>}
        <div className={styles.tools}>
          <JudgedAs />
          <CopyButton text={JSON.stringify(tracker, null, 2)} label={i18n.t('overview.tracker.copyFacts')} />
        </div>
      </div>
      <dl className={`${pane.facts} ${pane.padFlat}`}>
        {facts.map(([name, fact]) => (
          <div key={name} className={styles.fact}>
            <dt>{FACTS[name]}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function DebugFact({ debug }: { debug: NonNullable<Tracker['debug']> }) {
  return debug.on ? (
    <StatusMark tone="warn">{i18n.t('overview.tracker.debugOn', [debug.source])}</StatusMark>
  ) : (
    i18n.t('overview.tracker.debugOff')
  );
}

function factsOf(tracker: Tracker): [keyof typeof FACTS, ReactNode][] {
  const { debug, scriptUrl } = tracker;
  const facts: [keyof typeof FACTS, ReactNode][] = [];
  if (tracker.programId) facts.push(['program', tracker.programId]);
  if (debug) facts.push(['debug', <DebugFact key="debug" debug={debug} />]);
  if (scriptUrl) {
    facts.push([
      'script',
      <span key="script" className={`${text.trunc} ${text.mono} ${styles.fromEnd}`} title={scriptUrl}>
        <bdi>{formatUrl(scriptUrl)}</bdi>
      </span>,
    ]);
  }
  if (tracker.environment) facts.push(['environment', tracker.environment]);
  if (tracker.loadedAfterMs !== undefined) {
    facts.push(['loaded', i18n.t('overview.tracker.loadedAfter', [formatDuration(tracker.loadedAfterMs)])]);
  }
  if (tracker.placement) facts.push(['placed', tracker.placement]);
  if (tracker.landingParameter) facts.push(['parameter', <code key="parameter">{tracker.landingParameter}</code>]);
  if (tracker.clickId) facts.push(['customer', <code key="customer">{tracker.clickId}</code>]);
  return facts;
}
