import { i18n } from '#i18n';
import { formatCount } from '@/components/atoms/format';
import { RichText } from '@/components/atoms/RichText';
import { StatusGlyph } from '@/components/atoms/StatusMark';
import text from '@/components/shared/text.module.css';
import type { SignupProgress } from '@/lib/model/site-test';
import styles from './SiteTest.module.css';

/** How far the signup is recorded, or made by itself. */
export function SignupLine({ progress }: { progress: SignupProgress }) {
  const isStopped = progress.kind === 'stopped';
  return (
    <p
      role="status"
      aria-label={i18n.t('siteTest.signup')}
      className={`${styles.signupLine} ${isStopped ? '' : text.second}`}
      data-signup={progress.kind}
    >
      {isStopped && <StatusGlyph tone="warn" label={i18n.t('siteTest.warned')} />}
      <span>
        <RichText text={wordsOf(progress)} />
      </span>
    </p>
  );
}

function wordsOf(progress: SignupProgress): string {
  switch (progress.kind) {
    case 'recording':
      return i18n.t('siteTest.recordedSteps', progress.steps, [formatCount(progress.steps)]);
    case 'playing': {
      const { field, step, of } = progress;
      return i18n.t('siteTest.fillingIn', { field, step: formatCount(step), of: formatCount(of) });
    }
    case 'played':
      return i18n.t('siteTest.filledIn');
    case 'stopped':
      return progress.text;
  }
}
