import { i18n } from '#i18n';
import { KindMark } from '@/components/atoms/KindMark';
import { RichText } from '@/components/atoms/RichText';
import { useActions, usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import type { Evidence } from '@/lib/model/judgement';
import { timelineOfView } from '@/lib/store/selectors';
import styles from './EvidenceList.module.css';

/** What a claim rests on; each line opens its event. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const timeline = usePanel(timelineOfView);
  const { reveal } = useActions();
  if (evidence.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={i18n.t('overview.evidence')}>
      {evidence.map((proof) => (
        <li key={`${proof.entryId}${proof.pointer ?? ''}${proof.text}`}>
          <button
            type="button"
            className={styles.proof}
            title={i18n.t('overview.showInTimeline')}
            onClick={() => reveal(proof.entryId)}
          >
            <KindMark kind={timeline.byId.get(proof.entryId)?.kind ?? 'notice'} />
            <span className={styles.number}>#{proof.number}</span>
            <span className={text.trunc} title={proof.text}>
              <RichText text={proof.text} />
            </span>
            <code className={text.meta}>{proof.pointer}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}
