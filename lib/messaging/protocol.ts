import type { EndpointName } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import type { ScenarioSetting } from '@/lib/model/ledger';
import type { JournalRecord, Observation } from '@/lib/model/observation';
import type { LedgerTables, MockState, ReplayRequest, ReplayTarget, Reply } from '@/lib/model/replay';
import type { RoutingAsked, RoutingState } from '@/lib/model/routing';
import type { CookieState } from '@/lib/model/session';
import type { SiteTestAsk, SiteTestView } from '@/lib/model/site-test';

/**
 * Every message on every hop but the first: what the page and the relay beside it say to each other is the witness's
 * own, in `lib/witness/page/signal.ts`. The receiving side parses what arrives as `unknown` (see `parse.ts`); what does not
 * parse is dropped and counted. Raise PROTOCOL when a message changes shape: both ends compare it at hello.
 */
export const PROTOCOL = 1;

export const PORT_NAMES = { relay: 'relay', panel: 'panel', devtools: 'devtools', router: 'router' } as const;

/** Relay → background. `nonce` names the document; `counter` in ids counts from 1. */
export type RelayMessage =
  | { type: 'hello'; protocol: number; nonce: string; url: string; hasTracker: boolean }
  | { type: 'observations'; observations: Observation[] }
  | { type: 'tracker'; hosts: string[] }
  | { type: 'rejected'; count: number }
  | { type: 'ping' };

/** Background → relay. `ack` comes after the records are stored; the relay forgets all ids up to `counter`. */
export type RelayReply =
  | { type: 'hello'; protocol: number; recording: boolean; hosts: string[]; routed: boolean }
  | { type: 'ack'; counter: number }
  | { type: 'reload-needed' };

/** Panel or devtools page → background. */
export type PanelMessage =
  | {
      type: 'hello';
      protocol: number;
      tabId: number;
      afterSeq: number;
      /** The journal that `afterSeq` counts in; with another one the panel gets everything. */
      epoch?: number;
    }
  | { type: 'observations'; observations: Observation[] }
  | { type: 'ask'; id: number; method: string; params: Json }
  | { type: 'ping' };

export type JournalStatus = {
  recording: boolean;
  /** Records dropped at the limit, and messages that did not parse. */
  dropped: number;
  rejected: number;
  /** The highest seq given out. */
  seq: number;
  pageUrl: string;
  routed: boolean;
  /** Changes when the journal was cleared: a panel that holds another epoch starts anew. */
  epoch: number;
  /** Hosts taken for the tracker's in this tab: built in, set by the user, and named by its pages. */
  hosts?: string[];
};

/** Background → panel. Records come in order of seq, first those after `afterSeq`, then live. */
export type PanelReply =
  | { type: 'hello'; protocol: number; status: JournalStatus }
  | { type: 'records'; records: JournalRecord[] }
  | { type: 'status'; status: JournalStatus }
  | { type: 'gap'; fromSeq: number; toSeq: number }
  | { type: 'cookies'; cookies: CookieState[] }
  /** How far a test of the site has come. */
  | { type: 'site-test'; view: SiteTestView }
  /** All observations sent up to and including this one are stored. */
  | { type: 'ack'; id: string }
  | { type: 'answer'; id: number; result: Json }
  | { type: 'refusal'; id: number; message: string }
  | { type: 'reload-needed' };

/** What a panel may ask: method → params and result. */
export type Asks = {
  clear: { params: null; result: null };
  'set-recording': { params: { on: boolean }; result: null };
  'read-body': { params: { digest: string }; result: { text: string } };
  'list-cookies': { params: { url: string }; result: CookieState[] };
  /** Writes one of the tracker's cookies; a time in the past expires it. Refused with the browser's reason. */
  'set-cookie': { params: { cookie: CookieState }; result: null };
  'remove-cookie': { params: { cookie: CookieState }; result: null };
  'mock-state': { params: null; result: MockState };
  'mock-scenario': { params: ScenarioSetting & { endpoint?: EndpointName }; result: MockState };
  'mock-clock': { params: { advanceDays: number } | { reset: true }; result: MockState };
  /** Forgets what was recorded; programs, partners and links stay. */
  'mock-reset': { params: null; result: MockState };
  /** Takes over a ledger from the text of a state file. */
  'mock-load': { params: { text: string }; result: MockState };
  /** Answers the tab's tracker traffic from the mock, or lets it go again. */
  'set-routing': { params: RoutingAsked; result: RoutingState };
  'routing-state': { params: null; result: RoutingState };
  /** Tests the site that the tab shows: starts a run, ends it, or tells of it. */
  'site-test': { params: SiteTestAsk; result: SiteTestView };
  /** What a mock server recorded; null when it does not say. */
  'server-ledger': { params: { url: string }; result: LedgerTables | null };
  /** Sends one request again; the recorded events do not count it as the page's own. */
  replay: { params: { request: ReplayRequest; target: ReplayTarget }; result: Reply };
};

export type AskMethod = keyof Asks;

/** What a panel hears from its connection, besides answers to what it asked. */
export type PanelEvent =
  | Exclude<PanelReply, { type: 'answer' } | { type: 'refusal' } | { type: 'ack' }>
  | { type: 'connected' }
  | { type: 'disconnected' };

/** The panel's (and the devtools page's) end of the way through; reconnects and resumes by itself. */
export type PanelConnection = {
  ask<M extends AskMethod>(method: M, params: Asks[M]['params']): Promise<Asks[M]['result']>;
  observe(observations: Observation[]): void;
  subscribe(listener: (event: PanelEvent) => void): () => void;
  close(): void;
};
