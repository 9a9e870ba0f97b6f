import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/atoms/Button';
import { EventRef } from '@/components/atoms/EventRef';
import { plural } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import { useEscape } from '@/components/layout/escape';
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
      {[refused, mockRefused].map(
        (words) =>
          words && (
            <div key={words} role="alert" className={`${pane.note} ${pane.error} ${styles.notice}`}>
              <Icon name="error" />
              <span>{words}</span>
            </div>
          ),
      )}
      {question && <LiveQuestion hosts={question.hosts} count={question.count} />}
      {routed && <RoutedQuestion count={routed.count} />}
      {isPasting && <PasteCurl onDone={onPasted} />}
      <RunProgress />
    </>
  );
}

function LiveQuestion({ hosts, count }: { hosts: readonly string[]; count: number }) {
  const { answerLiveQuestion } = useActions();
  return (
    <Question
      words={
        <>
          Send {plural(count, 'request')} to <b>{hosts.join(', ')}</b>? This is not the bundled mock, nor on this
          machine: clicks, leads and sales made there may be real.
        </>
      }
      onNo={() => answerLiveQuestion(false)}
    >
      <Button onClick={() => answerLiveQuestion(true)}>Send to {hosts.join(', ')}</Button>
    </Question>
  );
}

function RoutedQuestion({ count }: { count: number }) {
  const { answerRoutedQuestion } = useActions();
  return (
    <Question
      words={
        <>
          This page is routed to the mock, so the leak guard would cut off what it sends. Stop routing to send{' '}
          {plural(count, 'request')} from the page, or let the mock answer.
        </>
      }
      onNo={() => answerRoutedQuestion(undefined)}
    >
      <Button onClick={() => answerRoutedQuestion('unroute')}>Stop routing and send</Button>
      <Button onClick={() => answerRoutedQuestion('mock')}>Answer from the mock</Button>
    </Question>
  );
}

/** Begins on the button that sends nothing, which Escape presses as well. */
function Question({ words, onNo, children }: { words: ReactNode; onNo: () => Promise<void>; children: ReactNode }) {
  const buttons = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => buttons.current?.querySelector('button')?.focus(), []);
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
      <Button onClick={onNo}>Do not send</Button>
      {children}
    </div>
  );
}

function PasteCurl({ onDone }: { onDone: () => void }) {
  const { pasteCurl } = useActions();
  const [command, setCommand] = useState('');
  return (
    <form
      className={styles.paste}
      onSubmit={(event) => {
        event.preventDefault();
        pasteCurl(command);
        onDone();
      }}
    >
      <textarea
        className={`${code.code} ${styles.command}`}
        aria-label="cURL command"
        placeholder="curl https://api.affitor.com/api/tracking/lead …"
        spellCheck={false}
        value={command}
        onChange={(event) => setCommand(event.currentTarget.value)}
      />
      <span className={styles.buttons}>
        <Button onClick={onDone}>Cancel</Button>
        <Button
          look="primary"
          disabled={command.trim() === ''}
          onClick={() => {
            pasteCurl(command);
            onDone();
          }}
        >
          Use this command
        </Button>
      </span>
    </form>
  );
}

function RunProgress() {
  const run = usePanel((state) => state.replayRun);
  const { cancelReplay } = useActions();
  if (!run) return null;
  const { total, results, left, end } = run;
  const failed = results.filter(({ kind }) => kind === 'failed');
  const state = end === undefined ? 'Replaying' : end === 'done' ? 'Replayed' : 'Cancelled after';
  return (
    <div role="status" aria-label="Replay progress" className={`${pane.note} ${styles.notice}`}>
      <Icon name={end === 'done' ? 'ok' : 'reload'} />
      <span className={text.grow}>
        {state} {results.length} of {total}
        {failed.length > 0 && `, ${failed.length} without an answer`}
        {left.length > 0 && (
          <>
            . Not sent:{' '}
            {left.map(({ entryId, number, reason }) => (
              <span key={entryId}>
                <EventRef entryId={entryId} number={number} /> {reason}{' '}
              </span>
            ))}
          </>
        )}
      </span>
      <progress aria-label="Requests replayed" max={total} value={results.length} />
      {end === undefined && <Button onClick={cancelReplay}>Cancel replay</Button>}
    </div>
  );
}
