import { RichText } from '@/components/atoms/RichText';
import { StatusGlyph } from '@/components/atoms/StatusMark';
import text from '@/components/shared/text.module.css';
import type { SiteTestStep } from '@/lib/model/site-test';
import type { Tone } from '@/lib/store/problems';
import styles from './SiteTest.module.css';

const NAMES: Record<SiteTestStep['name'], string> = {
  script: 'Script',
  click: 'Click',
  cookie: 'Cookie',
  queue: 'Queue',
  lead: 'Lead',
  response: 'Response',
};

const STATES: Record<SiteTestStep['state'], { tone: Tone; word: string }> = {
  waiting: { tone: 'none', word: 'Waiting' },
  passed: { tone: 'ok', word: 'Passed' },
  warned: { tone: 'warn', word: 'Warning' },
  failed: { tone: 'error', word: 'Failed' },
  skipped: { tone: 'info', word: 'Skipped' },
};

/** The steps of a test with how each stands. */
export function SiteTestSteps({ steps }: { steps: readonly SiteTestStep[] }) {
  return (
    <ol className={styles.steps} aria-label="Test steps" aria-live="polite">
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
