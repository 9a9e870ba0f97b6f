import type { Glance } from '@/lib/model/glance';
import type { FunnelStage, Judgement, TrackerCard, VerdictValue } from '@/lib/model/judgement';
import type { JournalRecord } from '@/lib/model/observation';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { timelineOf } from '@/lib/timeline/timeline';
import { lastVisit } from '@/lib/timeline/visits';
import { type JudgeOptions, judge } from './judge';

/**
 * What popup and badge say of a tab: the visit since the last landing, judged from the journal's last records. The
 * panel judges all of it; where the beginning of a long recording matters, its verdict is the one to trust.
 */

/** As many of the last records as are looked at. */
export const GLANCE_RECORD_LIMIT = 2000;

export function glanceOf(records: readonly JournalRecord[], options: JudgeOptions): Glance {
  const timeline = foldAll(emptyTimeline(), records.slice(-GLANCE_RECORD_LIMIT));
  return shortened(judge(timelineOf([...lastVisit(timeline).entries]), options));
}

function shortened({ verdict, findings, funnel, tracker }: Judgement): Glance {
  const { value, state, cause, nextStep } = verdict;
  const counted: Glance['findings'] = { error: 0, warning: 0, info: 0 };
  for (const { severity, because } of findings) if (because === undefined) counted[severity] += 1;
  const stages = funnel.stages.filter(({ name }) => name !== 'sale');
  const facts = [...stages.map((stage) => factOf(stage, value)), trackerFact(tracker)];
  return { value, state, cause, nextStep, facts, findings: counted };
}

const TONES: Record<Exclude<FunnelStage['state'], 'missing'>, Glance['facts'][number]['tone']> = {
  recorded: 'ok',
  test: 'warn',
  failed: 'error',
  pending: 'none',
  'not-seen-here': 'none',
};

/** What did not come is a fault where it cost the signup; before that, it may still come. */
function factOf({ name, state, label, detail }: FunnelStage, verdict: VerdictValue): Glance['facts'][number] {
  const missing = verdict === 'lost' ? 'error' : 'none';
  return {
    name: name === 'click' ? 'Click' : 'Lead',
    tone: state === 'missing' ? missing : TONES[state],
    text: [label, detail].filter(Boolean).join(' · '),
  };
}

function trackerFact({ dialect, programId, loadedAfterMs }: TrackerCard): Glance['facts'][number] {
  const parts = [dialect, programId && `program ${programId}`, loadedAfterMs !== undefined && loadTime(loadedAfterMs)];
  const text = parts.filter(Boolean).join(', ');
  return { name: 'Tracker', tone: text ? 'ok' : 'none', text: text || 'not seen' };
}

const loadTime = (ms: number): string =>
  `loaded in ${ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`}`;
