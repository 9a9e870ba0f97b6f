import type {
  CallEntry,
  ConsoleEntry,
  CookieEntry,
  Dialect,
  Entry,
  GlobalEntry,
  NavigationEntry,
  NoticeEntry,
  QueueEntry,
  RequestEntry,
  ScriptEntry,
} from '@/lib/model/entry';
import type { Coverage } from '@/lib/model/judgement';
import { keptOf, onGrowing } from '@/lib/timeline/growing';
import type { Timeline } from '@/lib/timeline/timeline';
import { lastVisit, type Visit } from '@/lib/timeline/visits';
import { isProductionPage } from '@/lib/tracker/environment';
import { type LandingParameter, landingParameters } from '@/lib/tracker/landing';
import { type SaidLines, saidLines } from './console-meaning';
import { type DocumentFact, documentsOf } from './documents';
import { CookieHistory, isCustomerCookie } from './identity';
import { groupLeads, type LeadFact, type LeadGroups, leadFactsOf } from './lead-facts';
import { isTestEvent } from './payload';
import { isFailed } from './refusals';
import { type DebugFact, debugOf, dialectOf, type ProgramFact, type Programs, programsOf } from './tracker-facts';

/** What every rule asks of a timeline, found once per judgement: entries by kind, and the facts they add up to. */

export type JudgeOptions = {
  /** Overrides the guess from the page's host. */
  production?: boolean;
  /** The present, while recording. Absent: the recording is over, and what has not happened will not. */
  now?: number;
  /** Rules to leave out, by id. */
  without?: readonly string[];
};

export type Landing = LandingParameter & { entry: NavigationEntry; url: string; lost: boolean };

export type RuleContext = {
  timeline: Timeline;
  /** Entries since the last landing. */
  entries: readonly Entry[];
  /** The moment judged at: the present while recording, otherwise the last event's. */
  present: number;
  landing: Landing | undefined;
  navigations: readonly NavigationEntry[];
  scripts: readonly ScriptEntry[];
  globals: readonly GlobalEntry[];
  queue: readonly QueueEntry[];
  calls: readonly CallEntry[];
  consoles: readonly ConsoleEntry[];
  /** Console lines by what they mean. */
  said: SaidLines;
  requests: readonly RequestEntry[];
  cookies: readonly CookieEntry[];
  notices: readonly NoticeEntry[];
  clicks: readonly RequestEntry[];
  sales: readonly RequestEntry[];
  /** Requests of the page's own to the tracker that failed or were refused. */
  failures: readonly RequestEntry[];
  leads: readonly LeadFact[];
  leadGroups: LeadGroups;
  documents: ReadonlyMap<string, DocumentFact>;
  /** The same as a list, in the order they were first heard of. */
  pages: readonly DocumentFact[];
  /** The document on show: the last one of the top frame. */
  page: DocumentFact | undefined;
  /** Customer cookies of the whole recording: one written before this landing still holds. */
  customer: CookieHistory;
  dialect: Dialect | undefined;
  debug: DebugFact | undefined;
  /** Each program id that is named, once. */
  programs: readonly ProgramFact[];
  programConflict: Programs['conflict'];
  /** Any sign of a tracker at all. */
  hasTracker: boolean;
  isProduction(url: string): boolean;
  /** True when `ms` have passed since `at`, or the recording is over. */
  settled(at: number, ms?: number): boolean;
  coverage: Coverage;
};

/** After so long without any event, waiting changes no finding any more. */
export const QUIET_MS = 3000;

/** How long the tracker is given for what it does by itself. */
const GRACE_MS = 2000;

export function contextOf(timeline: Timeline, coverage: Coverage, options: JudgeOptions = {}): RuleContext {
  const visit = withItsBeginning(timeline, lastVisit(timeline));
  const kinds = byKind(visit.entries);
  const { documents, pages } = documentsOf(visit.entries);
  const said = saidLines(kinds.console);
  const dialect = dialectOf(kinds);
  const programs = programsOf(kinds, said);
  const surroundings = { dialect, programId: programs.named[0]?.id, said };
  const leads = leadFactsOf({ ...timeline, entries: visit.entries }, surroundings);
  const now = options.now ?? Number.POSITIVE_INFINITY;
  return {
    timeline,
    entries: visit.entries,
    present: options.now ?? timeline.entries.at(-1)?.at ?? 0,
    landing: visit.landing && readLanding(visit.landing),
    navigations: kinds.navigation,
    scripts: kinds.script,
    globals: kinds.global,
    queue: kinds.queue,
    calls: kinds.call,
    consoles: kinds.console,
    said,
    requests: kinds.request,
    cookies: kinds.cookie,
    notices: kinds.notice,
    ...requestsOf(kinds.request),
    leads,
    leadGroups: groupLeads(leads),
    documents,
    pages,
    page: pages.findLast((document) => document.frameId === 0),
    customer: new CookieHistory(customerCookiesOf(timeline.entries)),
    dialect,
    debug: debugOf(kinds, said),
    programs: programs.named,
    programConflict: programs.conflict,
    hasTracker: hasTracker(kinds),
    isProduction: (url) => options.production ?? isProductionPage(url),
    settled: (at, ms = GRACE_MS) => now - at >= ms,
    coverage,
  };
}

/** The browser may tell of a page's first requests as begun before the page itself says that it is there. */
function withItsBeginning(timeline: Timeline, visit: Visit): Visit {
  const { landing } = visit;
  const start = timeline.entries.length - visit.entries.length;
  let from = start;
  while (from > 0 && landing && timeline.entries[from - 1]?.documentId === landing.documentId) from -= 1;
  return from === start ? visit : { ...visit, entries: timeline.entries.slice(from) };
}

const customerCookiesOf = keptOf(isCustomerCookie);

type KindLists = {
  navigation: NavigationEntry[];
  script: ScriptEntry[];
  global: GlobalEntry[];
  queue: QueueEntry[];
  call: CallEntry[];
  console: ConsoleEntry[];
  request: RequestEntry[];
  cookie: CookieEntry[];
  notice: NoticeEntry[];
};

export type Kinds = { readonly [Kind in keyof KindLists]: Readonly<KindLists[Kind]> };

/** A kind that no entry came of keeps its very list, so that what was found in it need not be looked for again. */
const kindLists = onGrowing<Entry, { lists: KindLists; own: Set<Entry['kind']> }>({
  start: () => ({
    lists: {
      navigation: [],
      script: [],
      global: [],
      queue: [],
      call: [],
      console: [],
      request: [],
      cookie: [],
      notice: [],
    },
    own: new Set(),
  }),
  copy: ({ lists }) => ({ lists: { ...lists }, own: new Set() }),
  add({ lists, own }, entry) {
    if (!own.has(entry.kind)) {
      own.add(entry.kind);
      Object.assign(lists, { [entry.kind]: lists[entry.kind].slice() });
    }
    const list: Entry[] = lists[entry.kind];
    list.push(entry);
  },
});

const byKind = (entries: readonly Entry[]): Kinds => kindLists(entries).lists;

type Requests = Record<'clicks' | 'failures' | 'sales', RequestEntry[]>;

const requestsOf = onGrowing<RequestEntry, Requests>({
  start: () => ({ clicks: [], failures: [], sales: [] }),
  copy: ({ clicks, failures, sales }) => ({
    clicks: clicks.slice(),
    failures: failures.slice(),
    sales: sales.slice(),
  }),
  add({ clicks, failures, sales }, request) {
    if (isClick(request)) clicks.push(request);
    if (request.endpoint !== undefined && !request.ours && isFailed(request)) failures.push(request);
    if (request.endpoint?.name === 'sale') sales.push(request);
  },
});

/** A real one: in debug the second generation also sends clicks that are tests. */
function isClick(request: RequestEntry): boolean {
  return request.endpoint?.name === 'click' && !request.ours && !isTestEvent(request);
}

function hasTracker(kinds: Kinds): boolean {
  return (
    kinds.script.length > 0 ||
    kinds.global.length > 0 ||
    kinds.queue.length > 0 ||
    kinds.call.length > 0 ||
    kinds.request.some((request) => request.endpoint !== undefined)
  );
}

const landings = new WeakMap<NavigationEntry, Landing>();

/** What brought the visitor, also where a redirect lost it on the way. */
function readLanding(entry: NavigationEntry): Landing | undefined {
  const known = landings.get(entry);
  if (known) return known;
  for (const url of [entry.url, ...entry.redirects]) {
    const [first] = landingParameters(url);
    if (!first) continue;
    const landing = { entry, ...first, url, lost: url !== entry.url };
    landings.set(entry, landing);
    return landing;
  }
  return undefined;
}
