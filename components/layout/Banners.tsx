import type { ReactNode } from 'react';
import { Button } from '@/components/atoms/Button';
import { formatDayAndTime, plural } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import { useActions, useInspectedPage, usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import type { Gap } from '@/lib/store/recording';
import styles from './Banners.module.css';

/** What stands between the reader and the whole truth: a foreign file, a gap, a refusal, an update. */
export function Banners() {
  const imported = usePanel((state) => state.imported);
  const isOpening = usePanel((state) => state.opening !== undefined);
  return (
    <div className={styles.banners}>
      <Refusals />
      {isOpening ? <OpeningBanner /> : imported ? <ImportedBanner /> : <LiveBanners />}
    </div>
  );
}

function Refusals() {
  const refusals = [
    usePanel((state) => state.importRefused),
    usePanel((state) => state.exportRefused),
    usePanel((state) => state.recordingRefused),
    usePanel((state) => state.checksRefused),
    usePanel((state) => state.cookieRefused),
  ].filter((refusal) => refusal !== undefined);
  const { dismissRefusals } = useActions();
  return refusals.map((refusal) => (
    <Banner key={refusal} tone="error" role="alert">
      <span>{refusal}</span>
      <Button look="ghost" onClick={dismissRefusals}>
        Dismiss
      </Button>
    </Banner>
  ));
}

function ImportedBanner() {
  const imported = usePanel((state) => state.imported);
  const { closeImported } = useActions();
  if (!imported) return null;
  const { fileName, session, limits } = imported;
  return (
    <Banner tone="info">
      <span>
        Showing <b>{fileName}</b>, exported {formatDayAndTime(Date.parse(session.exportedAt))}
        {session.redacted && ', personal data redacted'}. It is read-only; recording goes on behind it.{' '}
        {limits.join(' ')}
      </span>
      <Button onClick={closeImported}>Back to this page</Button>
    </Banner>
  );
}

function OpeningBanner() {
  const opening = usePanel((state) => state.opening);
  const { cancelOpening } = useActions();
  if (!opening) return null;
  return (
    <Banner tone="info">
      <span>
        Opening <b>{opening.fileName}</b>, {Math.floor(opening.share * 100)} % so far. Timeline shows what is there; the
        verdict comes when it all is.
      </span>
      <Button onClick={cancelOpening}>Cancel</Button>
    </Banner>
  );
}

function LiveBanners() {
  const link = usePanel((state) => state.live.link);
  const gaps = usePanel((state) => state.live.gaps);
  const status = usePanel((state) => state.live.status);
  const routing = usePanel((state) => state.routing);
  const page = useInspectedPage();
  return (
    <>
      {routing.on && <RoutedBanner site={routing.site} />}
      {link === 'reload-needed' && (
        <Banner tone="warn">
          <span>
            Affitor Inspector was updated. Reload the page to finish updating; events from now on are not seen.
          </span>
          <Button icon="reload" onClick={() => page.reload()}>
            Reload page
          </Button>
        </Banner>
      )}
      {gaps.length > 0 && (
        <Banner tone="warn">
          <span>{gapText(gaps)}</span>
        </Banner>
      )}
      {status?.recording === false && (
        <Banner tone="info">
          <span>Recording is off. What the tracker does now is not seen; press Record to go on.</span>
        </Banner>
      )}
    </>
  );
}

function RoutedBanner({ site }: { site: string | undefined }) {
  const { setRouting } = useActions();
  return (
    <Banner tone="warn">
      <span>
        This page is not talking to the real API: the mock answers its tracker. Workers of{' '}
        {site ? <b>{site}</b> : 'its site'} are cut off from the tracker in every tab of that site. Synchronous requests
        and scripts with an integrity attribute cannot be answered and are blocked.
      </span>
      <Button onClick={() => setRouting(false)}>Stop routing</Button>
    </Banner>
  );
}

function gapText(gaps: readonly Gap[]): string {
  const lost = gaps.reduce((sum, gap) => sum + gap.toSeq - gap.fromSeq + 1, 0);
  return `${plural(lost, 'observation')} of this recording ${lost === 1 ? 'was' : 'were'} dropped to stay within the limit. Older events may be missing; export earlier or clear to make room.`;
}

function Banner({ tone, role, children }: { tone: 'info' | 'warn' | 'error'; role?: 'alert'; children: ReactNode }) {
  return (
    <div className={`${styles.banner} ${styles[tone]}`} role={role}>
      <Icon name={tone} className={text[tone]} />
      {children}
    </div>
  );
}
