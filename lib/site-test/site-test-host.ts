import type { LedgerSnapshot } from '@/lib/model/ledger';
import type { JournalRecord } from '@/lib/model/observation';
import type { RoutingAsked, RoutingState } from '@/lib/model/routing';
import type { SiteTestResult, SiteTestView } from '@/lib/model/site-test';
import type { CookieRecord, StoredRun } from './backup';
import type { Signups } from './signups';

export type SiteTestTab = { url: string; storeId: string; isPrivate: boolean };

/** What a test needs of the browser and of the rest of the background. */
export type SiteTestHost = {
  now(): number;
  newId(): string;
  after(delayMs: number, run: () => void): () => void;
  tab(tabId: number): Promise<SiteTestTab | undefined>;
  navigate(tabId: number, url: string): Promise<void>;
  /** Nothing more of a page comes that is still loading. */
  quieten(tabId: number): Promise<void>;
  /** What was chosen for the page's host under "Judged as"; undefined where its address is to tell. */
  productionOf(pageUrl: string): Promise<boolean | undefined>;
  ledger(tabId: number): Promise<Pick<LedgerSnapshot, 'links' | 'programs'>>;
  journal: {
    status(tabId: number): Promise<{ seq: number; epoch: number; recording: boolean }>;
    read(tabId: number, afterSeq: number): Promise<JournalRecord[]>;
    subscribe(tabId: number, listener: () => void): () => void;
  };
  routing: { state(tabId: number): Promise<RoutingState>; set(tabId: number, asked: RoutingAsked): Promise<unknown> };
  cookies: {
    list(storeId: string): Promise<CookieRecord[]>;
    remove(cookie: CookieRecord): Promise<void>;
    /** Rejects with the browser's reason. */
    set(cookie: CookieRecord): Promise<void>;
  };
  /** On disk, for private windows in memory; `marks` in memory only, so that they are gone after a crash. */
  shelf: {
    runs(): Promise<StoredRun[]>;
    keep(run: StoredRun): Promise<void>;
    drop(run: StoredRun): Promise<void>;
    isMarked(id: string): Promise<boolean>;
    results(): Promise<Map<number, SiteTestResult>>;
    keepResult(tabId: number, result: SiteTestResult | undefined): Promise<void>;
  };
  signups: Signups;
  onChange(tabId: number, view: SiteTestView): void;
};
