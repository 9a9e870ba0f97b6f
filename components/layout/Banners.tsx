import type { ReactNode } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { formatCount, formatDayAndTime } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import { Sentence } from '@/components/atoms/Sentence';
import { useActions, useInspectedPage, usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import type { Gap } from '@/lib/store/recording';
import { silentServerOf } from '@/lib/store/silent-server';
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
        {i18n.t('layout.dismiss')}
      </Button>
    </Banner>
  ));
}

function ImportedBanner() {
  const imported = usePanel((state) => state.imported);
  const { closeImported } = useActions();
  if (!imported) return null;
  const { fileName, session, limits } = imported;
  const open = { file: '{file}', time: '{time}' };
  return (
    <Banner tone="info">
      <span>
        <Sentence
          text={session.redacted ? i18n.t('layout.importedRedacted', open) : i18n.t('layout.imported', open)}
          slots={{ file: <b>{fileName}</b>, time: formatDayAndTime(Date.parse(session.exportedAt)) }}
        />{' '}
        {limits.join(' ')}
      </span>
      <Button onClick={closeImported}>{i18n.t('layout.closeImported')}</Button>
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
        <Sentence
          text={i18n.t('layout.opening', { file: '{file}', percent: Math.floor(opening.share * 100) })}
          slots={{ file: <b>{opening.fileName}</b> }}
        />
      </span>
      <Button onClick={cancelOpening}>{i18n.t('layout.cancelOpening')}</Button>
    </Banner>
  );
}

function LiveBanners() {
  const link = usePanel((state) => state.live.link);
  const gaps = usePanel((state) => state.live.gaps);
  const status = usePanel((state) => state.live.status);
  const routing = usePanel((state) => state.routing);
  const silent = usePanel(silentServerOf);
  const page = useInspectedPage();
  return (
    <>
      {routing.on && <RoutedBanner site={routing.site} />}
      {silent && (
        <Banner tone="error" role="alert">
          <span>{silent}</span>
        </Banner>
      )}
      {link === 'reload-needed' && (
        <Banner tone="warn">
          <span>{i18n.t('layout.reloadNeeded')}</span>
          <Button icon="reload" onClick={() => page.reload()}>
            {i18n.t('layout.reloadPage')}
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
          <span>{i18n.t('layout.recordingOff')}</span>
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
        {i18n.t('layout.routed')}{' '}
        {site ? (
          <Sentence text={i18n.t('layout.routedWorkers', { site: '{site}' })} slots={{ site: <b>{site}</b> }} />
        ) : (
          i18n.t('layout.routedWorkersOfPage')
        )}{' '}
        {i18n.t('layout.routedBlocked')}
      </span>
      <Button onClick={() => setRouting(false)}>{i18n.t('layout.stopRouting')}</Button>
    </Banner>
  );
}

function gapText(gaps: readonly Gap[]): string {
  const lost = gaps.reduce((sum, gap) => sum + gap.toSeq - gap.fromSeq + 1, 0);
  return i18n.t('layout.gap', lost, [formatCount(lost)]);
}

function Banner({ tone, role, children }: { tone: 'info' | 'warn' | 'error'; role?: 'alert'; children: ReactNode }) {
  return (
    <div className={`${styles.banner} ${styles[tone]}`} role={role}>
      <Icon name={tone} className={text[tone]} />
      {children}
    </div>
  );
}
