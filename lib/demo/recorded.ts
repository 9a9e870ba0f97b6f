import type { Entry } from '@/lib/model/entry';
import type { FunnelStage, Judgement } from '@/lib/model/judgement';
import type { JournalRecord } from '@/lib/model/observation';
import { type JudgeOptions, judge } from '@/lib/rules/judge';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { type Lead, leadsOf } from '@/lib/timeline/leads';
import type { Timeline } from '@/lib/timeline/timeline';
import { landingOf, lastVisit, type Visit } from '@/lib/timeline/visits';
import type { ActName } from './play';
import { type RecordedWords, recordedWords } from './recorded-words';
import type { Story } from './story';

/**
 * A recorded session as the demo tells its own: the last visit in acts, each with words, timeline and verdict as far as
 * it had come. Whoever hands the recording in has taken the personal data out of it.
 */

export type Recording = { host: string; records: readonly JournalRecord[]; options: JudgeOptions };

type RecordedAct = RecordedWords & { name: ActName; startedAt: number };

export type RecordedPlay = Recording & { acts: readonly RecordedAct[]; visitStartsAt: number };

export type RecordedStory = Pick<Story, 'headline' | 'elapsedMs' | 'scenes' | 'entries' | 'judgement'> & {
  /** The page on show at the end of the act. */
  page: { url: string; title: string };
};

export function actsOf(recording: Recording): RecordedPlay {
  const timeline = foldAll(emptyTimeline(), [...recording.records]);
  const visit = lastVisit(timeline);
  const { funnel, verdict } = judge(timeline, recording.options);
  const told = { host: recording.host, partner: partnerOf(visit), stages: funnel.stages, verdict: verdict.value };
  const acts: RecordedAct[] = [];
  for (const [name, at] of startsOf(visit, funnel, leadsOf(timeline))) {
    // What an earlier visit did is part of this one's beginning.
    const startedAt = Math.max(at, acts.at(-1)?.startedAt ?? visit.startsAt);
    acts.push({ ...recordedWords(name, told), name, startedAt });
  }
  return { ...recording, acts, visitStartsAt: visit.startsAt };
}

export function recordedStoryOf(play: RecordedPlay, shown: number): RecordedStory {
  const timeline = timelineUntil(play, play.acts[shown]?.startedAt);
  const entries = timeline.entries.filter(({ at }) => at >= play.visitStartsAt);
  const last = play.acts[shown - 1];
  const clickedAt = play.acts.find(({ name }) => name === 'click')?.startedAt ?? play.visitStartsAt;
  return {
    headline: last?.headline ?? '',
    elapsedMs: Math.max(0, (last?.startedAt ?? 0) - clickedAt),
    scenes: play.acts.map((act, index) => {
      const before = play.acts[index - 1];
      const state = index >= shown ? 'ahead' : act.outcome;
      return { ...act, state, ...(before && { afterMs: act.startedAt - before.startedAt }) };
    }),
    entries,
    judgement: judge(timeline, play.options),
    page: pageOf(play.records, entries),
  };
}

/** All of it without an end. */
function timelineUntil({ records }: RecordedPlay, endsAt: number | undefined): Timeline {
  return foldAll(
    emptyTimeline(),
    records.filter(({ at }) => endsAt === undefined || at < endsAt),
  );
}

function startsOf(visit: Visit, { stages }: Judgement['funnel'], leads: readonly Lead[]): [ActName, number][] {
  const stage = (name: FunnelStage['name']) => stages.find((one) => one.name === name);
  const [lead, sale] = [stage('lead'), stage('sale')];
  // The lead begins where the page meant to send it: in the queue or by a call.
  const meant = leads.find((one) => [one.id, one.request?.id].includes(lead?.entryId));
  const end = visit.entries.at(-1)?.at ?? visit.startsAt;
  return [
    ['link', visit.startsAt],
    ['click', stage('click')?.at ?? visit.startsAt],
    ['signup', meant?.at ?? lead?.at ?? end],
    // A sale is the server's to report: it is no act where this browser did not see it.
    ...(sale?.at === undefined ? [] : [['sale', sale.at] satisfies [ActName, number]]),
  ];
}

function partnerOf({ landing }: Visit): RecordedWordsTold['partner'] {
  const [found] = landing ? landingOf(landing) : [];
  return found && { code: found.code, parameter: found.parameter };
}

type RecordedWordsTold = Parameters<typeof recordedWords>[1];

function pageOf(records: readonly JournalRecord[], entries: readonly Entry[]): RecordedStory['page'] {
  const page = entries.findLast(
    (entry) => entry.kind === 'navigation' && entry.frameId === 0 && entry.navigationCause !== 'unload',
  );
  if (page?.kind !== 'navigation') return { url: '', title: '' };
  const titled = records.findLast(
    (record) => record.kind === 'navigation' && record.documentId === page.documentId && record.title,
  );
  return { url: page.url, title: titled?.kind === 'navigation' ? (titled.title ?? '') : '' };
}
