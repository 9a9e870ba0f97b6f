import { Button } from '@/components/atoms/Button';
import { CopyButton } from '@/components/atoms/CopyButton';
import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { SiteTestPlan, SiteTestResult, SiteTestView } from '@/lib/model/site-test';
import { cookiesText } from '@/lib/site-test/report';
import { TONE_OF_VERDICT } from '@/lib/store/problems';
import styles from './SiteTest.module.css';
import { SiteTestForm } from './SiteTestForm';
import { SiteTestSteps } from './SiteTestSteps';

export type SiteTestActions = {
  onStart(plan: SiteTestPlan): void;
  onFinish(): void;
  onCancel(): void;
  onClose(): void;
};

type CardProps = SiteTestActions & { view: SiteTestView; isPlanning: boolean; refused: string | undefined };

/** A test of the site: the form before it, its progress, and its result. Panel and popup show the same. */
export function SiteTestCard({ view, isPlanning, refused, onStart, onFinish, onCancel, onClose }: CardProps) {
  if (view.state === 'idle' && !isPlanning && refused === undefined) return null;
  return (
    <section className={styles.card} aria-label="Site test" data-site-test={view.state}>
      <h2>Test this site</h2>
      {refused !== undefined && (
        <p role="alert" className={`${pane.note} ${pane.error}`}>
          <Icon name="error" />
          <span>{refused}</span>
        </p>
      )}
      {view.state === 'idle' && isPlanning && view.proposal && (
        <SiteTestForm proposal={view.proposal} onStart={onStart} onClose={onClose} />
      )}
      {view.state === 'idle' && isPlanning && !view.proposal && (
        <p className={text.second}>This page cannot be tested. Open a page of the site first.</p>
      )}
      {view.state === 'idle' && !(isPlanning && view.proposal) && (
        <div className={styles.buttons}>
          <Button onClick={onClose}>Close</Button>
        </div>
      )}
      {view.state === 'running' && (
        <>
          <p className={text.second}>
            Sign up on the page now; the test ends by itself once the lead is answered. Finish it yourself where your
            server reports the signup. {!view.plan.routed && <b>The page is live: what you do there is real.</b>}
          </p>
          <SiteTestSteps steps={view.steps} />
          <div className={styles.buttons}>
            <Button icon="check" onClick={onFinish}>
              Finish test
            </Button>
            <Button onClick={onCancel}>Cancel test</Button>
          </div>
        </>
      )}
      {view.state === 'ended' && <Ended result={view.result} onClose={onClose} />}
    </section>
  );
}

const ENDS: Record<SiteTestResult['how'], string> = {
  finished: 'Finished.',
  cancelled: 'Cancelled.',
  interrupted: 'Interrupted before the page was opened.',
};

function Ended({ result, onClose }: { result: SiteTestResult; onClose(): void }) {
  const { how, verdict, steps, cookies, report, plan } = result;
  return (
    <>
      <p role="status" aria-label="Test verdict" data-verdict={verdict.value}>
        <b className={text[TONE_OF_VERDICT[verdict.value]]}>{verdict.state}</b> — <RichText text={verdict.cause} />
      </p>
      <SiteTestSteps steps={steps} />
      <p className={text.second}>
        {ENDS[how]} <RichText text={cookiesText(cookies)} />
        {plan.routed && ' Reload the page: until then it holds the mock’s tracker.'}
      </p>
      <div className={styles.buttons}>
        <CopyButton text={report} label="Copy report">
          Copy report
        </CopyButton>
        <Button onClick={onClose}>Close test</Button>
      </div>
    </>
  );
}
