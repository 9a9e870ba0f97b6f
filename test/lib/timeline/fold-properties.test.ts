import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '@/lib/model/observation';
import { emptyTimeline, fold, foldAll } from '@/lib/timeline/fold';
import { leadsOf } from '@/lib/timeline/leads';
import { compareEntries, timelineOf } from '@/lib/timeline/timeline';
import { arbitraryRecords } from './arbitrary-records';

const runs = { numRuns: 300 };

function foldOneByOne(records: readonly JournalRecord[]) {
  return records.reduce(fold, emptyTimeline());
}

/** The same records in another order, some of them twice, as a journal replayed in parts gives them. */
const shuffled = arbitraryRecords.chain((records) =>
  fc.record({
    records: fc.constant(records),
    other: fc
      .tuple(
        fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
        fc.subarray(records),
      )
      .map(([all, again]) => [...all, ...again]),
  }),
);

describe('the fold', () => {
  it('gives the same entries in whatever order the records come, one by one', () => {
    fc.assert(
      fc.property(shuffled, ({ records, other }) => {
        expect(foldOneByOne(other).entries).toEqual(foldAll(emptyTimeline(), records).entries);
      }),
      runs,
    );
  });

  it('gives the same entries for records in any groups', () => {
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 7 }), ({ records, other }, size) => {
        let timeline = emptyTimeline();
        for (let index = 0; index < other.length; index += size)
          timeline = foldAll(timeline, other.slice(index, index + size));
        expect(timeline.entries).toEqual(foldAll(emptyTimeline(), records).entries);
      }),
      runs,
    );
  });

  it('changes nothing when records come again', () => {
    fc.assert(
      fc.property(arbitraryRecords, (records) => {
        const timeline = foldAll(emptyTimeline(), records);
        expect(foldAll(timeline, records)).toBe(timeline);
      }),
      runs,
    );
  });

  it('leaves older timelines as they were', () => {
    fc.assert(
      fc.property(arbitraryRecords, fc.nat(), (records, at) => {
        const cut = records.length === 0 ? 0 : at % records.length;
        const older = foldAll(emptyTimeline(), records.slice(0, cut));
        const before = structuredClone(older.entries);
        const newer = foldOneByOneFrom(older, records.slice(cut));
        expect(older.entries).toEqual(before);
        expect([...older.byId.values()]).toEqual(expect.arrayContaining([...before]));
        expect(older.byId.size).toBe(before.length);
        // Going on from the older one once more leads to the same place.
        expect(foldAll(older, records.slice(cut)).entries).toEqual(newer.entries);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps entries sorted, ids unique and links mutual', () => {
    fc.assert(
      fc.property(arbitraryRecords, (records) => {
        const { entries, byId } = foldAll(emptyTimeline(), records);
        expect(entries).toEqual([...entries].sort(compareEntries));
        expect(byId.size).toBe(entries.length);
        for (const entry of entries) {
          expect(byId.get(entry.id)).toBe(entry);
          for (const effect of entry.effects) expect(byId.get(effect)?.cause).toBe(entry.id);
          if (entry.cause !== undefined) {
            expect(byId.get(entry.cause)?.effects).toContain(entry.id);
            expect(byId.get(entry.cause)?.trace).toBe(entry.trace);
          } else expect(entry.trace).toBe(entry.id);
        }
      }),
      runs,
    );
  });

  it('makes leads that share nothing, the same told as they grow or at once', () => {
    fc.assert(
      fc.property(shuffled, ({ other }) => {
        let timeline = emptyTimeline();
        for (const record of other) {
          timeline = fold(timeline, record);
          leadsOf(timeline);
        }
        const leads = leadsOf(timeline);
        const parts = leads.flatMap(({ queue, call, request }) => [queue, call, request].filter((part) => part));
        expect(new Set(parts).size).toBe(parts.length);
        expect(leads).toEqual(leadsOf(timelineOf(structuredClone(timeline.entries))));
      }),
      runs,
    );
  });

  it('loses no record: every seq is some entry’s, or belongs to one', () => {
    fc.assert(
      fc.property(arbitraryRecords, (records) => {
        const timeline = foldAll(emptyTimeline(), records);
        const distinct = new Set(records.map((record) => record.seq));
        expect(timeline.lastSeq).toBe(Math.max(0, ...distinct));
        const numbers = timeline.entries.map((entry) => entry.number);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const number of numbers) expect(distinct.has(number)).toBe(true);
      }),
      runs,
    );
  });
});

function foldOneByOneFrom(start: ReturnType<typeof emptyTimeline>, records: readonly JournalRecord[]) {
  return records.reduce(fold, start);
}
