import { evaluate } from '@/lib/expectations/evaluate';
import type { Check, CheckResult, Condition } from '@/lib/expectations/expectations';
import type { Judgement } from '@/lib/model/judgement';
import type { Timeline } from '@/lib/timeline/timeline';
import { hostOf, siteOf } from '@/lib/tracker/site';
import { memoise } from './memoise';
import type { PanelState } from './panel-store';
import { judgedTimelineOf, judgementOf, pageUrlOf } from './selectors';

/** The site's checks held against what the panel shows, live as of the last quiet moment. */

const NONE: readonly Check[] = [];

/** Checks are kept for a site with all its subdomains, for a signup goes over several. */
export function siteOfView(state: PanelState): string {
  return siteOf(hostOf(pageUrlOf(state)));
}

export function checksOf(state: PanelState): readonly Check[] {
  return state.checksBySite[siteOfView(state)] ?? NONE;
}

const results = memoise(
  (
    checks: readonly Check[],
    timeline: Timeline,
    judgement: Judgement,
    isOver: boolean,
    checkedAt: number,
  ): readonly CheckResult[] => {
    const lastAt = timeline.entries.at(-1)?.at ?? 0;
    return evaluate({ checks: [...checks] }, timeline, judgement, { over: isOver, now: Math.max(lastAt, checkedAt) });
  },
);

/** An imported recording is over: what did not come in it will not. */
export function checkResultsOf(state: PanelState): readonly CheckResult[] {
  const { imported } = state;
  const checks = checksOf(state);
  const checkedAt = !imported && checks.some(({ expect }) => hasTime(expect)) ? state.checkedAt : 0;
  return results(checks, judgedTimelineOf(state), judgementOf(state), imported !== undefined, checkedAt);
}

/** Whether time alone can decide it. */
function hasTime(condition: Condition): boolean {
  if ('within' in condition) return true;
  if ('all' in condition) return condition.all.some(hasTime);
  if ('any' in condition) return condition.any.some(hasTime);
  return 'not' in condition && hasTime(condition.not);
}

export type CheckTally = { passed: number; failed: number; open: number; all: number };

export function tallyOf(checked: readonly CheckResult[]): CheckTally {
  const count = (state: CheckResult['state']) => checked.filter((result) => result.state === state).length;
  return { passed: count('pass'), failed: count('fail'), open: count('not-yet'), all: checked.length };
}
