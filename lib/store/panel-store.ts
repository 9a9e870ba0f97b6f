import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PanelConnection } from '@/lib/messaging/protocol';
import type { StackFrame } from '@/lib/model/entry';
import type { Session } from '@/lib/model/session';
import { type BodySlice, bodySlice } from './body-slice';
import { siteOfView } from './check-results';
import { type ChecksSlice, checksSlice } from './checks-slice';
import type { Clock } from './clock';
import { type CookieSlice, cookieSlice } from './cookie-slice';
import { type JudgingSlice, judgingSlice } from './judging-slice';
import type { CheckStore } from './kept-checks';
import { type MockSlice, mockSlice } from './mock-slice';
import type { PreferenceStore } from './preferences';
import { type RecordingSlice, recordingSlice } from './recording-slice';
import { type ReplaySelectionSlice, replaySelectionSlice } from './replay-selection-slice';
import { type ReplaySlice, replaySlice } from './replay-slice';
import { searchAhead } from './search-ahead';
import { seenDialectOf } from './seen-dialect';
import { type ExportDefaults, type SessionSlice, sessionSlice } from './session-slice';
import { type SiteTestSlice, siteTestSlice } from './site-test-slice';
import { type UndoSlice, undoSlice } from './undo-slice';
import { type ViewSlice, viewSlice } from './view-slice';

/** The panel's one store: slices hold what arrived and what the user chose, selectors compute everything else. */

/** The inspected page, as far as a DevTools panel can move it. */
export type InspectedPage = {
  reload(): void;
  visit(url: string): void;
  /** Absent where the browser cannot open a source from a panel. */
  openSource?(frame: StackFrame): void;
  /** Shows the demo in a tab beside it. */
  openDemo?(): void;
  /** Shows a redacted session there, given as its file's text. */
  present?(text: string): Promise<void>;
};

export type PanelEnvironment = {
  connection: PanelConnection;
  clock: Clock;
  preferences: PreferenceStore;
  /** Keeps a choice of "Judged as" for everybody; `undefined` takes it back. */
  keepJudgedAs(host: string, production: boolean | undefined): void;
  keptChecks: CheckStore;
  download(fileName: string, text: string, mimeType?: string): void;
  generator: Session['generator'];
  /** What the options page says of exports; without it everything is redacted. */
  exportDefaults?: () => ExportDefaults;
};

export type PanelState = RecordingSlice &
  BodySlice &
  ViewSlice &
  JudgingSlice &
  SessionSlice &
  ChecksSlice &
  CookieSlice &
  MockSlice &
  ReplaySlice &
  ReplaySelectionSlice &
  SiteTestSlice &
  UndoSlice;
export type PanelStore = StoreApi<PanelState>;

export function createPanelStore(environment: PanelEnvironment): PanelStore {
  const store = createStore<PanelState>()((...args) => ({
    ...recordingSlice(environment)(...args),
    ...bodySlice(environment)(...args),
    ...viewSlice(environment)(...args),
    ...judgingSlice(environment)(...args),
    ...sessionSlice(environment)(...args),
    ...checksSlice(environment)(...args),
    ...cookieSlice(environment)(...args),
    ...mockSlice(environment)(...args),
    ...replaySlice(environment)(...args),
    ...replaySelectionSlice(...args),
    ...siteTestSlice(environment)(...args),
    ...undoSlice(environment)(...args),
  }));
  store.subscribe((state, before) => {
    if (siteOfView(state) !== siteOfView(before)) {
      state.openChecks();
      const { routing } = state;
      if (routing.on && routing.choice === 'automatic' && routing.dialect !== seenDialectOf(state))
        void state.setRouting(true);
    }
    // Another panel on this tab may have switched it, or this panel was opened on a tab that is routed already.
    if ((state.live.status?.routed ?? false) !== (before.live.status?.routed ?? false)) void state.readRouting();
  });
  searchAhead(store, environment.clock);
  return store;
}
