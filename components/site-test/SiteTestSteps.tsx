import { i18n } from '#i18n';
import { RichText } from '@/components/atoms/RichText';
import { StatusGlyph } from '@/components/atoms/StatusMark';
import text from '@/components/shared/text.module.css';
import type { SiteTestStep } from '@/lib/model/site-test';
import type { Tone } from '@/lib/store/problems';
import styles from './SiteTest.module.css';

const NAMES: Record<SiteTestStep['name'], string> = {
  script: i18n.t('siteTest.script'),
  click: i18n.t('siteTest.click'),
  cookie: i18n.t('siteTest.cookie'),
  queue: i18n.t('siteTest.queue'),
  lead: i18n.t('siteTest.lead'),
  response: i18n.t('siteTest.response'),
};

const STATES: Record<SiteTestStep['state'], { tone: Tone; word: string }> = {
  waiting: { tone: 'none', word: i18n.t('siteTest.waiting') },
  passed: { tone: 'ok', word: i18n.t('siteTest.passed') },
  warned: { tone: 'warn', word: i18n.t('siteTest.warned') },
  failed: { tone: 'error', word: i18n.t('siteTest.failed') },
  skipped: { tone: 'info', word: i18n.t('siteTest.skipped') },
};

/** The steps of a test with how each stands. */
export function SiteTestSteps({ steps }: { steps: readonly SiteTestStep[] }) {
  return (
    <ol className={styles.steps} aria-label={i18n.t('siteTest.steps')} aria-live="polite">
      {steps.map(({ name, state, text: words }) => (
        <li key={name} data-step={name} data-state={state}>
          <StatusGlyph tone={STATES[state].tone} label={STATES[state].word} />
          <b>{NAMES[name]}</b>
          <span className={text.second}>
            <RichText text={words} />
          </span>
        </li>
      ))}
    </ol>
  );
}
