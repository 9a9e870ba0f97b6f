import { useEffect } from 'react';
import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { usePanel } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import text from '@/components/shared/text.module.css';
import { isFirstReading } from '@/lib/store/selectors';
import type { TabName } from '@/lib/store/view-slice';
import { Banners } from './Banners';
import { stopEscape } from './escape';
import { KeyboardHelp } from './KeyboardHelp';
import { PanelActions } from './PanelActions';
import styles from './PanelShell.module.css';
import { StatusBar } from './StatusBar';
import { TabBar, tabId, tabPanelId } from './TabBar';
import { isCrowdedIn, Toolbar } from './Toolbar';
import { TAB_WORDS } from './tab-words';
import { UndoToast } from './UndoToast';
import { useKeptFocus } from './use-kept-focus';
import { VIEWS } from './views';

const viewIn = (panel: HTMLElement) => panel.querySelector('main');

/** The frame around every view: tabs, the controls that stay, the chosen view, and the status line. */
export function PanelShell() {
  const tab = usePanel((state) => state.tab);
  const panel = useKeptFocus<HTMLDivElement>(viewIn);
  useEffect(() => stopEscape(window), []);
  return (
    <div ref={panel} className={styles.panel}>
      <header className={classNames(styles.header, isCrowdedIn(tab) && styles.crowded)}>
        <TabBar />
        <Toolbar />
        <PanelActions />
      </header>
      <Banners />
      <View tab={tab} />
      <UndoToast />
      <KeyboardHelp />
      <StatusBar />
    </div>
  );
}

function View({ tab }: { tab: TabName }) {
  const isOpening = usePanel((state) => state.opening !== undefined);
  // Overview’s own heading is the verdict, once there is one.
  const hasHeading = !usePanel(isFirstReading) && tab === 'Overview' && !isOpening;
  const Shown = isOpening && tab !== 'Timeline' ? StillOpening : VIEWS[tab];
  return (
    <main className={styles.body}>
      <div className={styles.view} role="tabpanel" id={tabPanelId(tab)} aria-labelledby={tabId(tab)}>
        {!hasHeading && <h1 className={text.hidden}>{TAB_WORDS[tab]}</h1>}
        <Shown />
      </div>
    </main>
  );
}

/** Half a recording would be judged wrongly. */
function StillOpening() {
  return <EmptyNote title={i18n.t('layout.stillOpening')}>{i18n.t('layout.stillOpeningNote')}</EmptyNote>;
}
