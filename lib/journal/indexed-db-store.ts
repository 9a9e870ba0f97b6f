import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { JournalRecord } from '@/lib/model/observation';
import type { BodyRow, Change, ChunkMeta, JournalStore, SenderRow, TabRow } from './store';

const VERSION = 1;

/** A chunk's facts are its key, so that a tab's chunks can be listed without reading what is in them. */
type ChunkKey = [tabId: number, firstSeq: number, lastSeq: number, records: number, bytes: number];

interface JournalDatabase extends DBSchema {
  tabs: { key: number; value: TabRow };
  chunks: { key: ChunkKey; value: JournalRecord[] };
  senders: { key: [tabId: number, sender: string]; value: SenderRow };
  bodies: {
    key: [tabId: number, digest: string];
    value: BodyRow & { tabId: number };
    indexes: { lastSeq: [tabId: number, lastSeq: number] };
  };
}

/** The journal of ordinary windows: survives a stop of the background, not its tab. */
export function createIndexedDbStore(databaseName = 'affitor-journal'): JournalStore & { close(): Promise<void> } {
  let opened: Promise<IDBPDatabase<JournalDatabase>> | undefined;

  function database(): Promise<IDBPDatabase<JournalDatabase>> {
    opened ??= openDB<JournalDatabase>(databaseName, VERSION, {
      upgrade(db) {
        db.createObjectStore('tabs', { keyPath: 'tabId' });
        db.createObjectStore('chunks');
        db.createObjectStore('senders');
        const bodies = db.createObjectStore('bodies');
        bodies.createIndex('lastSeq', ['tabId', 'lastSeq']);
      },
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
        opened = undefined;
      },
      terminated: () => {
        opened = undefined;
      },
    }).catch((error: unknown) => {
      opened = undefined;
      throw new Error('The journal could not be opened', { cause: error });
    });
    return opened;
  }

  async function commit(tabId: number, change: Change): Promise<void> {
    const db = await database();
    const transaction = db.transaction(['tabs', 'chunks', 'senders', 'bodies'], 'readwrite', { durability: 'relaxed' });
    const bodies = transaction.objectStore('bodies');
    const writes: Promise<unknown>[] = [transaction.objectStore('tabs').put(change.row)];
    for (const chunk of change.replaced) {
      writes.push(transaction.objectStore('chunks').delete(chunkKey(tabId, chunk)));
    }
    for (const chunk of change.chunks) {
      writes.push(transaction.objectStore('chunks').put(chunk.content, chunkKey(tabId, chunk)));
    }
    for (const sender of change.senders) {
      writes.push(transaction.objectStore('senders').put(sender, [tabId, sender.sender]));
    }
    for (const body of change.bodies) writes.push(bodies.put({ tabId, ...body }, [tabId, body.digest]));
    for (const chunk of change.dropped) {
      writes.push(transaction.objectStore('chunks').delete(chunkKey(tabId, chunk)));
    }
    const lastDropped = change.dropped.at(-1)?.lastSeq;
    if (lastDropped !== undefined) {
      const unused = await bodies.index('lastSeq').getAllKeys(IDBKeyRange.bound([tabId, 0], [tabId, lastDropped]));
      for (const key of unused) writes.push(bodies.delete(key));
    }
    await Promise.all([...writes, transaction.done]);
  }

  return {
    async loadTab(tabId) {
      const db = await database();
      const transaction = db.transaction(['tabs', 'chunks']);
      const row = await transaction.objectStore('tabs').get(tabId);
      if (!row) return undefined;
      const keys = await transaction.objectStore('chunks').getAllKeys(ofTab(tabId));
      return { row, chunks: keys.map(chunkMeta) };
    },
    loadSender: async (tabId, sender) => (await database()).get('senders', [tabId, sender]),
    commit,
    async readChunks(tabId, first, last) {
      const range = IDBKeyRange.bound([tabId, first.firstSeq], [tabId, last.firstSeq, AFTER_ALL]);
      return (await (await database()).getAll('chunks', range)).flat();
    },
    readBody: async (tabId, digest) => (await (await database()).get('bodies', [tabId, digest]))?.text,
    async deleteTab(tabId) {
      const db = await database();
      const transaction = db.transaction(['tabs', 'chunks', 'senders', 'bodies'], 'readwrite');
      await Promise.all([
        transaction.objectStore('tabs').delete(tabId),
        transaction.objectStore('chunks').delete(ofTab(tabId)),
        transaction.objectStore('senders').delete(ofTab(tabId)),
        transaction.objectStore('bodies').delete(ofTab(tabId)),
        transaction.done,
      ]);
    },
    tabIds: async () => (await database()).getAllKeys('tabs'),
    async close() {
      if (opened) (await opened).close();
      opened = undefined;
    },
  };
}

/** In an IndexedDB key an array sorts after every number and string. */
const AFTER_ALL: IDBValidKey = [];

const ofTab = (tabId: number) => IDBKeyRange.bound([tabId], [tabId, AFTER_ALL]);

const chunkKey = (tabId: number, chunk: ChunkMeta): ChunkKey => [
  tabId,
  chunk.firstSeq,
  chunk.lastSeq,
  chunk.records,
  chunk.bytes,
];

const chunkMeta = ([, firstSeq, lastSeq, records, bytes]: ChunkKey): ChunkMeta => ({
  firstSeq,
  lastSeq,
  records,
  bytes,
});
