import { i18n } from '#i18n';
import { RichText } from '@/components/atoms/RichText';
import { StatusGlyph } from '@/components/atoms/StatusMark';
import { usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import { lookedForIn } from '@/lib/store/looked-for';
import { memoise } from '@/lib/store/memoise';
import type { PanelState } from '@/lib/store/panel-store';
import type { Tone } from '@/lib/store/problems';
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
        <div role="status" aria-label={i18n.t('overview.verdict')} data-verdict={verdict.value}>
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
          <ul className={styles.looked} aria-label={i18n.t('overview.notDetected.lookedFor')}>
            {items.map((item) => (
              <li key={item.name}>
                <StatusGlyph tone={item.tone} label={wordOf(item.tone)} />
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
      <h1>{clearedTitle(url, isRecording)}</h1>
      <p className={styles.lede}>
        {i18n.t(isRecording ? 'overview.notDetected.clearedNote' : 'overview.notDetected.clearedOffNote')}
      </p>
    </>
  );
}

function clearedTitle(url: string, isRecording: boolean): string {
  if (!isRecording) return i18n.t('overview.notDetected.clearedOff');
  return url === ''
    ? i18n.t('overview.notDetected.clearedThisPage')
    : i18n.t('overview.notDetected.clearedPage', [url]);
}

function wordOf(tone: Tone): string {
  if (tone === 'ok') return i18n.t('overview.notDetected.fine');
  return tone === 'none' ? i18n.t('overview.notDetected.nothing') : i18n.t('overview.notDetected.problem');
}
