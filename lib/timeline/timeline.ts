import type { Entry } from '@/lib/model/entry';

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
};
