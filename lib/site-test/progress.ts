import type { Judgement } from '@/lib/model/judgement';
import type { JournalRecord } from '@/lib/model/observation';
import type { SiteTestStep } from '@/lib/model/site-test';
import { contextOf } from '@/lib/rules/context';
import { type JudgeOptions, judge } from '@/lib/rules/judge';
import { coverageOf } from '@/lib/timeline/coverage';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { firstSteps, stepsOf } from './steps';

/** The steps of a test as its records tell them; `now` while it runs, `undefined` once it is over. */
export function progressOf(records: readonly JournalRecord[], now: number | undefined): SiteTestStep[] {
  if (records.length === 0 && now !== undefined) return firstSteps();
  const timeline = foldAll(emptyTimeline(), [...records]);
  return stepsOf(contextOf(timeline, coverageOf(timeline), now === undefined ? {} : { now }), now === undefined);
}

export function judgementOf(records: readonly JournalRecord[], options: JudgeOptions = {}): Judgement {
  return judge(foldAll(emptyTimeline(), [...records]), options);
}
