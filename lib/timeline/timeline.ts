import type { Entry } from '@/lib/model/entry';
import type { Lineage } from './lineage';

/**
 * What folding a journal gives: every entry in the order people read it, and what is known to be missing. An old
 * timeline stays valid when a newer one is folded from it.
 */
export type Timeline = {
  /** Sorted by `at`, then `number`. */
  readonly entries: readonly Entry[];
  readonly byId: ReadonlyMap<string, Entry>;
  /** The highest seq folded in. */
  readonly lastSeq: number;
  /** Records dropped at the journal's limit, and messages that did not parse. */
  readonly dropped: number;
  readonly rejected: number;
  /** Where the fold goes on from here; nobody else reads it. */
  readonly lineage?: Lineage;
};

/** The reading order of a timeline. */
export function compareEntries(a: Entry, b: Entry): number {
  return a.at - b.at || a.number - b.number;
}

/** A timeline of ready-made entries, for whoever has no journal: a rule's cases, a session without one. */
export function timelineOf(entries: readonly Entry[]): Timeline {
  const sorted = [...entries].sort(compareEntries);
  return {
    entries: sorted,
    byId: new Map(sorted.map((entry) => [entry.id, entry])),
    lastSeq: sorted.reduce((highest, entry) => Math.max(highest, entry.number), 0),
    dropped: noticeCount(sorted, 'gap'),
    rejected: noticeCount(sorted, 'rejected'),
  };
}

function noticeCount(entries: readonly Entry[], phase: 'gap' | 'rejected'): number {
  return entries.reduce(
    (sum, entry) => (entry.kind === 'notice' && entry.phase === phase ? sum + (entry.count ?? 1) : sum),
    0,
  );
}
