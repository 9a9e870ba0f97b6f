import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalRecord, Witness } from '@/lib/model/observation';
import { judge } from '@/lib/rules/judge';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { SCENES } from '@/test/fixtures/scenes';

/** Who tells first is a matter of how busy the machine is, and clocks tell whole milliseconds. */

const START = 1_760_000_000_000;

type Told = { records: JournalRecord[]; lagMs: number };

/** What the other witnesses tell of the page's requests. */
function echo(records: readonly JournalRecord[], source: Witness): JournalRecord[] {
  return records.flatMap((record): JournalRecord[] => {
    if (record.kind !== 'request' && record.kind !== 'response') return [];
    const told = { id: `${source}:${record.seq}`, source, requestId: `${source} ${record.requestId}` };
    if (record.kind === 'request' || source === 'network') return [{ ...record, ...told }];
    return [{ ...record, ...told, body: { kind: 'unavailable', reason: 'webRequest shows no response bodies' } }];
  });
}

/** One witness after the other, each in its own order, as `turns` say whose turn it is; numbered as they come. */
function interleaved(lanes: readonly Told[], turns: Iterator<number>): JournalRecord[] {
  const left = lanes.map(({ records, lagMs }) => records.map((record) => ({ ...record, at: record.at + lagMs })));
  const journal: JournalRecord[] = [];
  for (;;) {
    const open = left.filter((records) => records.length > 0);
    const record = open[Number(turns.next().value ?? 0) % open.length]?.shift();
    if (!record) return journal;
    journal.push({ ...record, seq: journal.length + 1 });
  }
}

const judgedAs = (journal: readonly JournalRecord[]) => {
  const { verdict, findings } = judge(foldAll(emptyTimeline(), journal), { now: START + 600_000 });
  return { verdict: verdict.value, findings: findings.map(({ rule, because }) => [rule, because]) };
};

describe('the order in which the witnesses speak', () => {
  it.each(Object.entries(SCENES))('changes nothing: %s', (_, scene) => {
    // Several things of a page within each millisecond.
    const page = scene.map((record, index) => ({ ...record, at: START + Math.floor(index / 4) }));
    const lanes = (browserMs: number, networkMs: number): Told[] => [
      { records: page, lagMs: 0 },
      { records: echo(page, 'browser'), lagMs: browserMs },
      { records: echo(page, 'network'), lagMs: networkMs },
    ];
    const expected = judgedAs(interleaved(lanes(0, 0), [].values()));
    const lag = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(lag, lag, fc.infiniteStream(fc.nat({ max: 2 })), (browserMs, networkMs, turns) => {
        expect(judgedAs(interleaved(lanes(browserMs, networkMs), turns[Symbol.iterator]()))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
