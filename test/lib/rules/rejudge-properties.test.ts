import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import type { Judgement } from '@/lib/model/judgement';
import type { JudgeOptions } from '@/lib/rules/context';
import { judge } from '@/lib/rules/judge';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { type Timeline, timelineOf } from '@/lib/timeline/timeline';
import { aLongVisit } from '@/test/bench/rejudge';
import { arbitraryRecords } from '@/test/lib/timeline/arbitrary-records';
import { ALL_CASES } from './cases/all';

/** What is kept from one judgement to the next must never show: against judging the same by whoever never judged. */

/** With modules of its own, which have kept nothing. */
async function judgeAfresh(timeline: Timeline, options: JudgeOptions): Promise<Judgement> {
  vi.resetModules();
  const fresh = await import('@/lib/rules/judge');
  return fresh.judge(timeline, options);
}

const RECORDINGS: Entry[][] = Object.values(ALL_CASES).flatMap(({ valid, invalid }) =>
  [...Object.values(valid), ...Object.values(invalid)].map((given) => (Array.isArray(given) ? given : given.entries)),
);

/** A few pages of one visit, each with a signup. */
const LONG = aLongVisit(120).slice(20);

/** As of the same moment as another entry. */
const at = (entry: Entry | undefined) => (late: Entry) => ({ ...late, at: entry?.at ?? late.at });

/** Recordings one after the other, as of one tab: ids told apart, each begun when the one before was over. */
function inARow(recordings: readonly (readonly Entry[])[]): Entry[] {
  const row: Entry[] = [];
  let endedAt = 1_760_000_100_000;
  for (const [turn, recording] of recordings.entries()) {
    const own = (text: string) => text.replaceAll(/"e(\d+)"/g, (_, number) => `"e${turn}-${number}"`);
    const entries = JSON.parse(own(JSON.stringify(recording))) as Entry[];
    const byMs = endedAt + 1000 - Math.min(...entries.map(({ at }) => at));
    for (const entry of entries) {
      row.push({ ...entry, number: row.length + 1, at: entry.at + byMs });
      endedAt = Math.max(endedAt, entry.at + byMs);
    }
  }
  return row;
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('grow' as const), by: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('grow' as const), by: fc.integer({ min: 100, max: 300 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('late' as const), by: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('late' as const), by: fc.nat(400) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdrawn' as const), by: fc.nat(200) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('changed' as const), by: fc.nat(400) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cleared' as const), by: fc.nat(100) }) },
);

/** An entry as it reads once more is known of it: the browser answers for it, it ended otherwise, or it was ours. */
function changed(entry: Entry, by: number): Entry {
  if (entry.kind === 'request') {
    const outcomes: Entry[] = [
      { ...entry, outcome: { kind: 'pending' } },
      { ...entry, outcome: { kind: 'failed', reason: 'network', message: 'Failed', endedAt: entry.at + 5 } },
      { ...entry, ours: true },
    ];
    return outcomes[by % outcomes.length] ?? entry;
  }
  if (entry.kind === 'queue') return { ...entry, state: by % 2 === 0 ? 'waiting' : 'drained' };
  if (entry.kind === 'script') return { ...entry, state: by % 2 === 0 ? 'failed' : 'loaded' };
  if (entry.kind === 'cookie') return { ...entry, action: by % 2 === 0 ? 'refused' : 'changed', previous: 'before' };
  if (entry.kind === 'navigation') return { ...entry, navigationCause: by % 2 === 0 ? 'unload' : 'load' };
  return { ...entry, documentUrl: `${entry.documentUrl}#later`, effects: [] };
}

const recordings = fc.array(
  // The long visit has no landing in its middle, so what comes after it is judged together with it.
  fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...RECORDINGS) }, { weight: 1, arbitrary: fc.constant(LONG) }),
  { minLength: 4, maxLength: 24 },
);

test('judging a recording that grows and changes gives what judging it from nothing gives', async () => {
  const steps = fc.array(step, { minLength: 2, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(recordings, steps, fc.boolean(), async (parts, changes, isLive) => {
      const coming = inARow(parts);
      let entries: Entry[] = [];
      let options: JudgeOptions = {};
      let judged: Judgement | undefined;
      for (const { kind, by } of changes) {
        const place = Math.max(0, entries.length - 1 - by);
        const entry = entries[place];
        if (kind === 'grow') entries = [...entries, ...coming.splice(0, by)];
        else if (kind === 'late') entries = entries.toSpliced(place, 0, ...coming.splice(0, 1).map(at(entry)));
        else if (kind === 'withdrawn') entries = entries.toSpliced(place, 1);
        else if (kind === 'changed' && entry) entries = entries.with(place, changed(entry, by));
        else if (kind === 'cleared') entries = entries.slice(by);
        options = isLive ? { now: (entries.at(-1)?.at ?? 0) + by * 100 } : {};
        judged = judge(timelineOf(entries), options);
      }
      expect(judged).toEqual(await judgeAfresh(timelineOf(entries), options));
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('and so does judging a journal while it is folded, some records at a time', async () => {
  const journal = fc.array(arbitraryRecords, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(journal, fc.integer({ min: 1, max: 60 }), async (parts, by) => {
      const records = parts.flat().map((record, index) => ({ ...record, seq: index + 1, id: `${record.id}-${index}` }));
      let timeline = emptyTimeline();
      let judged = judge(timeline);
      for (let index = 0; index < records.length; index += by) {
        timeline = foldAll(timeline, records.slice(index, index + by));
        judged = judge(timeline);
      }
      const { entries, dropped, rejected, lastSeq } = timeline;
      expect(judged).toEqual(await judgeAfresh({ ...timelineOf(entries), dropped, rejected, lastSeq }, {}));
    }),
    { numRuns: 80 },
  );
}, 60_000);
