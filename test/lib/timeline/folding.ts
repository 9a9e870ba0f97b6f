import type { Entry, EntryKind } from '@/lib/model/entry';
import type { JournalRecord } from '@/lib/model/observation';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';

type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>;

/** The entries of one kind that a journal folds into. */
export function foldedOf<K extends EntryKind>(kind: K, records: readonly JournalRecord[]): EntryOf<K>[] {
  return foldAll(emptyTimeline(), records).entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);
}

/** The only entry of a kind. */
export function onlyOf<K extends EntryKind>(kind: K, records: readonly JournalRecord[]): EntryOf<K> {
  const entries = foldedOf(kind, records);
  const [entry] = entries;
  if (!entry || entries.length !== 1) throw new Error(`One ${kind} was expected, there are ${entries.length}.`);
  return entry;
}
