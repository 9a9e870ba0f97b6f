import { useCallback, useId, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Icon } from '@/components/atoms/Icon';
import { useEscape } from '@/components/layout/escape';
import { useFirstField } from '@/components/layout/use-first-field';
import { useActions } from '@/components/panel-context';
import code from '@/components/shared/code.module.css';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { describeCondition } from '@/lib/expectations/describe';
import type { Check } from '@/lib/expectations/expectations';
import styles from './CheckEditor.module.css';
import { CheckFormFields } from './CheckFormFields';
import { type CheckForm, conditionOfForm, EMPTY_FORM, formOfCondition, idOfTitle, readDraft } from './check-draft';

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** Writes a check by hand: by a form where one can say it, and as JSON always. */
export function CheckEditor({ check, onClose }: { check: Check | undefined; onClose: () => void }) {
  const { saveCheck } = useActions();
  const first = check?.expect ?? conditionOfForm(EMPTY_FORM);
  const [title, setTitle] = useState(check?.title ?? '');
  const [json, setJson] = useState(pretty(first));
  const [form, setForm] = useState(() => formOfCondition(first));
  const [wasTried, setTried] = useState(false);
  const editor = useFirstField();
  const titleId = useId();
  const jsonId = useId();
  const messageId = useId();

  const draft = readDraft(check?.id ?? idOfTitle(title), title || 'Untitled', json);
  const lacksTitle = title.trim() === '';
  const name = i18n.t(check ? 'checks.editor.editCheck' : 'checks.editor.newCheck');

  const changeForm = (next: CheckForm) => {
    setForm(next);
    setJson(pretty(conditionOfForm(next)));
  };
  const changeJson = (next: string) => {
    setJson(next);
    const read = readDraft('draft', 'Draft', next);
    setForm(read.ok ? formOfCondition(read.check.expect) : undefined);
  };
  const save = () => {
    setTried(true);
    if (!draft.ok || lacksTitle) return;
    saveCheck(draft.check, check?.id);
    onClose();
  };
  useEscape(
    useCallback(() => {
      onClose();
      return true;
    }, [onClose]),
  );

  return (
    <section className={pane.pane} aria-label={name}>
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>{name}</h2>
      </div>
      <form
        ref={editor}
        className={styles.editor}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label htmlFor={titleId}>{i18n.t('checks.editor.title')}</label>
        <input
          id={titleId}
          className={controls.input}
          value={title}
          maxLength={200}
          placeholder={i18n.t('checks.editor.titleExample')}
          title={i18n.t('checks.editor.titleExample')}
          aria-invalid={wasTried && lacksTitle}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {form ? (
          <CheckFormFields form={form} onChange={changeForm} />
        ) : (
          <p className={`${text.meta} ${styles.wide}`}>{i18n.t('checks.editor.noForm')}</p>
        )}
        <label htmlFor={jsonId}>{i18n.t('checks.editor.json')}</label>
        <textarea
          id={jsonId}
          className={`${code.code} ${styles.json}`}
          spellCheck={false}
          value={json}
          aria-invalid={!draft.ok}
          aria-describedby={messageId}
          onChange={(event) => changeJson(event.currentTarget.value)}
        />
        <p id={messageId} className={styles.wide} aria-live="polite">
          {draft.ok ? (
            <span className={text.second}>{describeCondition(draft.check.expect)}</span>
          ) : (
            <span className={`${text.state} ${text.error} ${styles.message}`}>
              <Icon name="error" small />
              <span>{draft.message}</span>
            </span>
          )}
          {wasTried && lacksTitle && (
            <span className={`${text.error} ${styles.own}`}>{i18n.t('checks.editor.needsTitle')}</span>
          )}
        </p>
        <div className={styles.buttons}>
          <Button onClick={onClose}>{i18n.t('common.cancel')}</Button>
          <Button look="primary" icon="check" disabled={!draft.ok} onClick={save}>
            {i18n.t('checks.editor.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
