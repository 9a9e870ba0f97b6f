import { type ReactNode, useCallback, useId, useLayoutEffect, useRef, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { EventRef } from '@/components/atoms/EventRef';
import { formatCount } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import { Sentence } from '@/components/atoms/Sentence';
import { useEscape } from '@/components/layout/escape';
import { useFirstField } from '@/components/layout/use-first-field';
import { useActions, usePanel } from '@/components/panel-context';
import code from '@/components/shared/code.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import styles from './ReplayNotices.module.css';

/** What stands between the tools and the work: a question, a refusal, a run that goes on, a command to paste. */
export function ReplayNotices({ isPasting, onPasted }: { isPasting: boolean; onPasted: () => void }) {
  const refused = usePanel((state) => state.replayRefused);
  const mockRefused = usePanel((state) => state.mockRefused);
  const question = usePanel((state) => state.liveQuestion);
  const routed = usePanel((state) => state.routedQuestion);
  return (
    <>
      <Refusal words={refused} />
      <Refusal words={mockRefused} />
      {question && <LiveQuestion hosts={question.hosts} count={question.count} />}
      {routed && <RoutedQuestion count={routed.count} />}
      {isPasting && <PasteCurl onDone={onPasted} />}
      <RunProgress />
    </>
  );
}

function Refusal({ words }: { words: string | undefined }) {
  if (!words) return null;
  return (
    <div role="alert" className={`${pane.note} ${pane.error} ${styles.notice}`}>
      <Icon name="error" />
      <span>{words}</span>
    </div>
  );
}

function LiveQuestion({ hosts, count }: { hosts: readonly string[]; count: number }) {
  const { answerLiveQuestion } = useActions();
  return (
    <Question
      words={
        <Sentence
          text={i18n.t('replay.notices.sendLive', count, [formatCount(count)], { hosts: '{hosts}' })}
          slots={{ hosts: <b>{hosts.join(', ')}</b> }}
        />
      }
      onNo={() => answerLiveQuestion(false)}
    >
      <Button onClick={() => answerLiveQuestion(true)}>{i18n.t('replay.notices.sendTo', [hosts.join(', ')])}</Button>
    </Question>
  );
}

function RoutedQuestion({ count }: { count: number }) {
  const { answerRoutedQuestion } = useActions();
  return (
    <Question
      words={i18n.t('replay.notices.sendRouted', count, [formatCount(count)])}
      onNo={() => answerRoutedQuestion(undefined)}
    >
      <Button onClick={() => answerRoutedQuestion('unroute')}>{i18n.t('replay.notices.unroute')}</Button>
      <Button onClick={() => answerRoutedQuestion('mock')}>{i18n.t('replay.notices.useMock')}</Button>
    </Question>
  );
}

/** Begins on the button that sends nothing, which Escape presses as well; whoever asked goes on where they were. */
function Question({ words, onNo, children }: { words: ReactNode; onNo: () => Promise<void>; children: ReactNode }) {
  const buttons = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const { activeElement } = document;
    buttons.current?.querySelector('button')?.focus();
    return () => {
      if (activeElement instanceof HTMLElement) activeElement.focus();
    };
  }, []);
  useEscape(
    useCallback(() => {
      void onNo();
      return true;
    }, [onNo]),
  );
  return (
    <div role="alertdialog" aria-labelledby={id} className={`${pane.note} ${pane.warn} ${styles.notice}`} ref={buttons}>
      <Icon name="warn" />
      <span id={id} className={text.grow}>
        {words}
      </span>
      <Button onClick={onNo}>{i18n.t('replay.notices.doNotSend')}</Button>
      {children}
    </div>
  );
}

function PasteCurl({ onDone }: { onDone: () => void }) {
  const { pasteCurl } = useActions();
  const form = useFirstField();
  const [command, setCommand] = useState('');
  /** What is no such command stays, to be mended. */
  const take = () => {
    if (pasteCurl(command)) onDone();
  };
  useEscape(
    useCallback(() => {
      onDone();
      return true;
    }, [onDone]),
  );
  return (
    <form
      ref={form}
      className={styles.paste}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <textarea
        className={`${code.code} ${styles.command}`}
        aria-label={i18n.t('replay.notices.command')}
        placeholder="curl https://api.affitor.com/api/tracking/lead …"
        spellCheck={false}
        value={command}
        onChange={(event) => setCommand(event.currentTarget.value)}
      />
      <span className={styles.buttons}>
        <Button onClick={onDone}>{i18n.t('common.cancel')}</Button>
        <Button look="primary" disabled={command.trim() === ''} onClick={take}>
          {i18n.t('replay.notices.useCommand')}
        </Button>
      </span>
    </form>
  );
}

const PROGRESS: Record<'running' | 'done' | 'cancelled', (sent: number, total: number) => string> = {
  running: (sent, total) => i18n.t('replay.progress.running', [sent, total]),
  done: (sent, total) => i18n.t('replay.progress.done', [sent, total]),
  cancelled: (sent, total) => i18n.t('replay.progress.cancelled', [sent, total]),
};

function RunProgress() {
  const run = usePanel((state) => state.replayRun);
  const { cancelReplay } = useActions();
  if (!run) return null;
  const { total, results, left, end } = run;
  const failed = results.filter(({ kind }) => kind === 'failed');
  const sent = PROGRESS[end ?? 'running'](results.length, total);
  const progress = failed.length > 0 ? i18n.t('replay.progress.someFailed', [sent, failed.length]) : sent;
  return (
    <div role="status" aria-label={i18n.t('replay.progress.title')} className={`${pane.note} ${styles.notice}`}>
      <Icon name={end === 'done' ? 'ok' : 'reload'} />
      <span className={text.grow}>
        {left.length === 0 ? (
          progress
        ) : (
          <Sentence
            text={i18n.t('replay.progress.someLeft', { progress, requests: '{requests}' })}
            slots={{
              requests: left.map(({ entryId, number, reason }) => (
                <span key={entryId}>
                  <EventRef entryId={entryId} number={number} /> {reason}{' '}
                </span>
              )),
            }}
          />
        )}
      </span>
      <progress aria-label={i18n.t('replay.progress.bar')} max={total} value={results.length} />
      {end === undefined && <Button onClick={cancelReplay}>{i18n.t('replay.progress.cancel')}</Button>}
    </div>
  );
}
