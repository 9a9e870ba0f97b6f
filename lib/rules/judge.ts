import type { Finding, Judgement, Severity } from '@/lib/model/judgement';

import { coverageOf } from '@/lib/timeline/coverage';
import type { Timeline } from '@/lib/timeline/timeline';
import { linkCauses } from './causes';
import { contextOf, type JudgeOptions } from './context';

import { funnelOf } from './funnel';
import { RULES } from './registry';
import { trackerCardOf } from './tracker-card';
import { verdictOf } from './verdict';

/** The one question asked of a timeline: was the signup attributed, and if not, why not? */

export type { JudgeOptions };

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

export function judge(timeline: Timeline, options: JudgeOptions = {}): Judgement {
  const context = contextOf(timeline, coverageOf(timeline), options);
  const drafts = RULES.flatMap((rule) => (options.without?.includes(rule.id) ? [] : rule.check(context)));
  const findings = linkCauses(drafts).sort(compareFindings);
  return {
    verdict: verdictOf(context, findings),
    findings,
    funnel: funnelOf(context),
    tracker: trackerCardOf(context),
    coverage: context.coverage,
  };
}

/** Causes before their consequences, then the grave before the slight, then as they happened. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    Number(a.because !== undefined) - Number(b.because !== undefined) ||
    RANK[a.severity] - RANK[b.severity] ||
    (a.evidence[0]?.number ?? 0) - (b.evidence[0]?.number ?? 0)
  );
}
