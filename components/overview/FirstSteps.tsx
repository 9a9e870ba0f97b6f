import { useState } from 'react';
import { Button } from '@/components/atoms/Button';
import { DocsLink } from '@/components/atoms/DocsLink';
import { docsTitle } from '@/components/atoms/docs-title';
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
          <h2>{hasFindings ? 'Mend what was found, then reload' : 'Reload the page with this panel open'}</h2>
          <p>A page that was open before the extension was installed or updated is seen only after a reload.</p>
          <Button icon="reload" onClick={() => page.reload()}>
            Reload page
          </Button>
        </div>
      </li>
      <li>
        <div>
          <h2>Reload with a referral code</h2>
          <p>
            A first visit without one makes no customer, so nothing later can be attributed. v1 reads
            <code>?ref=</code>, v2 <code>?aff=</code>.
          </p>
          <div className={text.row}>
            <input
              className={`${controls.input} ${text.mono} ${styles.code}`}
              aria-label="Referral code"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button
              look="primary"
              icon="reload"
              disabled={landing === undefined}
              onClick={() => landing && page.visit(landing)}
            >
              Add code and reload
            </Button>
          </div>
        </div>
      </li>
      {isKnown && (
        <li>
          <div>
            <h2>No tracker on the page yet</h2>
            <p>The vendor’s guide has the script tag and the SDK for both generations of the tracker.</p>
            <div className={text.row}>
              <DocsLink href={DOCS_PAGES.clickTracking}>{docsTitle(DOCS_PAGES.clickTracking)}</DocsLink>
              {page.openDemo && (
                <Button icon="play" onClick={() => page.openDemo?.()}>
                  Demo
                </Button>
              )}
            </div>
          </div>
        </li>
      )}
    </ol>
  );
}
