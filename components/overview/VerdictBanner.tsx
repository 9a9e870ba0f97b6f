import { i18n } from '#i18n';
import { RichText } from '@/components/atoms/RichText';
import { VerdictGlyph } from '@/components/atoms/VerdictGlyph';
import text from '@/components/shared/text.module.css';
import type { Verdict } from '@/lib/model/judgement';
import { TONE_OF_VERDICT } from '@/lib/store/problems';
import styles from './VerdictBanner.module.css';

/** The state, the cause, and the next step, announced when they change. */
export function VerdictBanner({ verdict }: { verdict: Verdict }) {
  const tone = TONE_OF_VERDICT[verdict.value];
  return (
    <div
      role="status"
      aria-label={i18n.t('overview.verdict')}
      data-verdict={verdict.value}
      className={`${styles.verdict} ${styles[tone]}`}
    >
      <VerdictGlyph tone={tone} className={styles.glyph} />
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
