import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { StatusMark } from '@/components/atoms/StatusMark';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import type { KeptSize } from '@/lib/model/kept-size';
import { type Settings, THEMES } from '@/lib/model/settings';
import { KeptRecordings } from './KeptRecordings';
import { Check, Field, Section } from './OptionFields';
import styles from './OptionsForm.module.css';
import { draftOf, type OptionsDraft, readDraft } from './options-draft';
import { RedactionDefaults } from './RedactionDefaults';

type OptionsFormProps = {
  options: Settings;
  isHost: (host: string) => boolean;
  onSave: (options: Settings) => Promise<void>;
  /** Undefined where the background cannot tell. */
  onMeasure: () => Promise<KeptSize | undefined>;
  onDelete: () => Promise<boolean>;
};

const THEME_WORDS = {
  system: i18n.t('options.themeSystem'),
  light: i18n.t('options.themeLight'),
  dark: i18n.t('options.themeDark'),
};

/** What is recorded, of whom, how much of it is kept, and how it leaves. */
export function OptionsForm({ options, isHost, onSave, onMeasure, onDelete }: OptionsFormProps) {
  const [draft, setDraft] = useState(() => draftOf(options));
  const [outcome, setOutcome] = useState<'saved' | 'refused'>();
  const read = readDraft(draft, isHost);
  const change = (part: Partial<OptionsDraft>) => {
    setDraft({ ...draft, ...part });
    setOutcome(undefined);
  };
  const save = async () => {
    if (!read.ok) return;
    try {
      await onSave(read.options);
      setOutcome('saved');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <main className={styles.page}>
      <h1>Affitor Inspector</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Section title={i18n.t('options.recording')} note={i18n.t('options.recordingNote')}>
          <Check
            label={i18n.t('options.record')}
            isOn={draft.recording}
            onChange={(recording) => change({ recording })}
          />
          <Check
            label={i18n.t('options.beforeDevTools')}
            isOn={draft.beforeDevTools}
            onChange={(beforeDevTools) => change({ beforeDevTools })}
          />
        </Section>
        <Section title={i18n.t('options.hosts')} note={i18n.t('options.hostsNote')}>
          <textarea
            className={`${controls.input} ${text.mono} ${styles.hosts}`}
            aria-label={i18n.t('options.hosts')}
            aria-invalid={!read.ok && read.field === 'hosts'}
            spellCheck={false}
            rows={4}
            value={draft.hosts}
            onChange={(event) => change({ hosts: event.currentTarget.value })}
          />
        </Section>
        <Section title={i18n.t('options.limits')} note={i18n.t('options.limitsNote')}>
          <Field
            label={i18n.t('options.maxRecords')}
            value={draft.maxRecords}
            isWrong={!read.ok && read.field === 'maxRecords'}
            onChange={(maxRecords) => change({ maxRecords })}
          />
          <Field
            label={i18n.t('options.maxMegabytes')}
            value={draft.maxMegabytes}
            isWrong={!read.ok && read.field === 'maxMegabytes'}
            onChange={(maxMegabytes) => change({ maxMegabytes })}
          />
        </Section>
        <Section title={i18n.t('options.button')} note={i18n.t('options.buttonNote')}>
          <Check label={i18n.t('options.badge')} isOn={draft.badge} onChange={(badge) => change({ badge })} />
        </Section>
        <Section title={i18n.t('options.appearance')} note={i18n.t('options.appearanceNote')}>
          <label className={styles.field}>
            <span>{i18n.t('options.theme')}</span>
            <select
              className={controls.input}
              value={draft.theme}
              onChange={({ currentTarget: { value } }) =>
                change({ theme: THEMES.find((theme) => theme === value) ?? 'system' })
              }
            >
              {THEMES.map((theme) => (
                <option key={theme} value={theme}>
                  {THEME_WORDS[theme]}
                </option>
              ))}
            </select>
          </label>
        </Section>
        <Section title={i18n.t('options.exports')} note={i18n.t('options.exportsNote')}>
          <RedactionDefaults redact={draft.redact} keptKinds={draft.keptKinds} onChange={change} />
        </Section>
        <Section title={i18n.t('options.kept')} note={i18n.t('options.keptNote')}>
          <KeptRecordings onMeasure={onMeasure} onDelete={onDelete} />
        </Section>
        <div className={styles.foot}>
          <Button look="primary" disabled={!read.ok} onClick={save}>
            {i18n.t('options.save')}
          </Button>
          <span aria-live="polite">
            {!read.ok && <StatusMark tone="error">{read.message}</StatusMark>}
            {outcome === 'saved' && <StatusMark tone="ok">{i18n.t('options.saved')}</StatusMark>}
            {outcome === 'refused' && <StatusMark tone="error">{i18n.t('options.saveRefused')}</StatusMark>}
          </span>
        </div>
      </form>
    </main>
  );
}
