import { useId, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import { Tally } from '@/components/atoms/Tally';
import code from '@/components/shared/code.module.css';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { DIALECT_NAMES, isDialect } from '@/lib/model/entry';
import { checkPayloadText, type PayloadChoice } from '@/lib/session/payload-check';
import type { PayloadText } from '@/lib/session/payload-text';
import { DataFate } from './DataFate';
import { severitiesOf } from './field-result';
import { PayloadTable } from './PayloadTable';
import styles from './Scratchpad.module.css';

const FORMS: Record<PayloadText['form'], string> = {
  json: i18n.t('leads.scratchpad.json'),
  javascript: i18n.t('leads.scratchpad.javascript'),
  queue: i18n.t('leads.scratchpad.queue'),
  call: i18n.t('leads.scratchpad.call'),
  curl: i18n.t('leads.scratchpad.curl'),
};

const SENDERS = { browser: i18n.t('leads.scratchpad.fromBrowser'), server: i18n.t('leads.scratchpad.fromServer') };

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
    <section className={pane.pane} aria-label={i18n.t('leads.scratchpad.name')}>
      <div className={pane.head}>
        <h2>{i18n.t('leads.scratchpad.title')}</h2>
        {outcome.ok && <Tally findings={severitiesOf(outcome.check)} />}
      </div>
      <div className={styles.write}>
        <label htmlFor={id} className={text.second}>
          {i18n.t('leads.scratchpad.note')}
        </label>
        <textarea
          id={id}
          className={`${code.code} ${styles.text}`}
          aria-label={i18n.t('leads.scratchpad.payload')}
          aria-invalid={isUnreadable}
          aria-describedby={`${id}-outcome`}
          spellCheck={false}
          placeholder={EXAMPLE}
          value={written}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <div className={styles.choices}>
          <label className={controls.check}>
            {i18n.t('leads.scratchpad.dialect')}
            <select
              className={controls.input}
              aria-label={i18n.t('leads.scratchpad.dialect')}
              value={dialect ?? ''}
              onChange={({ currentTarget: { value } }) => setDialect(isDialect(value) ? value : undefined)}
            >
              <option value="">{i18n.t('leads.scratchpad.asWritten')}</option>
              {DIALECT_NAMES.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label className={controls.check}>
            {i18n.t('leads.scratchpad.sentBy')}
            <select
              className={controls.input}
              aria-label={i18n.t('leads.scratchpad.sentBy')}
              value={mode ?? ''}
              onChange={({ currentTarget: { value } }) =>
                setMode(value === 'browser' || value === 'server' ? value : undefined)
              }
            >
              <option value="">{i18n.t('leads.scratchpad.asWritten')}</option>
              <option value="browser">{i18n.t('leads.scratchpad.browser')}</option>
              <option value="server">{i18n.t('leads.scratchpad.server')}</option>
            </select>
          </label>
          <span className={text.grow} />
          <Button look="ghost" onClick={() => write(written === '' ? EXAMPLE : '')}>
            {written === '' ? i18n.t('leads.scratchpad.useExample') : i18n.t('leads.scratchpad.empty')}
          </Button>
        </div>
        <p id={`${id}-outcome`} aria-live="polite">
          {!outcome.ok && isUnreadable && (
            <span className={`${text.error} ${styles.fault}`}>
              <Icon name="error" small />
              <span>
                <RichText text={outcome.message} />
                {outcome.line !== undefined &&
                  outcome.column !== undefined &&
                  ` ${i18n.t('leads.scratchpad.place', [outcome.line, outcome.column])}`}
              </span>
            </span>
          )}
          {outcome.ok && (
            <span className={text.second}>
              {i18n.t(outcome.check.ok ? 'leads.scratchpad.read' : 'leads.scratchpad.readWithErrors', {
                form: FORMS[outcome.read.form],
                dialect: outcome.dialect,
                sender: SENDERS[outcome.mode],
              })}
              {outcome.check.testMode && ` ${i18n.t('leads.scratchpad.testMode')}`}
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
