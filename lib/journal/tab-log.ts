import type { JournalRecord, Observation, Stamp } from '@/lib/model/observation';
import { type LargeBody, lighten } from './bodies';
import { appendToChunks, chunksToDrop } from './chunks';
import { lostBefore, refusedByDisk } from './gap';
import { createSender, type Sender, splitId } from './senders';
import type { BodyRow, Change, Chunk, ChunkMeta, JournalStore, TabRow } from './store';

/** One tab's part of the journal: numbers what comes, stores it in groups, and reads it back. */
export type TabLog = {
  /** Resolves when everything given is stored; rejects when the store refused, and keeps it in memory meanwhile. */
  append(observations: Unnumbered[]): Promise<void>;
  /** The next records after a seq, as many as one message should carry; none at the end. */
  read(afterSeq: number): Promise<Page>;
  readBody(digest: string): Promise<string | undefined>;
  reject(count: number): Promise<void>;
  clear(): Promise<void>;
  row(): Promise<TabRow>;
};

/** What a witness said and where, before its place in the journal is known. */
export type Unnumbered = Observation & Omit<Stamp, 'seq' | 'tabId'>;

export type Page = { records: JournalRecord[]; gap?: { fromSeq: number; toSeq: number } };

/** Each group of records once it is stored, in order of seq; and that there are none any more. */
export type LogEvent = { type: 'records'; records: JournalRecord[] } | { type: 'cleared' };

export type Limits = { records: number; bytes: number };

export type TabLogOptions = {
  tabId: number;
  store: JournalStore;
  /** True when the store ends with the background. */
  isVolatile: boolean;
  limits: () => Limits;
  now: () => number;
  onEvent: (event: LogEvent) => void;
  /** So long after a commit, what comes is gathered for the next one; 0 stores everything at once. */
  gatherMs: number;
};

const PAGE_RECORDS = 1000;
const PAGE_BYTES = 2 * 1024 * 1024;

type Waiting = { observations: Unnumbered[]; resolve: () => void; reject: (error: unknown) => void };

export function createTabLog({ tabId, store, isVolatile, limits, now, onEvent, gatherMs }: TabLogOptions): TabLog {
  let waiting: Waiting[] = [];
  const senders = new Map<string, Sender>();
  let unsaved = emptyUnsaved();
  /** The seq whose chunk bears the weight of a body, by digest: records with the same body share one. */
  const bearers = new Map<string, number>();
  /** Counted, not yet in `row`: a flood of them becomes one commit. */
  let rejected = 0;
  let chunks: ChunkMeta[] = [];
  /** The last chunk with its content, to grow while it is small. */
  let tail: Chunk | undefined;
  let row: TabRow = { tabId, epoch: now(), seq: 0, clearedSeq: 0, dropped: 0, rejected: 0 };

  /** A commit costs much the same for one record as for a hundred; in a flood it would be one for each. */
  let rested: Promise<void> = Promise.resolve();

  /** Everything that reads or changes the log runs one after the other. */
  let turn: Promise<unknown> = store.loadTab(tabId).then(
    (stored) => {
      if (!stored) return;
      row = stored.row;
      chunks = stored.chunks;
    },
    // A store that cannot be read will not be written either, and the first commit says so to who can tell the user.
    () => undefined,
  );

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function senderOf(name: string): Promise<Sender> {
    const known = senders.get(name);
    if (known) return known;
    const stored = await store.loadSender(tabId, name).catch(() => undefined);
    const sender = createSender(name, stored);
    senders.set(name, sender);
    return sender;
  }

  /** Gives what is new its place, and leaves out what came before. */
  async function number(observations: readonly Unnumbered[]): Promise<JournalRecord[]> {
    const records: JournalRecord[] = [];
    for (const given of observations) {
      const { sender: name, counter } = splitId(given.id);
      const sender = await senderOf(name);
      if (isVolatile && counter > 1 && !sender.isKnown()) {
        records.push(...(await number([lostBefore(given, name, counter - 1)])));
      }
      if (!sender.take(counter)) continue;
      unsaved.senders.add(sender);
      if (row.clearedSeq > 0 && isToldLate(given, row.epoch)) continue;
      const { frameId, documentId, documentUrl } = given;
      const { observation, large } = await lighten(given);
      row = { ...row, seq: row.seq + 1 };
      if (large) keepBody(large, row.seq);
      records.push({ ...observation, seq: row.seq, tabId, frameId, documentId, documentUrl });
    }
    return records;
  }

  function keepBody({ digest, text }: LargeBody, seq: number): void {
    unsaved.bodies.push({ digest, text, lastSeq: seq });
    const bearer = bearers.get(digest);
    if (bearer !== undefined && bearer >= (chunks[0]?.firstSeq ?? 0)) return;
    bearers.set(digest, seq);
    unsaved.bodyBytes.set(seq, text.length);
  }

  /** Stores the records with all that the store refused before, and drops what is beyond the limits. */
  async function commit(records: JournalRecord[]): Promise<void> {
    const content = [...unsaved.records, ...records];
    const added = appendToChunks(tail, content, unsaved.bodyBytes);
    const replaced = chunks.slice(-1).filter((chunk) => chunk.firstSeq === added[0]?.firstSeq);
    const kept = [...chunks.slice(0, chunks.length - replaced.length), ...added.map(withoutContent)];
    const dropped = chunksToDrop(kept, limits());
    const change: Change = {
      row: { ...row, dropped: row.dropped + dropped.reduce((sum, chunk) => sum + chunk.records, 0) },
      chunks: added,
      senders: [...unsaved.senders].map((sender) => sender.row()),
      bodies: unsaved.bodies,
      replaced,
      dropped,
    };
    try {
      await store.commit(tabId, change);
    } catch (error) {
      keepUnsaved(content);
      throw new Error('The browser refused to store the journal', { cause: error });
    }
    row = change.row;
    chunks = kept.slice(dropped.length);
    tail = added.at(-1) ?? tail;
    unsaved = emptyUnsaved();
  }

  /** What was refused waits in memory, which is no larger than the disk would be. */
  function keepUnsaved(content: readonly JournalRecord[]): void {
    const dropped = chunksToDrop(appendToChunks(undefined, content, unsaved.bodyBytes), limits());
    const lastDropped = dropped.at(-1)?.lastSeq ?? 0;
    unsaved.records = content.filter(({ seq }) => seq > lastDropped);
    unsaved.bodies = unsaved.bodies.filter(({ lastSeq }) => lastSeq > lastDropped);
    row = { ...row, dropped: row.dropped + content.length - unsaved.records.length };
  }

  async function writeWaiting(): Promise<void> {
    const batch = waiting;
    waiting = [];
    const observations = batch.flatMap((one) => one.observations);
    const last = observations.at(-1);
    if (!last) return;
    const records = await number(observations);
    try {
      if (records.length > 0 || unsaved.records.length > 0) await commit(records);
      for (const one of batch) one.resolve();
    } catch (error) {
      for (const one of batch) one.reject(error);
      // Said once, and stored with the rest should the store take it again.
      const notice = await number([refusedByDisk(last, row.epoch, error instanceof Error ? error.cause : error)]);
      unsaved.records.push(...notice);
      records.push(...notice);
    }
    if (records.length > 0) onEvent({ type: 'records', records });
  }

  /** Whole chunks from the one that holds the first record wanted, up to a page's worth. */
  async function readStored(afterSeq: number): Promise<JournalRecord[]> {
    const from = chunks.findIndex((chunk) => chunk.lastSeq > afterSeq);
    const first = chunks[from];
    if (!first) return [];
    let last = first;
    let records = first.records;
    let bytes = first.bytes;
    for (const chunk of chunks.slice(from + 1)) {
      records += chunk.records;
      bytes += chunk.bytes;
      if (records > PAGE_RECORDS || bytes > PAGE_BYTES) break;
      last = chunk;
    }
    return store.readChunks(tabId, first, last);
  }

  return {
    append(observations) {
      if (observations.length === 0) return Promise.resolve();
      const stored = new Promise<void>((resolve, reject) => waiting.push({ observations, resolve, reject }));
      void inTurn(async () => {
        if (waiting.length === 0) return;
        await rested;
        await writeWaiting();
        if (gatherMs > 0) rested = new Promise((resolve) => setTimeout(resolve, gatherMs));
      });
      return stored;
    },

    read: (afterSeq) =>
      inTurn(async () => {
        const expected = Math.max(afterSeq, row.clearedSeq) + 1;
        // What can no longer be read is a gap like what was dropped, and the user sees it as one.
        const stored = await readStored(afterSeq).catch(() => []);
        const isAtEnd = stored.length === 0;
        const records = (isAtEnd ? unsaved.records : stored).filter((record) => record.seq > afterSeq);
        const found = records[0]?.seq ?? row.seq + 1;
        return found > expected ? { records, gap: { fromSeq: expected, toSeq: found - 1 } } : { records };
      }),

    readBody: (digest) =>
      inTurn(async () => {
        const waitingBody = unsaved.bodies.find((body) => body.digest === digest);
        return waitingBody?.text ?? (await store.readBody(tabId, digest));
      }),

    reject(count) {
      rejected += count;
      return inTurn(async () => {
        if (rejected === 0) return;
        row = { ...row, rejected: row.rejected + rejected };
        rejected = 0;
        await commit([]);
      });
    },

    clear: () =>
      inTurn(async () => {
        await writeWaiting();
        const cleared: TabRow = {
          ...row,
          epoch: Math.max(now(), row.epoch + 1),
          clearedSeq: row.seq,
          dropped: 0,
          rejected: 0,
        };
        const senderRows = [...unsaved.senders].map((sender) => sender.row());
        const change = { row: cleared, chunks: [], senders: senderRows, bodies: [], replaced: [], dropped: chunks };
        await store.commit(tabId, change);
        row = cleared;
        chunks = [];
        tail = undefined;
        bearers.clear();
        unsaved = emptyUnsaved();
        onEvent({ type: 'cleared' });
      }),

    row: () => inTurn(async () => row),
  };
}

/** What the store has refused so far; goes along with the next commit. */
type Unsaved = {
  records: JournalRecord[];
  bodies: BodyRow[];
  bodyBytes: Map<number, number>;
  senders: Set<Sender>;
};

const emptyUnsaved = (): Unsaved => ({ records: [], bodies: [], bodyBytes: new Map(), senders: new Set() });

/**
 * DevTools' log tells of a request once it is over and its body was read, which on a busy machine is long after the
 * other witnesses did: what began before the user cleared the log is not to come back by it. Nor is a page that came
 * or went before, of which a browser may tell late.
 */
function isToldLate(given: Unnumbered, clearedAt: number): boolean {
  if (given.kind === 'navigation' && (given.source !== 'page' || given.cause === 'unload')) return given.at < clearedAt;
  if (given.source !== 'network') return false;
  return given.at - ('durationMs' in given ? (given.durationMs ?? 0) : 0) < clearedAt;
}

const withoutContent = ({ content: _, ...meta }: Chunk): ChunkMeta => meta;
