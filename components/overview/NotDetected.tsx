import { RichText } from '@/components/atoms/RichText';
import { StatusGlyph } from '@/components/atoms/StatusMark';
import { usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import { lookedForIn } from '@/lib/store/looked-for';
import { memoise } from '@/lib/store/memoise';
import type { PanelState } from '@/lib/store/panel-store';
import { clearedPageOf, cookiesOf, judgementOf, timelineOfView } from '@/lib/store/selectors';
import { FindingList } from './FindingList';
import { FirstSteps } from './FirstSteps';
import { FixPane } from './FixPane';
import styles from './NotDetected.module.css';
import { SiteTestButton } from './SiteTest';

const lookedFor = memoise(lookedForIn);
const lookedForOf = (state: PanelState) => lookedFor(timelineOfView(state), cookiesOf(state));

/** No tracker on this page: what was looked for, what was found, and how to begin. */
export function NotDetected() {
  const { verdict, findings } = usePanel(judgementOf);
  const items = usePanel(lookedForOf);
  const cleared = usePanel(clearedPageOf);
  return (
    <div className={styles.empty}>
      <section>
        <div role="status" aria-label="Verdict" data-verdict={verdict.value}>
          {cleared ? (
            <Cleared {...cleared} />
          ) : (
            <>
              <h1>
                {verdict.state} — <RichText text={verdict.cause} />
              </h1>
              <p className={styles.lede}>
                <RichText text={verdict.nextStep} />
              </p>
            </>
          )}
        </div>
        <div className={styles.test}>
          <SiteTestButton />
        </div>
        {!cleared && (
          <ul className={styles.looked} aria-label="What was looked for">
            {items.map((item) => (
              <li key={item.name}>
                <StatusGlyph
                  tone={item.tone}
                  label={item.tone === 'ok' ? 'Fine' : item.tone === 'none' ? 'Nothing' : 'Problem'}
                />
                <span>{item.name}</span>
                <span className={text.second}>{item.found}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <div className={styles.steps}>
        {findings.length > 0 && (
          <div className={styles.findings}>
            <FindingList findings={findings} />
            <FixPane findings={findings} />
          </div>
        )}
        <FirstSteps hasFindings={findings.length > 0} isKnown={cleared === undefined} />
      </div>
    </div>
  );
}

/** Nothing is known of the page, because it was taken away, not because nothing was there. */
function Cleared({ url, isRecording }: { url: string; isRecording: boolean }) {
  return (
    <>
      <h1>Cleared — {isRecording ? `${url || 'this page'} is still recorded` : 'and recording is off'}</h1>
      <p className={styles.lede}>
        {isRecording
          ? 'What was seen of this page was cleared. Go on using it, or reload it to see it from its start.'
          : 'What was seen of this page was cleared. Turn Record on, then reload the page.'}
      </p>
    </>
  );
}
