import { useState } from 'react';
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

const THEME_WORDS = { system: 'As DevTools and the system', light: 'Light', dark: 'Dark' };

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
        <Section title="Recording" note="Nothing leaves this browser. Private windows are never written to disk.">
          <Check
            label="Record tracker traffic"
            isOn={draft.recording}
            onChange={(recording) => change({ recording })}
          />
          <Check
            label="Also before DevTools is opened on a page, so that its first click is not missed"
            isOn={draft.beforeDevTools}
            onChange={(beforeDevTools) => change({ beforeDevTools })}
          />
        </Section>
        <Section
          title="Tracker hosts"
          note="Hosts of a self-hosted tracker or a proxy, one a line, such as track.example.com or localhost:8080. The vendor’s own are always known."
        >
          <textarea
            className={`${controls.input} ${text.mono} ${styles.hosts}`}
            aria-label="Tracker hosts"
            aria-invalid={!read.ok && read.field === 'hosts'}
            spellCheck={false}
            rows={4}
            value={draft.hosts}
            onChange={(event) => change({ hosts: event.currentTarget.value })}
          />
        </Section>
        <Section
          title="Limits of each tab’s recording"
          note="At a limit the oldest observations are dropped, and the panel says so."
        >
          <Field
            label="Observations"
            value={draft.maxRecords}
            isWrong={!read.ok && read.field === 'maxRecords'}
            onChange={(maxRecords) => change({ maxRecords })}
          />
          <Field
            label="Megabytes"
            value={draft.maxMegabytes}
            isWrong={!read.ok && read.field === 'maxMegabytes'}
            onChange={(maxMegabytes) => change({ maxMegabytes })}
          />
        </Section>
        <Section
          title="Toolbar button"
          note="A sign for the verdict of the page in the tab; the popup tells it in words."
        >
          <Check label="Show the verdict on the button" isOn={draft.badge} onChange={(badge) => change({ badge })} />
        </Section>
        <Section title="Appearance" note="For the panel, the popup, the demo and this page.">
          <label className={styles.field}>
            <span>Theme</span>
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
        <Section
          title="Exported sessions"
          note="How “Export session” begins; it shows what is replaced before anything is saved, and can be changed there."
        >
          <RedactionDefaults redact={draft.redact} keptKinds={draft.keptKinds} onChange={change} />
        </Section>
        <Section
          title="Data kept"
          note="Recordings stay in this browser and go when their tab is closed. Options and checks are not deleted here."
        >
          <KeptRecordings onMeasure={onMeasure} onDelete={onDelete} />
        </Section>
        <div className={styles.foot}>
          <Button look="primary" disabled={!read.ok} onClick={save}>
            Save options
          </Button>
          <span aria-live="polite">
            {!read.ok && <StatusMark tone="error">{read.message}</StatusMark>}
            {outcome === 'saved' && <StatusMark tone="ok">Saved</StatusMark>}
            {outcome === 'refused' && (
              <StatusMark tone="error">
                The browser refused to store the options. Nothing was changed; try again.
              </StatusMark>
            )}
          </span>
        </div>
      </form>
    </main>
  );
}
