import { RichText } from '@/components/atoms/RichText';
import { StatusMark } from '@/components/atoms/StatusMark';
import text from '@/components/shared/text.module.css';
import type { Glance } from '@/lib/model/glance';
import { TONE_OF_VERDICT } from '@/lib/store/problems';
import styles from './GlanceView.module.css';

/** The verdict in one line, three facts, and what to do next. */
export function GlanceView({ glance }: { glance: Glance }) {
  const tone = TONE_OF_VERDICT[glance.value];
  const { error, warning } = glance.findings;
  return (
    <>
      <section
        role="status"
        aria-label="Verdict"
        data-verdict={glance.value}
        className={`${styles.verdict} ${styles[tone]}`}
      >
        <h1>
          <span className={text[tone]}>{glance.state}</span> — <RichText text={glance.cause} />
        </h1>
        <p>
          <RichText text={glance.nextStep} />
        </p>
      </section>
      <ul className={styles.facts} aria-label="Facts">
        {glance.facts.map((fact) => (
          <li key={fact.name}>
            <span className={text.second}>{fact.name}</span>
            <StatusMark tone={fact.tone}>{fact.text}</StatusMark>
          </li>
        ))}
        {error + warning > 0 && (
          <li>
            <span className={text.second}>Findings</span>
            <StatusMark tone={error > 0 ? 'error' : 'warn'}>{countsText(error, warning)}</StatusMark>
          </li>
        )}
      </ul>
    </>
  );
}

function countsText(errors: number, warnings: number): string {
  const parts = [errors > 0 && counted(errors, 'error'), warnings > 0 && counted(warnings, 'warning')];
  return parts.filter(Boolean).join(', ');
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
