import type { CheckResult, CheckState } from '@/lib/expectations/expectations';
import { tallyOf } from '@/lib/store/check-results';
import styles from './CheckProgress.module.css';

const ORDER: CheckState[] = ['pass', 'fail', 'not-yet'];

/** One segment a check, and the same in words. */
export function CheckProgress({ results }: { results: readonly CheckResult[] }) {
  const { passed, failed, open, all } = tallyOf(results);
  const sorted = results.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const others = [...(failed > 0 ? [`${failed} fail`] : []), ...(open > 0 ? [`${open} not yet`] : [])];
  return (
    <>
      <span className={styles.progress} role="img" aria-label={`${passed} passed, ${failed} failed, ${open} not yet`}>
        {sorted.map(({ id, state }) => (
          <i key={id} data-state={state} />
        ))}
      </span>
      <span className={styles.words} aria-live="polite">
        <b>
          {passed} of {all}
        </b>{' '}
        pass{others.map((other) => `, ${other}`)}
      </span>
    </>
  );
}
