import type { JournalRecord } from '@/lib/model/observation';
import { type Timeline, timelineOf } from './timeline';

/**
 * Journal records become entries here. Pure, order-tolerant and idempotent: the same records in any order, any of
 * them twice, give the same entries.
 */
export function emptyTimeline(): Timeline {
  return timelineOf([]);
}

export function fold(timeline: Timeline, record: JournalRecord): Timeline {
  return foldAll(timeline, [record]);
}

export function foldAll(timeline: Timeline, records: readonly JournalRecord[]): Timeline {
  return records.length === 0 ? timeline : { ...timeline, lastSeq: Math.max(...records.map((record) => record.seq)) };
}
