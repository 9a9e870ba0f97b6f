import type { CallEntry, CallOutcome, NoticeEntry, QueueEntry, ScriptEntry } from '@/lib/model/entry';
import type { JournalRecord } from '@/lib/model/observation';
import { leadPayloadOfCall } from '@/lib/tracker/lead-payload';
import { dialectOfMethod, dialectOfScript } from './dialect-signs';
import { entryBase, inOrder } from './entry-base';
import { leadKeyOf } from './lead-key';
import type { Built, Hints, Node, Nodes } from './node';

/** Joins whose records say themselves what they belong to: a script element, a call, a queue item. */

type RecordOf<K extends JournalRecord['kind']> = Extract<JournalRecord, { kind: K }>;

export type Join<K extends JournalRecord['kind']> = { add(record: RecordOf<K>): void };

function joinByKey<R extends JournalRecord>(
  nodes: Nodes,
  keyOf: (record: R) => string,
  build: (records: R[]) => Built,
) {
  const joined = new Map<string, { node: Node; records: R[] }>();
  return {
    add(record: R): void {
      const key = keyOf(record);
      const known = joined.get(key);
      if (known) {
        known.records.push(record);
        nodes.touch(known.node);
        return;
      }
      const records = [record];
      joined.set(key, { records, node: nodes.create(() => build(inOrder(records))) });
    },
  };
}

/** The document that spoke: the part of a relay's id before its counter. */
export function senderOf(record: JournalRecord): string {
  return record.id.slice(0, record.id.lastIndexOf(':'));
}

export function joinScripts(nodes: Nodes): Join<'script'> {
  return joinByKey<RecordOf<'script'>>(
    nodes,
    (record) => `${senderOf(record)} ${record.elementId}`,
    (records) => ({ entry: buildScript(records) }),
  );
}

function buildScript(records: RecordOf<'script'>[]): ScriptEntry {
  const last = latest(records, ['found', 'inert', 'removed', 'loaded', 'failed']);
  const loaded = records.find((record) => record.phase === 'loaded');
  const failed = last.phase === 'failed' ? last : undefined;
  const dialect = dialectOfScript(last.src);
  const entry: ScriptEntry = Object.assign(entryBase(records), {
    kind: 'script' as const,
    src: last.src,
    attributes: last.attributes,
    placement: last.placement,
    state: last.phase,
  });
  if (failed?.reason) entry.reason = failed.reason;
  if (last.message !== undefined) entry.message = last.message;
  if (loaded) entry.loadedAt = loaded.at;
  if (records.some((record) => record.routed === true)) entry.routed = true;
  const ended = failed ?? loaded;
  if (ended) entry.endedAt = ended.at;
  if (dialect) entry.dialect = dialect;
  return entry;
}

export function joinCalls(nodes: Nodes): Join<'call'> {
  return joinByKey<RecordOf<'call'>>(nodes, (record) => `${senderOf(record)} ${record.callId}`, buildCall);
}

function buildCall(records: RecordOf<'call'>[]): Built {
  const called = records.find((record) => record.phase === 'called') ?? records[0];
  if (!called) throw new Error('A call is made of records.');
  const last = latest(records, ['called', 'returned', 'threw', 'resolved', 'rejected']);
  const returned = records.find((record) => record.phase === 'returned' || record.phase === 'threw');
  const queueItemId = records.find((record) => record.queueItemId !== undefined)?.queueItemId;
  const dialect = dialectOfMethod(called.method);
  const args = called.args ?? [];
  const base = entryBase(records);
  const entry: CallEntry = Object.assign(base, {
    at: called.at,
    kind: 'call' as const,
    target: called.target,
    method: called.method,
    args,
    outcome: callOutcome(last),
  });
  if (last.phase !== 'called') entry.endedAt = last.at;
  if (queueItemId !== undefined) entry.queueItemId = queueItemId;
  if (dialect) entry.dialect = dialect;
  const hints: Hints = {};
  const leadKey = leadKeyOf(leadPayloadOfCall(called.method, args));
  if (leadKey !== undefined) hints.leadKey = leadKey;
  if (returned) {
    hints.returnedAt = returned.at;
    hints.returnedSeq = returned.seq;
  }
  return { entry, hints };
}

function callOutcome(last: RecordOf<'call'>): CallOutcome {
  if (last.phase === 'called') return { kind: 'pending' };
  return { kind: last.phase, endedAt: last.at, ...(last.value !== undefined && { value: last.value }) };
}

export function joinQueue(nodes: Nodes): Join<'queue'> {
  return joinByKey<RecordOf<'queue'>>(
    nodes,
    // What is said of the queue itself stands alone.
    (record) => (record.itemId === undefined ? `#${record.seq}` : `${senderOf(record)} ${record.itemId}`),
    (records) => ({ entry: buildQueue(records) }),
  );
}

const QUEUE_STATES: Record<RecordOf<'queue'>['phase'], QueueEntry['state']> = {
  pushed: 'waiting',
  drained: 'drained',
  refused: 'refused',
  created: 'created',
  replaced: 'replaced',
  misspelt: 'misspelt',
  lexical: 'lexical',
  unreadable: 'unreadable',
};

function buildQueue(records: RecordOf<'queue'>[]): QueueEntry {
  const first = records.find((record) => record.phase === 'pushed') ?? records[0];
  if (!first) throw new Error('A queue item is made of records.');
  const last = latest(records, [
    'created',
    'replaced',
    'unreadable',
    'lexical',
    'misspelt',
    'pushed',
    'drained',
    'refused',
  ]);
  const drained = records.find((record) => record.phase === 'drained' || record.phase === 'refused');
  const item = records.find((record) => record.item !== undefined)?.item;
  const method = Array.isArray(item) && typeof item[0] === 'string' ? item[0] : undefined;
  const dialect = method === undefined ? undefined : dialectOfMethod(method);
  const position = records.find((record) => record.position !== undefined)?.position;
  const message = records.findLast((record) => record.message !== undefined)?.message;
  const base = entryBase(records);
  const early = records.some((record) => record.early === true);
  if (early)
    base.missing.push({ part: 'stack', reason: 'No stack: it stood in the queue before anybody could watch it.' });
  const entry: QueueEntry = Object.assign(base, {
    at: first.at,
    kind: 'queue' as const,
    name: first.name,
    state: QUEUE_STATES[last.phase],
    early,
    afterLoad: !drained && records.some((record) => record.afterLoad === true),
  });
  if (first.itemId !== undefined) entry.itemId = first.itemId;
  if (position !== undefined) entry.position = position;
  if (item !== undefined) entry.item = item;
  if (method !== undefined) entry.method = method;
  if (drained) {
    entry.drainedAt = drained.at;
    entry.endedAt = drained.at;
  }
  if (message !== undefined) entry.message = message;
  if (dialect) entry.dialect = dialect;
  return entry;
}

export function joinNotices(nodes: Nodes): Join<'storage'> {
  return joinByKey<RecordOf<'storage'>>(
    nodes,
    (record) => `#${record.seq}`,
    (records) => ({ entry: buildNotice(records) }),
  );
}

function buildNotice(records: RecordOf<'storage'>[]): NoticeEntry {
  const last = records.at(-1);
  if (!last) throw new Error('A notice is made of a record.');
  const { ours: _ours, ...base } = entryBase(records);
  return Object.assign(base, {
    kind: 'notice' as const,
    phase: last.phase,
    message: last.message,
    ...(last.count !== undefined && { count: last.count }),
    ...(last.phase === 'ours' && { ours: true }),
  });
}

/** The record of the furthest phase; of two alike the later. */
function latest<R extends JournalRecord & { phase: string }>(records: readonly R[], order: R['phase'][]): R {
  let best: R | undefined;
  for (const record of records) {
    if (!best || order.indexOf(record.phase) >= order.indexOf(best.phase)) best = record;
  }
  if (!best) throw new Error('An entry is made of records.');
  return best;
}
