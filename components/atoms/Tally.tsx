import { i18n } from '#i18n';
import text from '@/components/shared/text.module.css';
import type { Finding } from '@/lib/model/judgement';
import { toneOfSeverity } from '@/lib/store/problems';
import { formatCount } from './format';
import { Icon } from './Icon';
import styles from './Tally.module.css';

const WORDS = { error: 'atoms.errors', warning: 'atoms.warnings', info: 'atoms.notes' } as const;
const ORDER = ['error', 'warning', 'info'] as const;

/** How many of each severity; what there is none of is left out. */
export function Tally({ findings }: { findings: readonly Pick<Finding, 'severity'>[] }) {
  return (
    <span className={styles.tally}>
      {ORDER.map((severity) => {
        const count = findings.filter((finding) => finding.severity === severity).length;
        const tone = toneOfSeverity(severity);
        return count === 0 ? null : (
          <span key={severity} className={text.state}>
            <Icon name={tone} small className={text[tone]} />
            {i18n.t(WORDS[severity], count, [formatCount(count)])}
          </span>
        );
      })}
    </span>
  );
}
