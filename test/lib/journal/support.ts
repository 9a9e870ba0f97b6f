import 'fake-indexeddb/auto';
import { createIndexedDbStore } from '@/lib/journal/indexed-db-store';
import { createJournal, type JournalOptions } from '@/lib/journal/journal';
import { createMemoryStore } from '@/lib/journal/memory-store';
import type { JournalStore } from '@/lib/journal/store';
import type { Unnumbered } from '@/lib/journal/tab-log';
import type { SessionMemory } from '@/lib/journal/tabs';
import type { Observation } from '@/lib/model/observation';

let databases = 0;

/** A name no other test uses; a second store of the same name is what a restarted background opens. */
export function aDatabaseName(): string {
  databases += 1;
  return `journal-${databases}`;
}

export const openDisk = (name = aDatabaseName()) => createIndexedDbStore(name);

export function openJournal(overrides: Partial<JournalOptions> = {}) {
  return createJournal({
    disk: openDisk(),
    memory: createMemoryStore(),
    lookUpTab: async () => ({ isPrivate: false }),
    ...overrides,
  });
}

export function anObservation(id: string, overrides: Partial<Extract<Observation, { kind: 'console' }>> = {}) {
  const observation: Observation = {
    id,
    source: 'page',
    kind: 'console',
    level: 'log',
    text: `line ${id}`,
    args: [],
    at: 1000,
    ...overrides,
  };
  return observation;
}

export const unnumbered = (observation: Observation): Unnumbered => ({
  ...observation,
  frameId: 0,
  documentId: 'doc-1',
  documentUrl: 'https://shop.example/',
});

/** `count` observations of one sender, from a counter on. */
export const someObservations = (sender: string, count: number, from = 1): Unnumbered[] =>
  Array.from({ length: count }, (_, index) => unnumbered(anObservation(`${sender}:${from + index}`)));

/** Everything a journal has of a tab after a seq, and the gaps on the way. */
export async function readAll(journal: Pick<ReturnType<typeof openJournal>, 'read'>, tabId: number, afterSeq = 0) {
  const records = [];
  const gaps = [];
  for (let seq = afterSeq; ; ) {
    const page = await journal.read(tabId, seq);
    if (page.gap) gaps.push(page.gap);
    const last = page.records.at(-1);
    if (!last) return { records, gaps };
    records.push(...page.records);
    seq = last.seq;
  }
}

/** A store whose commits can be made to fail. */
export function refusingStore(store: JournalStore) {
  let refuses = false;
  const wrapped: JournalStore = {
    ...store,
    commit: (tabId, change) =>
      refuses
        ? Promise.reject(new DOMException('The disk is full', 'QuotaExceededError'))
        : store.commit(tabId, change),
  };
  return { store: wrapped, refuse: (on: boolean) => (refuses = on) };
}

/** `storage.session` of one browser: lives on when a background is made anew with it. */
export function sessionMemory(): SessionMemory {
  const stored = new Map<string, string>();
  return {
    load: async () => Object.fromEntries([...stored].map(([key, value]) => [key, JSON.parse(value)])),
    save: (key, value) => stored.set(key, JSON.stringify(value)),
    forget: (key) => stored.delete(key),
  };
}
