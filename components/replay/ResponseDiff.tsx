import { useState } from 'react';
import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { Icon } from '@/components/atoms/Icon';
import { usePanel } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { ReplayTarget } from '@/lib/model/replay';
import { type Change, compareReplies, type OriginalReply } from '@/lib/replay/compare-replies';
import type { LedgerChange } from '@/lib/replay/ledger-changes';
import type { ReplayOutcome } from '@/lib/store/replay-slice';
import { type DiffRow, diffRows } from './diff-rows';
import { LEDGER_NAMES } from './ledger-words';
import styles from './ResponseDiff.module.css';

/** What came back, beside what the page got at the time, and what it did to the ledger. */
export function ResponseDiff() {
  const outcome = usePanel((state) => state.replayOutcome);
  const isReplaying = usePanel((state) => state.isReplaying);
  const [onlyChanges, setOnlyChanges] = useState(true);
  return (
    <section className={pane.pane} aria-label={i18n.t('replay.response.difference')}>
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>{i18n.t('replay.response.title')}</h2>
        <span className={text.meta}>
          {isReplaying ? i18n.t('replay.response.waiting') : i18n.t('replay.response.whatChanged')}
        </span>
        <span className={text.grow} />
        <label className={controls.check}>
          <input
            type="checkbox"
            checked={onlyChanges}
            onChange={(event) => setOnlyChanges(event.currentTarget.checked)}
          />
          {i18n.t('replay.response.changesOnly')}
        </label>
      </div>
      {outcome ? (
        <Outcome outcome={outcome} onlyChanges={onlyChanges} />
      ) : (
        <EmptyNote title={isReplaying ? i18n.t('replay.response.sent') : i18n.t('replay.response.none')}>
          {i18n.t('replay.response.noneNote')}
        </EmptyNote>
      )}
    </section>
  );
}

const TARGET_WORDS: Record<ReplayTarget['kind'], string> = {
  mock: i18n.t('replay.response.from.mock'),
  server: i18n.t('replay.response.from.server'),
  page: i18n.t('replay.response.from.page'),
  live: i18n.t('replay.response.from.live'),
};

function Outcome({ outcome, onlyChanges }: { outcome: ReplayOutcome; onlyChanges: boolean }) {
  const { original, result, target, ledger } = outcome;
  if (result.kind === 'failed') {
    return (
      <div className={`${pane.note} ${pane.error} ${styles.note}`} role="alert">
        <Icon name="error" />
        <span>{i18n.t('replay.response.failed', [result.message])}</span>
      </div>
    );
  }
  const { reply } = result;
  const readBy = target.kind === 'page' ? 'page' : 'extension';
  const changes = original ? compareReplies(original, reply, { readBy }) : [];
  const rows = diffRows(original?.body ?? '', reply.body).filter((row) => !onlyChanges || row.isChanged || !original);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs to be reachable by keyboard */}
      <section className={styles.diff} aria-label={i18n.t('replay.response.both')} tabIndex={0}>
        <span className={styles.head}>
          <b>{i18n.t('replay.response.original')}</b>{' '}
          {original ? <Status reply={original} /> : i18n.t('replay.response.notKnown')}
        </span>
        <span className={styles.head}>
          <b>{i18n.t('replay.response.replay')}</b> <Status reply={reply} />, {TARGET_WORDS[target.kind]}
        </span>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </section>
      <div className={styles.words}>
        {original && <p>{wordsOfChanges(original, changes)}</p>}
        {ledger && <LedgerNote changes={ledger} />}
      </div>
    </>
  );
}

function Status({ reply: { status, durationMs } }: { reply: OriginalReply }) {
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
          ? i18n.t('replay.response.ledgerSame')
          : i18n.t('replay.response.ledger', [changes.map(wordsOfLedgerChange).join('; ')])}
      </span>
    </div>
  );
}

function wordsOfLedgerChange({ table, kind, key, fields }: LedgerChange): string {
  const name = LEDGER_NAMES[table];
  if (kind === 'added') return i18n.t('replay.response.rowAdded', [name, key]);
  if (kind === 'removed') return i18n.t('replay.response.rowRemoved', [name, key]);
  return i18n.t('replay.response.rowChanged', [name, key, fields.join(', ')]);
}

function wordsOfChanges({ body }: OriginalReply, changes: readonly Change[]): string {
  const isSeen = body !== undefined;
  if (changes.length === 0) return isSeen ? i18n.t('replay.response.same') : i18n.t('replay.response.sameUpToBody');
  const words = changes.map(wordsOfChange);
  return [...words, ...(isSeen ? [] : [i18n.t('replay.response.bodyNotSeen')])].join('; ');
}

function wordsOfChange({ part, path, kind, before, after }: Change): string {
  if (part === 'status') {
    return i18n.t('replay.response.statusChanged', [JSON.stringify(before), JSON.stringify(after)]);
  }
  const name =
    part === 'header' ? i18n.t('replay.response.header', [path]) : path || i18n.t('replay.response.wholeBody');
  if (kind === 'added') return i18n.t('replay.response.added', [name]);
  return kind === 'removed' ? i18n.t('replay.response.removed', [name]) : i18n.t('replay.response.changed', [name]);
}
