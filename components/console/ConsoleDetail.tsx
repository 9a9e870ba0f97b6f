import { CodeBlock } from '@/components/atoms/CodeBlock';
import { CopyButton } from '@/components/atoms/CopyButton';
import { EventRef } from '@/components/atoms/EventRef';
import { SourceLink } from '@/components/atoms/SourceLink';
import { StatusMark } from '@/components/atoms/StatusMark';
import { FixPane } from '@/components/overview/FixPane';
import { usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { ConsoleEntry } from '@/lib/model/entry';
import { toneOf } from '@/lib/store/problems';
import { findingsByEntryOf } from '@/lib/store/selectors';
import styles from './ConsoleDetail.module.css';

/** One console line: what it means, how it was logged, and the original. */
export function ConsoleDetail({ line }: { line: ConsoleEntry }) {
  const findings = usePanel(findingsByEntryOf).get(line.id) ?? [];
  const [logged, called] = line.stack;
  const original = [line.text, ...line.details].join('\n');
  return (
    <section className={pane.pane} aria-label="Selected message">
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>{line.reading?.text ?? 'Unrecognised line'}</h2>
        <EventRef entryId={line.id} number={line.number} />
      </div>
      <dl className={`${pane.facts} ${pane.pad}`}>
        <dt>Logged as</dt>
        <dd>{line.level}</dd>
        <dt>Read as</dt>
        <dd>
          {line.reading ? (
            <>
              <StatusMark tone={toneOf(line)}>{line.reading.tone}</StatusMark>
              <span className={text.meta}>{line.reading.meaning}</span>
            </>
          ) : (
            <span className={text.second}>Nothing: no documented line of the tracker looks like this</span>
          )}
        </dd>
        {logged && (
          <>
            <dt>Logged by</dt>
            <dd>
              <SourceLink frame={logged} />
            </dd>
          </>
        )}
        {called && (
          <>
            <dt>Called from</dt>
            <dd>
              <SourceLink frame={called} /> {called.functionName && `in ${called.functionName}`}
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
        <CodeBlock text={original} label="Original line" />
        <CopyButton text={original} label="Copy original line">
          Copy original line
        </CopyButton>
      </div>
      <FixPane findings={findings} />
    </section>
  );
}
