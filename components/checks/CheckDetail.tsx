import { Button } from '@/components/atoms/Button';
import { JsonView } from '@/components/atoms/JsonView';
import { RichText } from '@/components/atoms/RichText';
import { EvidenceList } from '@/components/overview/EvidenceList';
import { useActions } from '@/components/panel-context';
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
    <section className={pane.pane} aria-label="Selected check">
      <div className={`${pane.head} ${pane.headLine}`}>
        <CheckGlyph state={result.state} />
        <h2 title={check.title}>
          <RichText text={check.title} />
        </h2>
        <span className={text.grow} />
        <Button look="ghost" icon="edit" onClick={onEdit}>
          Edit
        </Button>
        <Button look="ghost" icon="cross" aria-label="Remove check" onClick={() => removeCheck(check.id)} />
      </div>
      <dl className={styles.facts}>
        <dt>State</dt>
        <dd>{wordOf(result)}</dd>
        <dt>Expected</dt>
        <dd>
          <RichText text={result.expected} />
        </dd>
        <dt>Received</dt>
        <dd className={text[STATES[result.state].colour]}>
          <RichText text={result.received} />
        </dd>
        {result.progress && (
          <>
            <dt>Progress</dt>
            <dd>
              {result.progress.done} of {result.progress.of}
            </dd>
          </>
        )}
      </dl>
      <div className={styles.evidence}>
        <h3>Evidence</h3>
        {result.evidence.length > 0 ? (
          <EvidenceList evidence={result.evidence} />
        ) : (
          <p className={text.third}>No event speaks for or against it.</p>
        )}
        <h3>Condition</h3>
        <JsonView value={check.expect} label="Condition" />
      </div>
    </section>
  );
}
