import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { formatDayOfYear } from '@/components/atoms/format';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import type { RecordedSignup, SignupChoice } from '@/lib/model/site-test';
import styles from './SiteTest.module.css';

type SignupFieldsProps = {
  choice: SignupChoice;
  recorded: RecordedSignup | undefined;
  onChoose(choice: SignupChoice): void;
  onForget(origin: string): void;
};

/** Who signs up: the person, to be remembered or not, or a recording of an earlier time. */
export function SignupFields({ choice, recorded, onChoose, onForget }: SignupFieldsProps) {
  const isRecorded = choice.kind === 'recorded';
  return (
    <div className={styles.signup}>
      {recorded && (
        <div className={styles.buttons}>
          <Check
            label={i18n.t('siteTest.byItself', [formatDayOfYear(recorded.recordedAt)])}
            isOn={isRecorded}
            onChange={(isOn) =>
              onChoose(isOn ? { kind: 'recorded', freshEmail: false } : { kind: 'by-hand', remember: false })
            }
          />
          <Button aria-label={i18n.t('siteTest.forgetRecorded')} onClick={() => onForget(recorded.origin)}>
            {i18n.t('siteTest.forget')}
          </Button>
        </div>
      )}
      {isRecorded && recorded?.hasEmail && (
        <Check
          label={i18n.t('siteTest.freshEmail', { address: 'jo+mig2k4xc@…' })}
          isOn={choice.freshEmail}
          onChange={(freshEmail) => onChoose({ kind: 'recorded', freshEmail })}
        />
      )}
      {!isRecorded && (
        <Check
          label={i18n.t('siteTest.remember')}
          isOn={choice.remember}
          onChange={(remember) => onChoose({ kind: 'by-hand', remember })}
        />
      )}
      <p className={text.second}>
        {isRecorded && i18n.t('siteTest.byItselfNote')}
        {!isRecorded && choice.remember && i18n.t('siteTest.rememberNote')}
      </p>
    </div>
  );
}

function Check({ label, isOn, onChange }: { label: string; isOn: boolean; onChange(isOn: boolean): void }) {
  return (
    <label className={controls.check}>
      <input type="checkbox" checked={isOn} onChange={({ currentTarget: { checked } }) => onChange(checked)} />
      {label}
    </label>
  );
}
