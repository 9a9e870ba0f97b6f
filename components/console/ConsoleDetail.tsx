import { i18n } from '#i18n';
import { CodeBlock } from '@/components/atoms/CodeBlock';
import { CopyButton } from '@/components/atoms/CopyButton';
import { EventRef } from '@/components/atoms/EventRef';
import { SourceLink } from '@/components/atoms/SourceLink';
import { StatusMark } from '@/components/atoms/StatusMark';
import { FixPane } from '@/components/overview/FixPane';
import { usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { ConsoleEntry, ConsoleReading } from '@/lib/model/entry';
import { toneOf } from '@/lib/store/problems';
import { findingsByEntryOf } from '@/lib/store/selectors';
import styles from './ConsoleDetail.module.css';

const TONES: Record<ConsoleReading['tone'], string> = {
  ok: i18n.t('console.tones.ok'),
  info: i18n.t('console.tones.info'),
  warn: i18n.t('console.tones.warn'),
  error: i18n.t('console.tones.error'),
};

/** One console line: what it means, how it was logged, and the original. */
export function ConsoleDetail({ line }: { line: ConsoleEntry }) {
  const findings = usePanel(findingsByEntryOf).get(line.id) ?? [];
  const [logged, called] = line.stack;
  const original = [line.text, ...line.details].join('\n');
  return (
    <section className={pane.pane} aria-label={i18n.t('console.selected')}>
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>{line.reading?.text ?? i18n.t('console.unrecognisedLine')}</h2>
        <EventRef entryId={line.id} number={line.number} />
      </div>
      <dl className={`${pane.facts} ${pane.pad}`}>
        <dt>{i18n.t('console.loggedAs')}</dt>
        <dd>{line.level}</dd>
        <dt>{i18n.t('console.readAs')}</dt>
        <dd>
          {line.reading ? (
            <>
              <StatusMark tone={toneOf(line)}>{TONES[line.reading.tone]}</StatusMark>
              <span className={text.meta}>{line.reading.meaning}</span>
            </>
          ) : (
            <span className={text.second}>{i18n.t('console.notRead')}</span>
          )}
        </dd>
        {logged && (
          <>
            <dt>{i18n.t('console.loggedBy')}</dt>
            <dd>
              <SourceLink frame={logged} />
            </dd>
          </>
        )}
        {called && (
          <>
            <dt>{i18n.t('console.calledFrom')}</dt>
            <dd>
              <SourceLink frame={called} /> {called.functionName && i18n.t('console.inFunction', [called.functionName])}
            </dd>
          </>
        )}
        {Object.entries(line.reading?.fields ?? {}).map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <div className={pane.padFlat}>
        <CodeBlock text={original} label={i18n.t('console.originalLine')} />
        <CopyButton text={original} label={i18n.t('console.copyOriginal')}>
          {i18n.t('console.copyOriginal')}
        </CopyButton>
      </div>
      <FixPane findings={findings} />
    </section>
  );
}
