import { i18n } from '#i18n';
import { CopyButton } from '@/components/atoms/CopyButton';
import { DiffCode, textAfter } from '@/components/atoms/DiffCode';
import { DocsLink } from '@/components/atoms/DocsLink';
import { docsTitle } from '@/components/atoms/docs-title';
import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import { usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Finding, Fix } from '@/lib/model/judgement';
import { toneOfSeverity } from '@/lib/store/problems';
import { EvidenceList } from './EvidenceList';
import styles from './FixPane.module.css';
import { selectedFindingOf } from './selected-finding';

/** The chosen finding: why it matters, its proof, the change, and the vendor's page. */
export function FixPane({ findings }: { findings: readonly Finding[] }) {
  const finding = selectedFindingOf(
    findings,
    usePanel((state) => state.selectedFinding),
  );
  if (!finding) return null;
  const tone = toneOfSeverity(finding.severity);
  return (
    <section aria-label={i18n.t('overview.findings.selected')}>
      <div className={pane.head}>
        <Icon name={tone} className={text[tone]} />
        <h2 title={finding.title}>
          <RichText text={finding.title} />
        </h2>
        <span className={text.grow} />
        {finding.docs && <DocsLink href={finding.docs}>{docsTitle(finding.docs)}</DocsLink>}
      </div>
      <div className={styles.fix}>
        <p>
          <RichText text={finding.explanation} />
        </p>
        <EvidenceList evidence={finding.evidence} />
        {finding.fix && <FixSteps fix={finding.fix} />}
      </div>
    </section>
  );
}

function FixSteps({ fix }: { fix: Fix }) {
  return (
    <>
      <div className={text.row}>
        <h3 className={text.grow}>
          <RichText text={fix.title} />
        </h3>
        {fix.code && (
          <CopyButton text={textAfter(fix.code)} label={i18n.t('overview.findings.copyFix')}>
            {i18n.t('overview.findings.copyFix')}
          </CopyButton>
        )}
      </div>
      {fix.text && (
        <p>
          <RichText text={fix.text} />
        </p>
      )}
      {fix.code && <DiffCode lines={fix.code} label={i18n.t('overview.findings.fixAsDiff')} />}
    </>
  );
}
