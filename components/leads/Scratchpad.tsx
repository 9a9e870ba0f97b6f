import { useId, useState } from 'react';
import { Button } from '@/components/atoms/Button';
import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import { Tally } from '@/components/atoms/Tally';
import code from '@/components/shared/code.module.css';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { checkPayloadText, type PayloadChoice } from '@/lib/session/payload-check';
import type { PayloadText } from '@/lib/session/payload-text';
import { DataFate } from './DataFate';
import { severitiesOf } from './field-result';
import { PayloadTable } from './PayloadTable';
import styles from './Scratchpad.module.css';

const FORMS: Record<PayloadText['form'], string> = {
  json: 'JSON',
  javascript: 'a JavaScript object',
  queue: 'a queue push',
  call: 'a call',
  curl: 'a cURL command',
};

const EXAMPLE = `window.affitorQueue.push(['trackLead', {
  email: 'jo@example.com',
  user_id: 'usr_8f31c2'
}]);`;

/** A payload nobody has sent yet, held against the same rules as one that was. */
export function Scratchpad() {
  const [written, write] = useState('');
  const [dialect, setDialect] = useState<PayloadChoice['dialect']>();
  const [mode, setMode] = useState<PayloadChoice['mode']>();
  const id = useId();
  const outcome = checkPayloadText(written, { dialect, mode });
  const isUnreadable = !outcome.ok && written.trim() !== '';
  return (
    <section className={pane.pane} aria-label="Scratchpad">
      <div className={pane.head}>
        <h2>Check a payload</h2>
        {outcome.ok && <Tally findings={severitiesOf(outcome.check)} />}
      </div>
      <div className={styles.write}>
        <label htmlFor={id} className={text.second}>
          JSON, a JavaScript object, a tracker call, a queue push, or a cURL command. Nothing is sent.
        </label>
        <textarea
          id={id}
          className={`${code.code} ${styles.text}`}
          aria-label="Payload"
          aria-invalid={isUnreadable}
          aria-describedby={`${id}-outcome`}
          spellCheck={false}
          placeholder={EXAMPLE}
          value={written}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <div className={styles.choices}>
          <label className={controls.check}>
            Dialect
            <select
              className={controls.input}
              aria-label="Dialect"
              value={dialect ?? ''}
              onChange={({ currentTarget: { value } }) =>
                setDialect(value === 'v1' || value === 'v2' ? value : undefined)
              }
            >
              <option value="">As written</option>
              <option value="v1">v1</option>
              <option value="v2">v2</option>
            </select>
          </label>
          <label className={controls.check}>
            Sent by
            <select
              className={controls.input}
              aria-label="Sent by"
              value={mode ?? ''}
              onChange={({ currentTarget: { value } }) =>
                setMode(value === 'browser' || value === 'server' ? value : undefined)
              }
            >
              <option value="">As written</option>
              <option value="browser">Browser</option>
              <option value="server">Server</option>
            </select>
          </label>
          <span className={text.grow} />
          <Button look="ghost" onClick={() => write(written === '' ? EXAMPLE : '')}>
            {written === '' ? 'Use an example' : 'Empty'}
          </Button>
        </div>
        <p id={`${id}-outcome`} aria-live="polite">
          {!outcome.ok && isUnreadable && (
            <span className={`${text.error} ${styles.fault}`}>
              <Icon name="error" small />
              <span>
                <RichText text={outcome.message} />
                {outcome.line !== undefined && ` Line ${outcome.line}, column ${outcome.column}.`}
              </span>
            </span>
          )}
          {outcome.ok && (
            <span className={text.second}>
              Read as {FORMS[outcome.read.form]}: a {outcome.dialect} lead from a {outcome.mode}
              {outcome.check.ok ? ', without errors.' : '. It would not be kept as it is.'}
              {outcome.check.testMode && ' Test mode is on: only a test event would be kept.'}
            </span>
          )}
        </p>
      </div>
      {outcome.ok && (
        <>
          <PayloadTable check={outcome.check} />
          <DataFate payload={outcome.read.payload} isKept={outcome.check.ok && !outcome.check.testMode} />
        </>
      )}
    </section>
  );
}
