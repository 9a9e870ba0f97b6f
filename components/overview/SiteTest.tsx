import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { useActions, usePanel } from '@/components/panel-context';
import { SiteTestCard } from '@/components/site-test/SiteTestCard';
import styles from './OverviewView.module.css';

/** The test of this tab's site, above everything else while there is one. */
export function SiteTest() {
  const view = usePanel((state) => state.siteTest);
  const refused = usePanel((state) => state.siteTestRefused);
  const isPlanning = usePanel((state) => state.isPlanningSiteTest);
  const { startSiteTest, finishSiteTest, cancelSiteTest, forgetSignup, closeSiteTest } = useActions();
  return (
    <div className={styles.siteTest}>
      <SiteTestCard
        view={view}
        isPlanning={isPlanning}
        refused={refused}
        onStart={startSiteTest}
        onFinish={finishSiteTest}
        onCancel={cancelSiteTest}
        onForget={forgetSignup}
        onClose={closeSiteTest}
      />
    </div>
  );
}

/** Where there is no test yet, and the recording is this tab's own. */
export function SiteTestButton() {
  const isIdle = usePanel(
    ({ siteTest, isPlanningSiteTest, imported }) => siteTest.state === 'idle' && !isPlanningSiteTest && !imported,
  );
  const { planSiteTest } = useActions();
  if (!isIdle) return null;
  return (
    <Button icon="play" onClick={planSiteTest}>
      {i18n.t('siteTest.title')}
    </Button>
  );
}
