import { i18n } from '#i18n';
import { EventRef } from '@/components/atoms/EventRef';
import { RichText } from '@/components/atoms/RichText';
import { Sentence } from '@/components/atoms/Sentence';
import { StatusGlyph } from '@/components/atoms/StatusMark';
import { Tally } from '@/components/atoms/Tally';
import { useActions, usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Evidence, Finding, Severity } from '@/lib/model/judgement';
import { toneOfSeverity } from '@/lib/store/problems';
import styles from './FindingList.module.css';
import { findingKey, selectedFindingOf } from './selected-finding';

const SEVERITY_WORDS: Record<Severity, string> = {
  error: i18n.t('overview.findings.error'),
  warning: i18n.t('overview.findings.warning'),
  info: i18n.t('overview.findings.note'),
};
const SHOWN_REFS = 2;

/** Every finding by severity; the chosen one is explained beside. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const selected = selectedFindingOf(
    findings,
    usePanel((state) => state.selectedFinding),
  );
  const { selectFinding } = useActions();
  return (
    <section className={`${pane.pane} ${pane.fixed} ${styles.list}`} aria-label={i18n.t('overview.findings.section')}>
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>{i18n.t('overview.findings.title')}</h2>
        <Tally findings={findings} />
      </div>
      {findings.length === 0 && <p className={`${pane.pad} ${text.second}`}>{i18n.t('overview.findings.none')}</p>}
      <ul className={pane.scroll} aria-label={i18n.t('overview.findings.title')}>
        {findings.map((finding) => (
          <li
            key={findingKey(finding)}
            className={styles.item}
            data-rule={finding.rule}
            data-severity={finding.severity}
          >
            <button
              type="button"
              className={`${pane.item} ${styles.button}`}
              aria-current={finding === selected}
              onClick={() => selectFinding(findingKey(finding))}
            >
              <StatusGlyph tone={toneOfSeverity(finding.severity)} label={SEVERITY_WORDS[finding.severity]} />
              <span className={finding.because ? text.second : undefined}>
                <RichText text={finding.title} />
                {finding.because && <Because rule={finding.because} findings={findings} />}
              </span>
            </button>
            <span className={styles.refs}>
              {distinct(finding.evidence).map((evidence) => (
                <EventRef key={evidence.entryId} entryId={evidence.entryId} number={evidence.number} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The finding that explains this one, by its own words. */
function Because({ rule, findings }: { rule: string; findings: readonly Finding[] }) {
  const cause = findings.find((finding) => finding.rule === rule);
  return (
    <span className={text.meta}>
      {' '}
      <Sentence
        text={i18n.t('overview.findings.because', { cause: '{cause}' })}
        slots={{ cause: <RichText text={cause?.title ?? rule} /> }}
      />
    </span>
  );
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((one) => [one.entryId, one])).values()].slice(0, SHOWN_REFS);
}
