import type { JournalRecord } from '@/lib/model/observation';

/** Where journals are kept: on disk for ordinary windows, in memory for private ones. One commit is all or nothing. */
export type JournalStore = {
  loadTab(tabId: number): Promise<StoredTab | undefined>;
  loadSender(tabId: number, sender: string): Promise<SenderRow | undefined>;
  commit(tabId: number, change: Change): Promise<void>;
  /** The records of neighbouring chunks in order of seq, also when the last one has grown meanwhile. */
  readChunks(tabId: number, first: ChunkMeta, last: ChunkMeta): Promise<JournalRecord[]>;
  readBody(tabId: number, digest: string): Promise<string | undefined>;
  deleteTab(tabId: number): Promise<void>;
  tabIds(): Promise<number[]>;
};

export type TabRow = {
  tabId: number;
  epoch: number;
  /** The highest seq given out. */
  seq: number;
  /** The highest seq when the user last cleared: what is missing up to here is not a gap. */
  clearedSeq: number;
  dropped: number;
  rejected: number;
};

/** Records that were stored together, the unit in which they are read and dropped. */
export type ChunkMeta = { firstSeq: number; lastSeq: number; records: number; bytes: number };

export type Chunk = ChunkMeta & { content: JournalRecord[] };

/** What a sender (a document, a DevTools page) has delivered, so that what it sends again is not kept twice. */
export type SenderRow = { sender: string; ranges: CounterRange[] };

/** Both ends included. */
export type CounterRange = [from: number, to: number];

export type BodyRow = { digest: string; text: string; lastSeq: number };

export type StoredTab = { row: TabRow; chunks: ChunkMeta[] };

export type Change = {
  row: TabRow;
  chunks: Chunk[];
  senders: SenderRow[];
  bodies: BodyRow[];
  /** Chunks that a longer one among `chunks` replaces. */
  replaced: ChunkMeta[];
  /** Chunks to drop, oldest first, with the bodies that only they and older ones used. */
  dropped: ChunkMeta[];
};
