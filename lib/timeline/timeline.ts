import type { Entry } from '@/lib/model/entry';
import type { Lineage } from './lineage';

/**
 * What folding a journal gives: every entry in the order people read it, and what is known to be missing. An old
 * timeline stays valid when a newer one is folded from it.
 */
export type Timeline = {
  /** Sorted by `at`, then as the page told them: whole milliseconds are all that some browsers' clocks tell. */
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
  return a.at - b.at || (a.order ?? a.number) - (b.order ?? b.number);
}

/** A timeline of ready-made entries, for whoever has no journal: a rule's cases, a session without one. */
export function timelineOf(entries: readonly Entry[]): Timeline {
  const sorted = [...entries].sort(compareEntries);
  return {
    entries: sorted,
    byId: new Map(sorted.map((entry) => [entry.id, entry])),
    lastSeq: sorted.reduce((highest, entry) => Math.max(highest, entry.number), 0),
    dropped: sorted.reduce((sum, entry) => sum + noticeCount(entry, 'gap'), 0),
    rejected: sorted.reduce((sum, entry) => sum + noticeCount(entry, 'rejected'), 0),
  };
}

/** What an entry says was lost; 0 for any other. */
export function noticeCount(entry: Entry | undefined, phase: 'gap' | 'rejected'): number {
  return entry?.kind === 'notice' && entry.phase === phase ? (entry.count ?? 1) : 0;
}
