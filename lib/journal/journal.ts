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
  /** Forgets every tab but these: what a browser that was shut down left behind. */
  keepOnly(tabIds: readonly number[]): Promise<void>;
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
};

export function createJournal(options: JournalOptions): Journal {
  const { disk, memory, lookUpTab, limits = () => DEFAULT_LIMITS, now = Date.now } = options;
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
        onEvent: (event) => {
          for (const listener of listeners.get(tabId) ?? []) listener(event);
        },
      });
    });
    logs.set(tabId, opened);
    opened.catch(() => logs.delete(tabId));
    return opened;
  }

  async function forget(tabId: number): Promise<void> {
    closed.add(tabId);
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
    async keepOnly(tabIds) {
      const kept = new Set(tabIds);
      const stored = await disk.tabIds();
      await Promise.all(stored.filter((tabId) => !kept.has(tabId)).map(forget));
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
