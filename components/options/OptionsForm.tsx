import { useId, useState } from 'react';
import { Button } from '@/components/atoms/Button';
import { StatusMark } from '@/components/atoms/StatusMark';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import { DeleteRecordings } from './DeleteRecordings';
import styles from './OptionsForm.module.css';
import { draftOf, type OptionsDraft, type RecordingOptions, readDraft } from './options-draft';

type OptionsFormProps = {
  options: RecordingOptions;
  isHost: (host: string) => boolean;
  onSave: (options: RecordingOptions) => Promise<void>;
  onDelete: () => Promise<boolean>;
};

/** What is recorded, of whom, and how much of it is kept. */
export function OptionsForm({ options, isHost, onSave, onDelete }: OptionsFormProps) {
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
        <Section
          title="Data kept"
          note="Recordings stay in this browser and go when their tab is closed. Options and checks are not deleted here."
        >
          <DeleteRecordings onDelete={onDelete} />
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

function Section({ title, note, children }: { title: string; note: string; children: React.ReactNode }) {
  const id = useId();
  return (
    <fieldset className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className={text.second}>{note}</p>
      {children}
    </fieldset>
  );
}

function Check({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className={`${controls.check} ${styles.check}`}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

type FieldProps = { label: string; value: string; isWrong: boolean; onChange: (value: string) => void };

function Field({ label, value, isWrong, onChange }: FieldProps) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        className={controls.input}
        inputMode="numeric"
        aria-invalid={isWrong}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
