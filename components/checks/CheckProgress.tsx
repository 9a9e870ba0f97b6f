import { i18n } from '#i18n';
import { Sentence } from '@/components/atoms/Sentence';
import type { CheckResult, CheckState } from '@/lib/expectations/expectations';
import { tallyOf } from '@/lib/store/check-results';
import styles from './CheckProgress.module.css';

const ORDER: CheckState[] = ['pass', 'fail', 'not-yet'];

/** One segment a check, and the same in words. */
export function CheckProgress({ results }: { results: readonly CheckResult[] }) {
  const { passed, failed, open, all } = tallyOf(results);
  const sorted = results.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <>
      <span className={styles.progress} role="img" aria-label={i18n.t('checks.tally.spoken', [passed, failed, open])}>
        {sorted.map(({ id, state }) => (
          <i key={id} data-state={state} />
        ))}
      </span>
      <span className={styles.words} aria-live="polite">
        <Sentence
          text={shareWords(failed, open)}
          slots={{ share: <b>{i18n.t('checks.tally.share', [passed, all])}</b> }}
        />
      </span>
    </>
  );
}

const SHARE = { share: '{share}' };

/** How many pass is left open, as it stands out in the sentence. */
function shareWords(failed: number, open: number): string {
  if (failed > 0 && open > 0) return i18n.t('checks.tally.someFailAndOpen', [failed, open], SHARE);
  if (failed > 0) return i18n.t('checks.tally.someFail', [failed], SHARE);
  return open > 0 ? i18n.t('checks.tally.someOpen', [open], SHARE) : i18n.t('checks.tally.allPass', SHARE);
}
