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
import type { Timeline } from '@/lib/timeline/timeline';
import { isProductionPage } from '@/lib/tracker/environment';
import { type LandingParameter, landingParameters } from '@/lib/tracker/landing';
import { type DocumentFact, documentsOf } from './documents';
import { CookieHistory, isCustomerCookie } from './identity';
import { type LeadFact, leadFactsOf } from './lead-facts';
import { type DebugFact, debugOf, dialectOf, type ProgramFact, programsOf } from './tracker-facts';

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
  now: number;
  landing: Landing | undefined;
  navigations: NavigationEntry[];
  scripts: ScriptEntry[];
  globals: GlobalEntry[];
  queue: QueueEntry[];
  calls: CallEntry[];
  consoles: ConsoleEntry[];
  requests: RequestEntry[];
  cookies: CookieEntry[];
  notices: NoticeEntry[];
  clicks: RequestEntry[];
  sales: RequestEntry[];
  leads: LeadFact[];
  documents: ReadonlyMap<string, DocumentFact>;
  /** The document on show: the last one of the top frame. */
  page: DocumentFact | undefined;
  /** Customer cookies of the whole recording: one written before this landing still holds. */
  customer: CookieHistory;
  dialect: Dialect | undefined;
  debug: DebugFact | undefined;
  programs: ProgramFact[];
  /** Any sign of a tracker at all. */
  hasTracker: boolean;
  isProduction(url: string): boolean;
  /** True when `ms` have passed since `at`, or the recording is over. */
  settled(at: number, ms?: number): boolean;
  coverage: Coverage;
};

/** How long the tracker is given for what it does by itself. */
const GRACE_MS = 2000;

export function contextOf(timeline: Timeline, coverage: Coverage, options: JudgeOptions = {}): RuleContext {
  const { entries } = timeline;
  const start = visitStart(entries);
  const visit = start === 0 ? entries : entries.slice(start);
  const kinds = byKind(visit);
  const documents = documentsOf(visit, kinds);
  const clicks = kinds.request.filter((request) => request.endpoint?.name === 'click' && !request.ours);
  const leadRequests = kinds.request.filter((request) => isLeadCarrier(request) && !request.ours);
  const top = [...documents.values()].filter((document) => document.frameId === 0);
  const now = options.now ?? Number.POSITIVE_INFINITY;
  return {
    timeline,
    entries: visit,
    now,
    landing: landingOf(visit),
    navigations: kinds.navigation,
    scripts: kinds.script,
    globals: kinds.global,
    queue: kinds.queue,
    calls: kinds.call,
    consoles: kinds.console,
    requests: kinds.request,
    cookies: kinds.cookie,
    notices: kinds.notice,
    clicks,
    sales: kinds.request.filter((request) => request.endpoint?.name === 'sale'),
    leads: leadFactsOf(kinds.queue, kinds.call, leadRequests, kinds.console),
    documents,
    page: top.at(-1),
    customer: new CookieHistory(entries.filter(isCustomerCookie)),
    dialect: dialectOf(kinds),
    debug: debugOf(kinds),
    programs: programsOf(kinds),
    hasTracker: hasTracker(kinds),
    isProduction: (url) => options.production ?? isProductionPage(url),
    settled: (at, ms = GRACE_MS) => now - at >= ms,
    coverage,
  };
}

export type Kinds = {
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

function byKind(entries: readonly Entry[]): Kinds {
  const kinds: Kinds = {
    navigation: [],
    script: [],
    global: [],
    queue: [],
    call: [],
    console: [],
    request: [],
    cookie: [],
    notice: [],
  };
  for (const entry of entries) {
    const list: Entry[] = kinds[entry.kind];
    list.push(entry);
  }
  return kinds;
}

function isLeadCarrier(request: RequestEntry): boolean {
  return request.endpoint?.name === 'lead' || request.endpoint?.name === 'test';
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

const ARRIVALS = new Set(['load', 'reload', 'back-forward', 'prerender']);

/** True for a navigation that made a new document, rather than one the page's router made. */
export function isArrival(entry: NavigationEntry): boolean {
  return ARRIVALS.has(entry.navigationCause);
}

function visitStart(entries: readonly Entry[]): number {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry?.kind === 'navigation' && readLanding(entry)) return index;
  }
  return 0;
}

function landingOf(visit: readonly Entry[]): Landing | undefined {
  const first = visit[0];
  return first?.kind === 'navigation' ? readLanding(first) : undefined;
}

const landings = new WeakMap<NavigationEntry, Landing | 'none'>();

/** The landing a navigation is, also one whose parameter a redirect lost on the way. */
function readLanding(entry: NavigationEntry): Landing | undefined {
  let landing = landings.get(entry);
  if (landing === undefined) {
    landing = parseLanding(entry) ?? 'none';
    landings.set(entry, landing);
  }
  return landing === 'none' ? undefined : landing;
}

function parseLanding(entry: NavigationEntry): Landing | undefined {
  if (entry.frameId !== 0 || !isArrival(entry)) return undefined;
  for (const url of [entry.url, ...entry.redirects]) {
    const [first] = landingParameters(url);
    if (first) return { entry, ...first, url, lost: url !== entry.url };
  }
  return undefined;
}
