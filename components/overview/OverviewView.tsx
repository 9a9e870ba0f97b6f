import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { usePanel } from '@/components/panel-context';
import { isFirstReading, judgementOf } from '@/lib/store/selectors';
import { FindingList } from './FindingList';
import { FixPane } from './FixPane';
import { Funnel } from './Funnel';
import { LastLead } from './LastLead';
import { NotDetected } from './NotDetected';
import styles from './OverviewView.module.css';
import { SiteTest, SiteTestButton } from './SiteTest';
import { SourceCoverage } from './SourceCoverage';
import { TrackerCard } from './TrackerCard';
import { VerdictBanner } from './VerdictBanner';
import { WhatIf } from './WhatIf';

/** The answer, what it rests on, and the fix; above them a test of the site, while there is one. */
export function OverviewView() {
  return (
    <div className={styles.whole}>
      <SiteTest />
      <Answer />
    </div>
  );
}

function Answer() {
  return usePanel(isFirstReading) ? <EmptyNote title={i18n.t('overview.reading')} /> : <Judged />;
}

function Judged() {
  const { verdict, findings, funnel, tracker, coverage } = usePanel(judgementOf);
  if (verdict.value === 'no-tracker') return <NotDetected />;
  return (
    <div className={styles.overview}>
      <div className={styles.verdict}>
        <VerdictBanner verdict={verdict} />
        <div className={styles.test}>
          <SiteTestButton />
        </div>
      </div>
      <div className={styles.funnel}>
        <Funnel stages={funnel.stages} links={funnel.links} />
      </div>
      <div className={styles.findings}>
        <FindingList findings={findings} />
        <WhatIf />
      </div>
      <div className={styles.fix}>
        <FixPane findings={findings} />
        <LastLead />
      </div>
      <div className={styles.tracker}>
        <TrackerCard tracker={tracker} />
        <SourceCoverage coverage={coverage} />
      </div>
    </div>
  );
}
