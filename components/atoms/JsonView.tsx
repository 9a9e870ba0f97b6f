import styles from './BodyView.module.css';
import { CopyButton } from './CopyButton';
import { LongCode } from './LongCode';

type JsonViewProps = {
  value: unknown;
  label: string;
  /** What the copy button says. */
  copyLabel: string;
};

/** A value as indented JSON, to read and to copy. */
export function JsonView({ value, label, copyLabel }: JsonViewProps) {
  const json = JSON.stringify(value, null, 2) ?? 'undefined';
  return (
    <div className={styles.body}>
      <LongCode text={json} label={label} isJson />
      <span className={styles.copy}>
        <CopyButton text={json} label={copyLabel} />
      </span>
    </div>
  );
}
