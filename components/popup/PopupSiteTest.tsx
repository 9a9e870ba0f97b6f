import { useCallback, useEffect, useState } from 'react';
import { i18n } from '#i18n';
import controls from '@/components/shared/controls.module.css';
import { SiteTestCard } from '@/components/site-test/SiteTestCard';
import type { SiteTestAsk, SiteTestView } from '@/lib/model/site-test';
import styles from './Popup.module.css';

/** Rejects with what the background said is wrong. */
export type AskSiteTest = (ask: SiteTestAsk) => Promise<SiteTestView>;

const LOOK_AGAIN_MS = 1000;

/** The site's test in the popup, which may be opened anew at any time of it: the background runs it. */
export function PopupSiteTest({ ask }: { ask: AskSiteTest }) {
  const [view, setView] = useState<SiteTestView>({ state: 'idle' });
  const [isPlanning, setPlanning] = useState(false);
  const [refused, setRefused] = useState<string>();

  const send = useCallback(
    async (asked: SiteTestAsk) => {
      try {
        setView(await ask(asked));
        setRefused(undefined);
      } catch (cause) {
        setRefused(cause instanceof Error ? cause.message : String(cause));
      }
    },
    [ask],
  );

  useEffect(() => void send({ action: 'peek' }), [send]);
  const isRunning = view.state === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void send({ action: 'peek' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, send]);

  const plan = async () => {
    await send({ action: 'look' });
    setPlanning(true);
  };
  const close = async () => {
    setPlanning(false);
    await send({ action: 'dismiss' });
  };

  return (
    <div className={styles.siteTest}>
      {view.state === 'idle' && !isPlanning && refused === undefined && (
        <button type="button" className={`${controls.button} ${styles.testButton}`} onClick={plan}>
          {i18n.t('siteTest.title')}
        </button>
      )}
      <SiteTestCard
        view={view}
        isPlanning={isPlanning}
        refused={refused}
        onStart={(chosen) => send({ action: 'start', plan: chosen })}
        onFinish={() => send({ action: 'finish' })}
        onCancel={() => send({ action: 'cancel' })}
        onForget={(origin) => send({ action: 'forget', origin })}
        onClose={close}
      />
    </div>
  );
}
