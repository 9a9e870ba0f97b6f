import { type ReactNode, useId } from 'react';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import styles from './OptionsForm.module.css';

/** What the options form is made of. */

export function Section({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className={text.second}>{note}</p>
      {children}
    </fieldset>
  );
}

export function Check({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className={`${controls.check} ${styles.check}`}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

type FieldProps = { label: string; value: string; isWrong: boolean; onChange: (value: string) => void };

export function Field({ label, value, isWrong, onChange }: FieldProps) {
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
