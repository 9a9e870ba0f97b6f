import { i18n } from '#i18n';
import { KINDS_REPLACED } from '@/components/session/redaction-words';
import { REDACTION_CATEGORIES } from '@/lib/session/sensitive-keys';
import { Check } from './OptionFields';
import styles from './OptionsForm.module.css';

type Defaults = { redact: boolean; keptKinds: readonly string[] };
type RedactionDefaultsProps = Defaults & { onChange(change: { redact?: boolean; keptKinds?: string[] }): void };

/** Whether exports are redacted, and of which kinds of personal data. */
export function RedactionDefaults({ redact, keptKinds, onChange }: RedactionDefaultsProps) {
  return (
    <>
      <Check label={i18n.t('options.redact')} isOn={redact} onChange={(on) => onChange({ redact: on })} />
      {redact && (
        <div className={styles.kinds}>
          {REDACTION_CATEGORIES.map((kind) => (
            <Check
              key={kind}
              label={KINDS_REPLACED[kind]}
              isOn={!keptKinds.includes(kind)}
              onChange={(on) => {
                const others = keptKinds.filter((one) => one !== kind);
                onChange({ keptKinds: on ? others : [...others, kind] });
              }}
            />
          ))}
        </div>
      )}
    </>
  );
}
