import { i18n } from '#i18n';
import { formatCount } from '@/components/atoms/format';
import { RichText } from '@/components/atoms/RichText';
import { StatusMark } from '@/components/atoms/StatusMark';
import { VerdictGlyph } from '@/components/atoms/VerdictGlyph';
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
        aria-label={i18n.t('popup.verdict')}
        data-verdict={glance.value}
        className={`${styles.verdict} ${styles[tone]}`}
      >
        <VerdictGlyph tone={tone} />
        <div>
          <h1>
            <span className={text[tone]}>{glance.state}</span> — <RichText text={glance.cause} />
          </h1>
          <p>
            <RichText text={glance.nextStep} />
          </p>
        </div>
      </section>
      <ul className={styles.facts} aria-label={i18n.t('popup.facts')}>
        {glance.facts.map((fact) => (
          <li key={fact.name}>
            <span className={text.second}>{fact.name}</span>
            <StatusMark tone={fact.tone}>{fact.text}</StatusMark>
          </li>
        ))}
        {error + warning > 0 && (
          <li>
            <span className={text.second}>{i18n.t('popup.findings')}</span>
            <StatusMark tone={error > 0 ? 'error' : 'warn'}>{countsText(error, warning)}</StatusMark>
          </li>
        )}
      </ul>
    </>
  );
}

function countsText(errors: number, warnings: number): string {
  const ofErrors = i18n.t('popup.errors', errors, [formatCount(errors)]);
  const ofWarnings = i18n.t('popup.warnings', warnings, [formatCount(warnings)]);
  if (errors > 0 && warnings > 0) return i18n.t('popup.errorsAndWarnings', [ofErrors, ofWarnings]);
  return errors > 0 ? ofErrors : ofWarnings;
}
