import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import text from '@/components/shared/text.module.css';
import type { Verdict, VerdictValue } from '@/lib/model/judgement';
import type { Tone } from '@/lib/store/problems';
import styles from './VerdictBanner.module.css';

const TONES: Record<VerdictValue, Tone> = {
  attributed: 'ok',
  'server-side': 'ok',
  'at-risk': 'warn',
  'test-only': 'warn',
  lost: 'error',
  pending: 'info',
  'no-tracker': 'none',
};

/** The state, the cause, and the next step, announced when they change. */
export function VerdictBanner({ verdict }: { verdict: Verdict }) {
  const tone = TONES[verdict.value];
  return (
    <div
      role="status"
      aria-label="Verdict"
      data-verdict={verdict.value}
      className={`${styles.verdict} ${styles[tone]}`}
    >
      <Icon name={tone === 'info' ? 'clock' : tone} className={`${styles.glyph} ${text[tone]}`} />
      <div>
        <h1>
          <span className={text[tone]}>{verdict.state}</span> — <RichText text={verdict.cause} />
        </h1>
        <p>
          <RichText text={verdict.nextStep} />
        </p>
      </div>
    </div>
  );
}
