import type { JsonObject } from './json';
import type { LedgerSnapshot, ScenarioState } from './ledger';
import type { Header } from './observation';

/** What a replay sends and gets, and what the bundled mock is like: shared by panel and background. */

export type ReplayRequest = {
  method: string;
  /** As recorded; a target other than the live API keeps its path and query. */
  url: string;
  headers: Header[];
  /** Absent for methods without a body. */
  body?: string;
  /** Origin of the page that sent it. Without one it is a call from a server. */
  origin?: string;
};

/** The original answer or the replayed one, bodies as text. */
export type Reply = { status: number; statusText: string; headers: Header[]; body: string; durationMs: number };

export type ReplayTarget =
  | { kind: 'mock' }
  /** A mock server at an absolute URL. */
  | { kind: 'server'; url: string }
  /** Sent by the inspected page's tab, with its origin and cookies. */
  | { kind: 'page' }
  /** The recorded host itself, after the user confirmed it. */
  | { kind: 'live' };

/** What a mock recorded, as its control plane tells it. */
export type LedgerTables = {
  [Table in 'customers' | 'clicks' | 'leads' | 'sales' | 'commissions' | 'test_events']: JsonObject[];
};

export type MockState = {
  ledger: LedgerSnapshot;
  scenario: ScenarioState;
  /** The mock's clock, epoch ms. */
  now: number;
};
