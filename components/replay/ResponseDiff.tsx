import { useState } from 'react';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { Icon } from '@/components/atoms/Icon';
import { usePanel } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { ReplayTarget, Reply } from '@/lib/model/replay';
import { type Change, compareReplies } from '@/lib/replay/compare-replies';
import type { LedgerChange } from '@/lib/replay/ledger-changes';
import type { ReplayOutcome } from '@/lib/store/replay-slice';
import { type DiffRow, diffRows } from './diff-rows';
import styles from './ResponseDiff.module.css';

/** What came back, beside what the page got at the time, and what it did to the ledger. */
export function ResponseDiff() {
  const outcome = usePanel((state) => state.replayOutcome);
  const isReplaying = usePanel((state) => state.isReplaying);
  const [onlyChanges, setOnlyChanges] = useState(true);
  return (
    <section className={pane.pane} aria-label="Response difference">
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>Response</h2>
        <span className={text.meta}>{isReplaying ? 'waiting for the answer' : 'what changed'}</span>
        <span className={text.grow} />
        <label className={controls.check}>
          <input
            type="checkbox"
            checked={onlyChanges}
            onChange={(event) => setOnlyChanges(event.currentTarget.checked)}
          />
          Changes only
        </label>
      </div>
      {outcome ? (
        <Outcome outcome={outcome} onlyChanges={onlyChanges} />
      ) : (
        <EmptyNote title={isReplaying ? 'Sent; no answer yet' : 'Nothing was replayed yet'}>
          The answer stands here beside the one that the page got.
        </EmptyNote>
      )}
    </section>
  );
}

const TARGET_WORDS: Record<ReplayTarget['kind'], string> = {
  mock: 'mock',
  server: 'mock server',
  page: 'from the page',
  live: 'live API',
};

function Outcome({ outcome, onlyChanges }: { outcome: ReplayOutcome; onlyChanges: boolean }) {
  const { original, result, target, ledger } = outcome;
  if (result.kind === 'failed') {
    return (
      <div className={`${pane.note} ${pane.error} ${styles.note}`} role="alert">
        <Icon name="error" />
        <span>No answer came: {result.message}</span>
      </div>
    );
  }
  const { reply } = result;
  const changes = original ? compareReplies(original, reply) : [];
  const rows = diffRows(original?.body ?? '', reply.body).filter((row) => !onlyChanges || row.isChanged || !original);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs to be reachable by keyboard */}
      <section className={styles.diff} aria-label="Original and replay" tabIndex={0}>
        <span className={styles.head}>
          <b>Original</b> {original ? <Status reply={original} /> : 'not known'}
        </span>
        <span className={styles.head}>
          <b>Replay</b> <Status reply={reply} />, {TARGET_WORDS[target.kind]}
        </span>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </section>
      <div className={styles.words}>
        {original && <p>{changes.length === 0 ? 'The answer is the same.' : changes.map(wordsOfChange).join('; ')}</p>}
        {target.kind === 'mock' && <LedgerNote changes={ledger} />}
      </div>
    </>
  );
}

function Status({ reply: { status, durationMs } }: { reply: Reply }) {
  return (
    <>
      <span className={status < 400 ? text.ok : text.error}>{status}</span>, {Math.round(durationMs)} ms
    </>
  );
}

function Row({ row: { before, after, isChanged } }: { row: DiffRow }) {
  const side = (line: string | undefined, tone: string | undefined) =>
    classNames(line === undefined ? styles.absent : isChanged && tone);
  return (
    <>
      <span className={side(before, styles.del)}>{before}</span>
      <span className={side(after, styles.add)}>{after}</span>
    </>
  );
}

function LedgerNote({ changes }: { changes: readonly LedgerChange[] }) {
  return (
    <div className={pane.note}>
      <Icon name="info" />
      <span>
        {changes.length === 0
          ? 'The ledger is as it was.'
          : `In the ledger: ${changes.map(wordsOfLedgerChange).join('; ')}.`}
      </span>
    </div>
  );
}

const wordsOfLedgerChange = ({ table, kind, key, fields }: LedgerChange): string =>
  `${table.replace('_', ' ')} ${key} ${kind}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`;

function wordsOfChange({ part, path, kind, before, after }: Change): string {
  if (part === 'status') return `Status ${JSON.stringify(before)} became ${JSON.stringify(after)}`;
  const name = part === 'header' ? `header ${path}` : path || 'the body';
  if (kind === 'added') return `${name} is new`;
  return kind === 'removed' ? `${name} is gone` : `${name} differs`;
}
