import { useEffect, useState } from 'react';
import { i18n } from '#i18n';
import { useActions, usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import { selectedForReplayOf } from '@/lib/store/replay-selection-slice';
import { isReplayable } from '@/lib/store/replay-slice';
import { matchingEntriesOf, selectedEntryOf } from '@/lib/store/selectors';
import { LedgerTables } from './LedgerTables';
import { ReplayNotices } from './ReplayNotices';
import { ReplaySelection } from './ReplaySelection';
import { ReplayTools } from './ReplayTools';
import styles from './ReplayView.module.css';
import { RequestEditor } from './RequestEditor';
import { ResponseDiff } from './ResponseDiff';
import { RouteSwitch } from './RouteSwitch';
import { ScenarioPicker } from './ScenarioPicker';

/** Requests sent again, and the mock that answers them. */
export function ReplayView() {
  const [isPasting, setPasting] = useState(false);
  const [isSelecting, setSelecting] = useState(usePanel((state) => selectedForReplayOf(state).length > 0));
  useCurrentMock();
  useFirstChoice();
  return (
    <div className={styles.view}>
      <ReplayTools isSelecting={isSelecting} onSelecting={setSelecting} onPaste={() => setPasting(true)} />
      {isSelecting && <ReplaySelection />}
      <ReplayNotices isPasting={isPasting} onPasted={() => setPasting(false)} />
      <div className={styles.replay}>
        <aside className={`${pane.pane} ${styles.side}`} aria-label={i18n.t('replay.mock')}>
          <RouteSwitch />
          <ScenarioPicker />
        </aside>
        <RequestEditor />
        <ResponseDiff />
        <LedgerTables />
      </div>
    </div>
  );
}

/** The ledger is read anew whenever the recording has come to rest, as a routed page may have changed it. */
function useCurrentMock(): void {
  const settled = usePanel((state) => state.settled);
  const { readMock, readRouting } = useActions();
  useEffect(() => {
    if (settled) void readMock();
  }, [settled, readMock]);
  useEffect(() => void readRouting(), [readRouting]);
}

/** What is selected in Timeline is what one comes here for; otherwise the last request. */
function useFirstChoice(): void {
  const selected = usePanel(selectedEntryOf);
  const last = usePanel(matchingEntriesOf).findLast(isReplayable);
  const isChosen = usePanel((state) => state.replayDraft !== undefined || state.replayEntryId !== undefined);
  const { chooseReplay } = useActions();
  const first = selected && isReplayable(selected) ? selected : last;
  useEffect(() => {
    if (!isChosen && first) void chooseReplay(first.id);
  }, [isChosen, first, chooseReplay]);
}
