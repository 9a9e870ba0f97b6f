import { useId } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { CodeBlock } from '@/components/atoms/CodeBlock';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { Icon } from '@/components/atoms/Icon';
import { Tag } from '@/components/atoms/Tag';
import { useFirstField } from '@/components/layout/use-first-field';
import { useActions, usePanel } from '@/components/panel-context';
import code from '@/components/shared/code.module.css';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { type ReplayDraft, readReplayDraft } from '@/lib/store/replay-draft';
import styles from './RequestEditor.module.css';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The request about to be sent: as recorded, or as a person changes it, checked at every key. */
export function RequestEditor() {
  const draft = usePanel((state) => state.replayDraft);
  const isEditing = usePanel((state) => state.isEditingReplay);
  return (
    <section className={pane.pane} aria-label={i18n.t('replay.editor.title')}>
      {!draft && <EmptyNote title={i18n.t('replay.editor.none')}>{i18n.t('replay.editor.noneNote')}</EmptyNote>}
      {draft && (isEditing ? <Editor draft={draft} /> : <Recorded draft={draft} />)}
    </section>
  );
}

function Recorded({ draft: { method, url, headers, body } }: { draft: ReplayDraft }) {
  return (
    <>
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2 title={`${method} ${url}`}>
          {method} <code>{url}</code>
        </h2>
      </div>
      <div className={styles.recorded}>
        {headers && <CodeBlock text={headers} label={i18n.t('replay.editor.headersToSend')} />}
        {body && <CodeBlock text={body} label={i18n.t('replay.editor.bodyToSend')} isJson={/^\s*[[{]/.test(body)} />}
      </div>
    </>
  );
}

function Editor({ draft }: { draft: ReplayDraft }) {
  const { editReplay, undoReplayEdits } = useActions();
  const entryId = usePanel((state) => state.replayEntryId);
  const id = useId();
  const editor = useFirstField<HTMLDivElement>({ ifLost: true });
  const reading = readReplayDraft(draft);
  return (
    <>
      <div className={`${pane.head} ${pane.headLine} ${styles.line}`}>
        <h2 className={text.hidden}>{i18n.t('replay.editor.request')}</h2>
        <select
          className={controls.input}
          aria-label={i18n.t('replay.editor.method')}
          value={draft.method}
          onChange={(event) => editReplay({ method: event.currentTarget.value })}
        >
          {METHODS.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
        <input
          className={`${controls.input} ${text.mono} ${text.grow}`}
          aria-label={i18n.t('replay.editor.url')}
          value={draft.url}
          spellCheck={false}
          onChange={(event) => editReplay({ url: event.currentTarget.value })}
        />
        {draft.isEdited && <Tag tone="warn">{i18n.t('replay.editor.edited')}</Tag>}
        {draft.isEdited && entryId !== undefined && (
          <Button look="ghost" onClick={() => undoReplayEdits()}>
            {i18n.t('replay.editor.undo')}
          </Button>
        )}
      </div>
      <div ref={editor} className={styles.editor}>
        <label htmlFor={`${id}-body`}>{i18n.t('replay.editor.body')}</label>
        <textarea
          id={`${id}-body`}
          className={`${code.code} ${styles.body}`}
          value={draft.body}
          spellCheck={false}
          aria-invalid={!reading.ok}
          aria-describedby={`${id}-problem`}
          onChange={(event) => editReplay({ body: event.currentTarget.value })}
        />
        <p id={`${id}-problem`} className={styles.problem} aria-live="polite">
          {reading.ok ? (
            <span className={text.second}>{i18n.t('replay.editor.canBeSent')}</span>
          ) : (
            <span className={text.error}>
              <Icon name="error" small /> {reading.message}
            </span>
          )}
        </p>
        <label htmlFor={`${id}-headers`}>{i18n.t('replay.editor.headers')}</label>
        <textarea
          id={`${id}-headers`}
          className={`${code.code} ${styles.headers}`}
          value={draft.headers}
          spellCheck={false}
          onChange={(event) => editReplay({ headers: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
