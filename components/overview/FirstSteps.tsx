import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { DocsLink } from '@/components/atoms/DocsLink';
import { docsTitle } from '@/components/atoms/docs-title';
import { RichText } from '@/components/atoms/RichText';
import { useInspectedPage, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import { pageUrlOf } from '@/lib/store/selectors';
import { DOCS_PAGES } from '@/lib/tracker/dialects';
import styles from './FirstSteps.module.css';
import { withReferral } from './referral';

/** From a page without a tracker to the first click. */
export function FirstSteps({ hasFindings, isKnown }: { hasFindings: boolean; isKnown: boolean }) {
  const page = useInspectedPage();
  const url = usePanel(pageUrlOf);
  const [code, setCode] = useState('?ref=test-partner');
  const landing = withReferral(url, code);
  return (
    <ol className={styles.steps}>
      <li>
        <div>
          <h2>{hasFindings ? i18n.t('overview.firstSteps.mend') : i18n.t('overview.firstSteps.reload')}</h2>
          <p>{i18n.t('overview.firstSteps.reloadNote')}</p>
          <Button icon="reload" onClick={() => page.reload()}>
            {i18n.t('overview.firstSteps.reloadPage')}
          </Button>
        </div>
      </li>
      <li>
        <div>
          <h2>{i18n.t('overview.firstSteps.referral')}</h2>
          <p>
            <RichText text={i18n.t('overview.firstSteps.referralNote')} />
          </p>
          <div className={`${text.row} ${styles.row}`}>
            <input
              className={`${controls.input} ${text.mono} ${styles.code}`}
              aria-label={i18n.t('overview.firstSteps.code')}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button
              look="primary"
              icon="reload"
              disabled={landing === undefined}
              onClick={() => landing && page.visit(landing)}
            >
              {i18n.t('overview.firstSteps.addCode')}
            </Button>
          </div>
        </div>
      </li>
      {isKnown && (
        <li>
          <div>
            <h2>{i18n.t('overview.firstSteps.noTracker')}</h2>
            <p>{i18n.t('overview.firstSteps.noTrackerNote')}</p>
            <div className={`${text.row} ${styles.row}`}>
              <DocsLink href={DOCS_PAGES.clickTracking}>{docsTitle(DOCS_PAGES.clickTracking)}</DocsLink>
              {page.openDemo && (
                <Button icon="play" onClick={() => page.openDemo?.()}>
                  {i18n.t('overview.firstSteps.demo')}
                </Button>
              )}
            </div>
          </div>
        </li>
      )}
    </ol>
  );
}
