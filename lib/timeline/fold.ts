import type { JournalRecord } from '@/lib/model/observation';
import { createFoldState } from './fold-state';
import { indexOf, type Lineage, type SharedFold } from './lineage';
import { type Timeline, timelineOf } from './timeline';

/**
 * Journal records become entries here. Pure, order-tolerant and idempotent: the same records in any order, any of
 * them twice, give the same entries. Older timelines stay as they are.
 */
export function emptyTimeline(): Timeline {
  return timelineOf([]);
}

export function fold(timeline: Timeline, record: JournalRecord): Timeline {
  return foldAll(timeline, [record]);
}

export function foldAll(timeline: Timeline, records: readonly JournalRecord[]): Timeline {
  if (records.length === 0) return timeline;
  const shared = continueFrom(timeline);
  const fresh = shared.state.absorb(records);
  if (fresh.length === 0) return timeline;
  for (const record of fresh) shared.records.push(record);
  return timelineAt({ shared, length: shared.records.length });
}

/** The records a timeline was folded from, in the order they came; none of one made of entries. */
export function recordsOf({ lineage }: Timeline): readonly JournalRecord[] {
  return lineage ? lineage.shared.records.slice(0, lineage.length) : [];
}

/** The shared fold when the timeline is its latest, else a new one of the timeline's own records. */
function continueFrom(timeline: Timeline): SharedFold {
  const { lineage, entries } = timeline;
  if (lineage && lineage.shared.records.length === lineage.length) return lineage.shared;
  if (!lineage && entries.length > 0) {
    throw new Error('Only a timeline that was folded from records can be folded on.');
  }
  const records = [...recordsOf(timeline)];
  const state = createFoldState();
  state.absorb(records);
  return { state, records };
}

function timelineAt(lineage: Lineage): Timeline {
  const { entries, lastSeq, dropped, rejected } = lineage.shared.state;
  return { entries, byId: indexOf(lineage, entries), lastSeq, dropped, rejected, lineage };
}
