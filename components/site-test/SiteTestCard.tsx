import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { CopyButton } from '@/components/atoms/CopyButton';
import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import { Sentence } from '@/components/atoms/Sentence';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { SiteTestPlan, SiteTestResult, SiteTestView } from '@/lib/model/site-test';
import { cookiesText } from '@/lib/site-test/report';
import { TONE_OF_VERDICT } from '@/lib/store/problems';
import { SignupLine } from './SignupLine';
import styles from './SiteTest.module.css';
import { SiteTestForm } from './SiteTestForm';
import { SiteTestSteps } from './SiteTestSteps';

export type SiteTestActions = {
  onStart(plan: SiteTestPlan): void;
  onFinish(): void;
  onCancel(): void;
  onForget(origin: string): void;
  onClose(): void;
};

type CardProps = SiteTestActions & { view: SiteTestView; isPlanning: boolean; refused: string | undefined };

/** A test of the site: the form before it, its progress, and its result. Panel and popup show the same. */
export function SiteTestCard({ view, isPlanning, refused, onStart, onFinish, onCancel, onForget, onClose }: CardProps) {
  if (view.state === 'idle' && !isPlanning && refused === undefined) return null;
  return (
    <section className={styles.card} aria-label={i18n.t('siteTest.card')} data-site-test={view.state}>
      <h2>{i18n.t('siteTest.title')}</h2>
      {refused !== undefined && (
        <p role="alert" className={`${pane.note} ${pane.error}`}>
          <Icon name="error" />
          <span>{refused}</span>
        </p>
      )}
      {view.state === 'idle' && isPlanning && view.proposal && (
        <SiteTestForm proposal={view.proposal} onStart={onStart} onForget={onForget} onClose={onClose} />
      )}
      {view.state === 'idle' && isPlanning && !view.proposal && (
        <p className={text.second}>{i18n.t('siteTest.notTestable')}</p>
      )}
      {view.state === 'idle' && !(isPlanning && view.proposal) && (
        <div className={styles.buttons}>
          <Button onClick={onClose}>{i18n.t('siteTest.close')}</Button>
        </div>
      )}
      {view.state === 'running' && (
        <>
          <p className={text.second}>
            {isByItself(view.plan) ? i18n.t('siteTest.signsUp') : i18n.t('siteTest.signUpNow')}{' '}
            {!view.plan.routed && <b>{i18n.t('siteTest.live')}</b>}
          </p>
          {view.signup && <SignupLine progress={view.signup} />}
          <SiteTestSteps steps={view.steps} />
          <div className={styles.buttons}>
            <Button icon="check" onClick={onFinish}>
              {i18n.t('siteTest.finish')}
            </Button>
            <Button onClick={onCancel}>{i18n.t('siteTest.cancel')}</Button>
          </div>
        </>
      )}
      {view.state === 'ended' && <Ended result={view.result} onClose={onClose} />}
    </section>
  );
}

const isByItself = ({ signup }: SiteTestPlan): boolean => signup?.kind === 'recorded';

const ENDS: Record<SiteTestResult['how'], string> = {
  finished: i18n.t('siteTest.finished'),
  cancelled: i18n.t('siteTest.cancelled'),
  interrupted: i18n.t('siteTest.interrupted'),
};

function Ended({ result, onClose }: { result: SiteTestResult; onClose(): void }) {
  const { how, verdict, steps, cookies, report, plan } = result;
  return (
    <>
      <p role="status" aria-label={i18n.t('siteTest.verdict')} data-verdict={verdict.value}>
        <Sentence
          text={i18n.t('siteTest.verdictAndCause', { verdict: '{verdict}', cause: '{cause}' })}
          slots={{
            verdict: <b className={text[TONE_OF_VERDICT[verdict.value]]}>{verdict.state}</b>,
            cause: <RichText text={verdict.cause} />,
          }}
        />
      </p>
      <SiteTestSteps steps={steps} />
      <p className={text.second}>
        {ENDS[how]} <RichText text={cookiesText(cookies)} />
        {plan.routed && (
          <>
            {' '}
            <RichText text={i18n.t('siteTest.reload', { parameter: plan.parameter })} />
          </>
        )}
      </p>
      <div className={styles.buttons}>
        <CopyButton text={report} label={i18n.t('siteTest.copyReport')}>
          {i18n.t('siteTest.copyReport')}
        </CopyButton>
        <Button onClick={onClose}>{i18n.t('siteTest.closeResult')}</Button>
      </div>
    </>
  );
}
