import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { JsonView } from '@/components/atoms/JsonView';
import { RichText } from '@/components/atoms/RichText';
import { EvidenceList } from '@/components/overview/EvidenceList';
import { useActions } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Check, CheckResult } from '@/lib/expectations/expectations';
import styles from './CheckDetail.module.css';
import { CheckGlyph } from './CheckGlyph';
import { STATES, wordOf } from './check-states';

type DetailProps = { check: Check; result: CheckResult; onEdit: () => void };

/** One check: what it expects, what came, and the events that show it. */
export function CheckDetail({ check, result, onEdit }: DetailProps) {
  const { removeCheck } = useActions();
  return (
    <section className={pane.pane} aria-label={i18n.t('checks.detail.title')}>
      <div className={`${pane.head} ${pane.headLine}`}>
        <CheckGlyph state={result.state} />
        <h2 title={check.title}>
          <RichText text={check.title} />
        </h2>
        <span className={text.grow} />
        <div className={`${controls.actions} ${styles.actions}`}>
          <Button look="ghost" icon="edit" onClick={onEdit}>
            {i18n.t('checks.detail.edit')}
          </Button>
          <Button look="ghost" icon="cross" onClick={() => removeCheck(check.id, i18n.t('checks.detail.isRemoved'))}>
            {i18n.t('checks.detail.remove')}
          </Button>
        </div>
      </div>
      <dl className={styles.facts}>
        <dt>{i18n.t('checks.detail.state')}</dt>
        <dd>{wordOf(result)}</dd>
        <dt>{i18n.t('checks.detail.expected')}</dt>
        <dd>
          <RichText text={result.expected} />
        </dd>
        <dt>{i18n.t('checks.detail.received')}</dt>
        <dd className={text[STATES[result.state].colour]}>
          <RichText text={result.received} />
        </dd>
        {result.progress && (
          <>
            <dt>{i18n.t('checks.detail.progress')}</dt>
            <dd>{i18n.t('checks.detail.progressOf', [result.progress.done, result.progress.of])}</dd>
          </>
        )}
      </dl>
      <div className={styles.evidence}>
        <h3>{i18n.t('checks.detail.evidence')}</h3>
        {result.evidence.length > 0 ? (
          <EvidenceList evidence={result.evidence} />
        ) : (
          <p className={text.third}>{i18n.t('checks.detail.noEvidence')}</p>
        )}
        <h3>{i18n.t('checks.detail.condition')}</h3>
        <JsonView
          value={check.expect}
          label={i18n.t('checks.detail.condition')}
          copyLabel={i18n.t('checks.detail.copyCondition')}
        />
      </div>
    </section>
  );
}
