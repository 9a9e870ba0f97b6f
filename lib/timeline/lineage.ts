import type { JournalRecord } from '@/lib/model/observation';

/** The records a timeline was folded from, in the order they came, shared by all timelines of one journal. */
export type Lineage = {
  readonly records: readonly JournalRecord[];
  /** How many of `records` this timeline holds. */
  readonly length: number;
};
