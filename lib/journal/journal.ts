import type { KeptSize } from '@/lib/model/kept-size';
import type { JournalStore, TabRow } from './store';
import { createTabLog, type Limits, type LogEvent, type Page, type TabLog, type Unnumbered } from './tab-log';

/**
 * The order of everything observed, a log for each tab, and the timeline's only input. What a panel is shown has been
 * stored before: a seq that somebody has seen is never given to another record, however the background ends.
 */
export type Journal = {
  append(tabId: number, observations: Unnumbered[]): Promise<void>;
  read(tabId: number, afterSeq: number): Promise<Page>;
  readBody(tabId: number, digest: string): Promise<string | undefined>;
  row(tabId: number): Promise<TabRow>;
  reject(tabId: number, count: number): Promise<void>;
  /** Empties the tab's log at the user's wish: a new epoch, while seq goes on. */
  clear(tabId: number): Promise<void>;
  /** Forgets the tab wholly: it was closed. */
  forget(tabId: number): Promise<void>;
  /**
   * Forgets every tab but the open ones: what a browser that was shut down left behind. Asks which those are after it
   * has looked what it holds, so that a tab opened meanwhile is not taken for a closed one.
   */
  keepOnly(openTabIds: () => readonly number[] | Promise<readonly number[]>): Promise<void>;
  /** How much is kept of all tabs, open or not. */
  size(): Promise<KeptSize>;
  subscribe(tabId: number, listener: (event: LogEvent) => void): () => void;
};

export const DEFAULT_LIMITS: Limits = { records: 200_000, bytes: 64 * 1024 * 1024 };

export type JournalOptions = {
  disk: JournalStore;
  memory: JournalStore;
  /** Resolves to undefined when there is no such tab any more. */
  lookUpTab(tabId: number): Promise<{ isPrivate: boolean } | undefined>;
  limits?: () => Limits;
  now?: () => number;
  /** How long after a commit a tab's records are gathered for the next; 0 unless told. */
  gatherMs?: number;
};

export function createJournal(options: JournalOptions): Journal {
  const { disk, memory, lookUpTab, limits = () => DEFAULT_LIMITS, now = Date.now, gatherMs = 0 } = options;
  const logs = new Map<number, Promise<TabLog>>();
  /** What a closed tab still had under way is not to bring its journal back. */
  const closed = new Set<number>();
  const listeners = new Map<number, Set<(event: LogEvent) => void>>();

  function logOf(tabId: number): Promise<TabLog> {
    const known = logs.get(tabId);
    if (known) return known;
    const opened = lookUpTab(tabId).then((tab) => {
      // A tab that is gone already may have been private, and what it leaves is not to outlive it anyway.
      const isVolatile = !tab || tab.isPrivate;
      return createTabLog({
        tabId,
        store: isVolatile ? memory : disk,
        isVolatile,
        limits,
        now,
        gatherMs,
        onEvent: (event) => {
          for (const listener of listeners.get(tabId) ?? []) listener(event);
        },
      });
    });
    logs.set(tabId, opened);
    opened.catch(() => logs.delete(tabId));
    return opened;
  }

  function forget(tabId: number): Promise<void> {
    closed.add(tabId);
    return drop(tabId);
  }

  async function drop(tabId: number): Promise<void> {
    const log = await logs.get(tabId);
    await log?.row();
    logs.delete(tabId);
    await Promise.all([disk.deleteTab(tabId), memory.deleteTab(tabId)]);
  }

  return {
    async append(tabId, observations) {
      if (closed.has(tabId)) return;
      await (await logOf(tabId)).append(observations);
    },
    read: async (tabId, afterSeq) => (await logOf(tabId)).read(afterSeq),
    readBody: async (tabId, digest) => (await logOf(tabId)).readBody(digest),
    row: async (tabId) => (await logOf(tabId)).row(),
    async reject(tabId, count) {
      if (closed.has(tabId)) return;
      await (await logOf(tabId)).reject(count);
    },
    clear: async (tabId) => (await logOf(tabId)).clear(),
    forget,
    async keepOnly(openTabIds) {
      const stored = await Promise.all([disk.tabIds(), memory.tabIds()]);
      const kept = new Set(await openTabIds());
      await Promise.all(
        stored
          .flat()
          .filter((tabId) => !kept.has(tabId))
          // Not for good: a browser that starts anew gives its tabs the numbers of the last one's.
          .map(drop),
      );
    },
    async size() {
      const all = await Promise.all([sizeIn(disk), sizeIn(memory)]);
      return all.flat().reduce(add, { tabs: 0, records: 0, bytes: 0 });
    },
    subscribe(tabId, listener) {
      const ofTab = listeners.get(tabId) ?? new Set();
      listeners.set(tabId, ofTab.add(listener));
      return () => {
        ofTab.delete(listener);
        if (ofTab.size === 0) listeners.delete(tabId);
      };
    },
  };
}

/** Of each tab with records. */
async function sizeIn(store: JournalStore): Promise<KeptSize[]> {
  const tabs = await Promise.all((await store.tabIds()).map((tabId) => store.loadTab(tabId)));
  return tabs.flatMap((tab) =>
    tab && tab.chunks.length > 0 ? [tab.chunks.map((chunk) => ({ tabs: 0, ...chunk })).reduce(add, ONE_TAB)] : [],
  );
}

const ONE_TAB: KeptSize = { tabs: 1, records: 0, bytes: 0 };

const add = (one: KeptSize, other: KeptSize): KeptSize => ({
  tabs: one.tabs + other.tabs,
  records: one.records + other.records,
  bytes: one.bytes + other.bytes,
});
