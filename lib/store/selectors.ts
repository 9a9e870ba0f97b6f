import type { Entry } from '@/lib/model/entry';
import type { Finding, Judgement } from '@/lib/model/judgement';
import type { CookieState, Session } from '@/lib/model/session';
import { type JudgeOptions, judge } from '@/lib/rules/judge';
import { chosenFor } from '@/lib/rules/judged-as';
import { judgeOptionsOf } from '@/lib/session/session-settings';
import { emptyTimeline } from '@/lib/timeline/fold';
import { createPassing } from '@/lib/timeline/passing';
import type { Timeline } from '@/lib/timeline/timeline';
import { isProductionPage } from '@/lib/tracker/environment';
import { hostOf } from '@/lib/tracker/site';
import { isPageLoad } from './groups';
import { memoise } from './memoise';
import type { PanelState } from './panel-store';
import { isProblem } from './problems';
import type { FilterState } from './view-slice';

/** Everything the panel shows that can be computed from what its slices hold; each result stays the same object while its inputs do. */

/** The file shown in place of the live journal, or what is there of it so far. */
function fileOf({ imported, opening }: PanelState) {
  return opening ? (opening.soFar ?? NOTHING_YET) : imported;
}

const NOTHING_YET = { timeline: emptyTimeline(), session: undefined };

/** The imported session's timeline, or the live one. */
export function timelineOfView(state: PanelState): Timeline {
  return (fileOf(state) ?? state.live).timeline;
}

/** An imported recording is over, and is judged at its end; a live one at the moment it was last looked at. */
const judgeOptions = memoise(
  (session: Session | undefined, judgedAt: number, production: boolean | undefined): JudgeOptions =>
    session ? judgeOptionsOf(session) : { now: judgedAt, ...(production !== undefined && { production }) },
);

export function judgeOptionsOfView(state: PanelState): JudgeOptions {
  const { imported, judgedAt } = state;
  return judgeOptions(imported?.session, imported ? 0 : judgedAt, isProductionByChoice(state));
}

/** What the user said of the live page's host; undefined where its address is to tell. */
export function isProductionByChoice({ live, judgedAs }: PanelState): boolean | undefined {
  return chosenFor(judgedAs, live.status?.pageUrl ?? '');
}

export type JudgedAs = { host: string; chosen?: 'production' | 'test'; byAddress: 'production' | 'test' };

const wordOf = (isProduction: boolean) => (isProduction ? 'production' : 'test');

const toldAs = memoise((url: string, chosen: boolean | undefined): JudgedAs | undefined => {
  const host = hostOf(url);
  if (host === '') return undefined;
  return { host, byAddress: wordOf(isProductionPage(url)), ...(chosen !== undefined && { chosen: wordOf(chosen) }) };
});

/** Of the live page; a file brings its own word with it. */
export function judgedAsOf(state: PanelState): JudgedAs | undefined {
  return fileOf(state) ? undefined : toldAs(pageUrlOf(state), isProductionByChoice(state));
}

const judged = memoise(unchanging(judge));

/** Time passes more often than it changes a judgement: one that says the same stays the same object. */
function unchanging<Args extends readonly unknown[]>(compute: (...args: Args) => Judgement) {
  let last: { said: string; judgement: Judgement } | undefined;
  return (...args: Args): Judgement => {
    const judgement = compute(...args);
    const said = JSON.stringify(judgement);
    if (last?.said !== said) last = { said, judgement };
    return last.judgement;
  };
}

/** What the verdict speaks of: live, the timeline of the last quiet moment; of a file only when it is all there. */
export function judgedTimelineOf(state: PanelState): Timeline {
  if (state.opening) return NOTHING_YET.timeline;
  return state.imported?.timeline ?? state.settled;
}

/** Of the whole recording, whatever the view leaves out; live, as of the last quiet moment. */
export function judgementOf(state: PanelState): Judgement {
  return judged(judgedTimelineOf(state), judgeOptionsOfView(state));
}

/** A panel that was just opened shows what was recorded before, and has not judged it yet. */
export function isFirstReading(state: PanelState): boolean {
  return !fileOf(state) && state.judgedAt === 0 && state.live.timeline.entries.length > 0;
}

const findingsByEntry = memoise((judgement: Judgement): ReadonlyMap<string, readonly Finding[]> => {
  const byEntry = new Map<string, Finding[]>();
  for (const finding of judgement.findings) {
    for (const entryId of new Set(finding.evidence.map((evidence) => evidence.entryId))) {
      byEntry.set(entryId, [...(byEntry.get(entryId) ?? []), finding]);
    }
  }
  return byEntry;
});

export function findingsByEntryOf(state: PanelState): ReadonlyMap<string, readonly Finding[]> {
  return findingsByEntry(judgementOf(state));
}

const sinceLastPageLoad = memoise((timeline: Timeline): readonly Entry[] => {
  const start = timeline.entries.findLastIndex(isPageLoad);
  return start <= 0 ? timeline.entries : timeline.entries.slice(start);
});

/** What the log holds: everything, or with "Preserve log" off what came since the last page load. */
export function loggedEntriesOf(state: PanelState): readonly Entry[] {
  const timeline = timelineOfView(state);
  return state.preserveLog || fileOf(state) ? timeline.entries : sinceLastPageLoad(timeline);
}

type FindingsByEntry = ReadonlyMap<string, readonly Finding[]>;

const filterContext = memoise((findings: FindingsByEntry) => ({
  rulesOf: (entryId: string) => (findings.get(entryId) ?? []).map((finding) => finding.rule),
}));

const passing = createPassing();
const matching = memoise((entries: readonly Entry[], text: string, findings: FindingsByEntry) =>
  passing(entries, text, filterContext(findings)),
);

/** Logged entries that pass the text filter, which every view of entries obeys. */
export function matchingEntriesOf(state: PanelState): readonly Entry[] {
  return matching(loggedEntriesOf(state), state.filter.applied, findingsByEntryOf(state));
}

const chosen = memoise(
  (
    entries: readonly Entry[],
    kinds: FilterState['kinds'],
    problemsOnly: boolean,
    findings: FindingsByEntry,
  ): readonly Entry[] => {
    if (kinds.length === 0 && !problemsOnly) return entries;
    return entries.filter(
      (entry) =>
        (kinds.length === 0 || kinds.includes(entry.kind)) &&
        (!problemsOnly || isProblem(entry, findings.get(entry.id))),
    );
  },
);

/** The rows of Timeline: what passes text, kinds and "Problems only". */
export function filteredEntriesOf(state: PanelState): readonly Entry[] {
  const { kinds, problemsOnly } = state.filter;
  return chosen(matchingEntriesOf(state), kinds, problemsOnly, findingsByEntryOf(state));
}

export function selectedEntryOf(state: PanelState): Entry | undefined {
  return state.selectedId === undefined ? undefined : timelineOfView(state).byId.get(state.selectedId);
}

const NO_COOKIES: readonly CookieState[] = [];

/** Tracker cookies as the browser holds them now, or held when the session was exported. */
export function cookiesOf(state: PanelState): readonly CookieState[] {
  const file = fileOf(state);
  return file ? (file.session?.cookies ?? NO_COOKIES) : state.live.cookies;
}

/** The page that goes on after what was recorded of it was cleared; undefined once a page is seen anew. */
export function clearedPageOf(state: PanelState): { url: string; isRecording: boolean } | undefined {
  const { imported, wasCleared, settled, live } = state;
  if (imported || !wasCleared || !live.status || settled.entries.some(({ kind }) => kind === 'navigation')) return;
  return clearedPage(live.status.pageUrl, live.status.recording);
}

const clearedPage = memoise((url: string, isRecording: boolean) => ({ url, isRecording }));

export function pageUrlOf(state: PanelState): string {
  const file = fileOf(state);
  return (file ? file.session?.page.url : state.live.status?.pageUrl) ?? '';
}
