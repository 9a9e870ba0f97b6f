import { expect, test } from 'vitest';
import { judge } from '@/lib/rules/judge';
import { timelineOf } from '@/lib/timeline/timeline';
import { aLongVisit, timeRejudging } from '@/test/bench/rejudge';

test('judging anew gives what judging for the first time gives', () => {
  const entries = aLongVisit(400);
  for (let size = 1; size <= entries.length; size += 7) judge(timelineOf(entries.slice(0, size)));
  const fresh = timelineOf(structuredClone(entries));
  expect(judge(timelineOf(entries))).toEqual(judge(fresh));
});

test('judging ten thousand entries anew stays far from being felt', () => {
  // The target is 5 ms on an idle machine, and `npm run bench` measures it; here others run beside us.
  expect(timeRejudging(10_000, 20).p50Ms).toBeLessThan(500);
}, 30_000);
