import type { BrowserName } from './inspector';
import type { Arrival } from './matrix-server';
import type { ExportedSession } from './panel';
import { at } from './session-reading';

/** What each cell of the matrix must show: a carrier, where it was sent from, and what DevTools showed meanwhile. */

export const RUNS = ['panel selected', 'panel not selected', 'panel opened late'] as const;
export type Run = (typeof RUNS)[number];

const QUICK = ['fetch', 'keepalive', 'beacon-string', 'beacon-blob', 'beacon-form', 'beacon-params', 'fetch-later'];
const LEAVING = [...QUICK, 'image'];
const SHORT = [...LEAVING, 'xhr'];
const LOADS = ['script-loaded', 'script-failed', 'script-integrity', 'script-blocked'];
const INERT = ['script-inert', 'script-rocket'];
const SCRIPTS = [...LOADS, ...INERT];
const WORKERS = ['worker', 'shared-worker', 'service-worker'];
/** From two pages, one after the other. */
const GOING = [...LEAVING, 'request', 'xhr', 'xhr-sync', ...SCRIPTS, 'form', ...WORKERS];
const ALL = [...SHORT, 'request', 'aborted', 'stream', 'xhr-sync', 'redirect', ...SCRIPTS, 'form', 'worker'];

/** Where from → the carriers sent there; as the pages in `pages/matrix` do it. */
const PLACES: Record<string, readonly string[]> = {
  main: [...ALL, 'script-tag', 'shared-worker', 'service-worker'],
  cross: ALL,
  srcdoc: ALL,
  blank: ALL,
  deep: SHORT,
  sandbox: SHORT,
  served: SHORT,
  strict: [...QUICK, 'script-csp'],
  spa: SHORT,
  restored: [...LEAVING, 'script-tag'],
  prerendered: [...SHORT, 'script-tag'],
  activated: LEAVING,
  leaving: [...WORKERS, 'script-tag'],
  beforeunload: GOING,
  pagehide: GOING,
  'cross-pagehide': LEAVING,
  'deep-pagehide': LEAVING,
  'sandbox-pagehide': LEAVING,
  'served-pagehide': LEAVING,
  'strict-pagehide': LEAVING,
};

type Seen = 'page' | 'browser' | 'network';
/** In the order in which they are told; `?` in the table marks those a cell may have or not. */
const WITNESSES: readonly Seen[] = ['page', 'browser', 'network'];

export type Cell = { name: string; carrier: string; place: string };

/** What only Chromium has: a carrier, and pages rendered ahead. */
const CHROMIUM_ONLY = ['fetch-later', 'prerendered', 'activated'];

export const cellsOf = (browser: BrowserName): Cell[] =>
  Object.entries(PLACES).flatMap(([place, carriers]) =>
    carriers
      .filter((carrier) => browser === 'chromium' || ![carrier, place].some((one) => CHROMIUM_ONLY.includes(one)))
      .map((carrier) => ({ name: `${carrier}.${place}`, carrier, place })),
  );

/**
 * Firefox may end the process of a frame of another site before the frame's `pagehide` is through. What it cut off was
 * never sent, or was sent without a word of it getting out: then the browser's report is all there is.
 */
const mayBeCutOff = (browser: BrowserName, place: string) =>
  browser === 'firefox' && ['cross-pagehide', 'deep-pagehide'].includes(place);

/** The cells that the page sends last, and that reach the server whatever happens to the page. */
export const lastSentIn = (browser: BrowserName): string[] =>
  Object.keys(PLACES)
    .filter((place) => place.endsWith('pagehide') && !mayBeCutOff(browser, place))
    .map((place) => `beacon-params.${place}`);

/** Never shown to a page's service worker: `fetchLater` in Chromium, `keepalive` in Firefox. */
const PAST_THE_WORKER: Record<BrowserName, string> = { chromium: 'fetch-later', firefox: 'keepalive' };

/** The cells that the page's service worker gets to hand on. */
export const handedOnIn = (browser: BrowserName): string[] =>
  cellsOf(browser)
    .filter(({ place, carrier }) => place === 'served' && carrier !== PAST_THE_WORKER[browser])
    .map(({ name }) => name);

/** What the browser does not send from there, though the page asks for it: told as asked for, and never as answered. */
const NEVER_SENT: Record<BrowserName, readonly string[]> = {
  chromium: ['form.pagehide', 'xhr-sync.beforeunload'],
  firefox: ['form.pagehide', 'form.beforeunload'],
};

const isLeaving = (place: string) => place === 'beforeunload' || place.endsWith('pagehide');

/** Where the page was moved on from soon, or was one that DevTools is not open on until it is shown. */
const UNSURE = ['spa', 'restored', 'prerendered', 'activated'];

/** Who has to have seen it, and who may have besides. */
const witnessesOf = (browser: BrowserName, run: Run, { carrier, place }: Cell, sent: boolean) => {
  const must = new Set<Seen>();
  const may = new Set<Seen>();
  const isWorker = carrier.endsWith('worker');
  // Script elements are told by their own entries; code in a worker is out of reach of any content script.
  if (!isWorker) (mayBeCutOff(browser, place) ? may : must).add('page');
  if (INERT.includes(carrier)) return { must, may };
  const isBlocked = carrier === 'script-csp' || (carrier === 'stream' && browser === 'chromium');
  if (sent) must.add('browser');
  else if (!isBlocked || carrier === 'stream') may.add('browser');
  // A document without an origin that is gone leaves nothing to tell by whose its last requests were.
  if (place === 'sandbox-pagehide' && must.delete('browser')) may.add('browser');
  if (run === 'panel opened late') return { must, may };
  // DevTools forgets what was under way when the page went; a worker's it tells in Firefox only, or not at all.
  // Seen missing once there, in one run of six, of a page that was left soon after; the cause is not established.
  const isUnwaited = browser === 'firefox' && carrier.startsWith('beacon');
  // Nor does Firefox always tell of the last script of a page that is left while it comes: missing in one run of many.
  const isLeft = browser === 'firefox' && place === 'leaving';
  const isSure = sent && !isWorker && !isUnwaited && !isLeft && !isLeaving(place) && !UNSURE.includes(place);
  (isSure ? must : may).add('network');
  return { must, may };
};

/** The reason, where no API shows a body. */
const bodyIsOutOfReach = (browser: BrowserName, { carrier, place }: Cell): boolean =>
  browser === 'chromium' &&
  (carrier === 'stream' || (['beacon-blob', 'request'].includes(carrier) && isLeaving(place)));

const bodyProblem = (browser: BrowserName, cell: Cell, entry: unknown, arrival: Arrival | undefined): string[] => {
  const kind = String(at(entry, 'body', 'kind'));
  const { carrier, name, place } = cell;
  // A worker ends with its page, a shared one with its last, in the middle of what it sends.
  const isCutOff = mayBeCutOff(browser, place) || (['worker', 'shared-worker'].includes(carrier) && isLeaving(place));
  if (!arrival && isCutOff) return [];
  if (carrier === 'image' || carrier.startsWith('script-')) return kind === 'none' ? [] : [`body ${kind}, sent none`];
  if (kind === 'unavailable' && bodyIsOutOfReach(browser, cell)) {
    const missing = at(entry, 'missing');
    const isTold = Array.isArray(missing) && missing.some((one) => at(one, 'part') === 'request-body');
    return isTold ? [] : ['a body out of reach without a reason'];
  }
  if (kind === 'form') {
    const fields = JSON.stringify(at(entry, 'body', 'fields'));
    return fields.includes(JSON.stringify(['step_id', name])) ? [] : [`form ${fields}`];
  }
  const text = String(at(entry, 'body', 'text'));
  if (arrival) return text === arrival.body ? [] : [`body ${kind} ${text}, sent ${arrival.body}`];
  return text.includes(name) ? [] : [`body ${kind} ${text}`];
};

/**
 * How the tag of a script ends, as its own entry tells it; a blocked one also says by whom. Of one that was added while
 * the page went away it may be that nobody ever learns.
 */
const scriptProblem = ({ carrier, place }: Cell, found: readonly unknown[]): string[] => {
  if (!carrier.startsWith('script-')) return [];
  const isLoaded = carrier === 'script-tag' || carrier === 'script-loaded';
  const wanted = INERT.includes(carrier) ? 'inert' : isLoaded ? 'loaded' : 'failed';
  const states = found.filter((entry) => at(entry, 'kind') === 'script').map((entry) => at(entry, 'state'));
  const isUnended = isLeaving(place) && wanted !== 'inert' && ['found', 'failed'].includes(states.join());
  const problems = states.join() === wanted || isUnended ? [] : [`script ${states}, not ${wanted}`];
  if (carrier !== 'script-blocked') return problems;
  const reasons = found.flatMap((entry) => [at(entry, 'reason'), at(entry, 'outcome', 'reason')]);
  // What Firefox had not begun when the page went was dropped with it, and is nothing that could be blocked any more.
  const isBegun = found.some((entry) => String(at(entry, 'witnesses')).includes('browser'));
  const isTold = reasons.includes('blocked-by-client') || (isLeaving(place) && !isBegun);
  return isTold ? problems : [...problems, `blocked, and told as ${reasons}`];
};

const cellOf = (url: unknown): string => /[?&]cell=([^&]+)/.exec(String(url))?.[1] ?? '';

export type Reading = { seen: string; arrived: boolean; problems: string[] };

/** Reads every cell out of a session, counted against what reached the server. */
export const readMatrix = (
  browser: BrowserName,
  run: Run,
  session: ExportedSession,
  arrivals: readonly Arrival[],
): Map<string, Reading> => {
  const entries = new Map<string, unknown[]>();
  for (const entry of session.entries) {
    const name = cellOf(entry.kind === 'script' ? entry.src : entry.kind === 'request' ? entry.url : '');
    if (name) entries.set(name, [...(entries.get(name) ?? []), entry]);
  }
  const readings = new Map<string, Reading>();
  for (const cell of cellsOf(browser)) {
    const { name, carrier } = cell;
    const found = entries.get(name) ?? [];
    const requests = found.filter((entry) => at(entry, 'kind') === 'request');
    const arrived = arrivals.filter((arrival) => arrival.cell === name);
    const witnesses = new Set(found.flatMap((entry) => at(entry, 'witnesses')));
    const { must, may } = witnessesOf(browser, run, cell, arrived.length > 0);
    const problems: string[] = [];
    for (const one of must) if (!witnesses.has(one)) problems.push(`not seen by ${one}`);
    for (const one of WITNESSES)
      if (witnesses.has(one) && !must.has(one) && !may.has(one)) problems.push(`seen by ${one}`);
    if (arrived.length > 0 && requests.length !== 1) problems.push(`${requests.length} entries for one request`);
    if (requests.length > 1) problems.push('told twice');
    if (arrived.length > 0 && NEVER_SENT[browser].includes(name)) problems.push('sent, which it never is');
    const outcomes = requests.map((entry) => at(entry, 'outcome', 'kind'));
    if (arrived.length === 0 && outcomes.includes('answered')) problems.push('told as answered, and never arrived');
    if (carrier === 'redirect' && at(requests[0], 'redirects', 0, 'status') !== 307) problems.push('no redirect');
    problems.push(...scriptProblem(cell, found));
    for (const request of requests) problems.push(...bodyProblem(browser, cell, request, arrived[0]));
    const seen = WITNESSES.map((one) => (witnesses.has(one) ? one[0] : '·')).join('');
    readings.set(name, { seen, arrived: arrived.length > 0, problems });
  }
  for (const name of new Set(arrivals.map(({ cell }) => cell))) {
    if (!readings.has(name))
      readings.set(name, { seen: '', arrived: true, problems: ['reached the server, and is no cell'] });
  }
  return readings;
};

const drawCell = (reading: Reading | undefined): string =>
  reading ? `${reading.seen}${reading.arrived ? '' : '-'}` : '';

/** Carriers down, places across; in each cell who saw it, one group of letters a run, with a `-` where nothing reached the server. */
export const drawMatrix = (browser: BrowserName, runs: ReadonlyMap<Run, ReadonlyMap<string, Reading>>): string => {
  const places = Object.keys(PLACES);
  const carriers = [...new Set(cellsOf(browser).map(({ carrier }) => carrier))];
  const wide = 13;
  const lines = carriers.map((carrier) =>
    [
      carrier,
      ...places.map((place) => [...runs.values()].map((run) => drawCell(run.get(`${carrier}.${place}`))).join(' ')),
    ]
      .map((text) => text.padEnd(wide))
      .join(' '),
  );
  const head = ['', ...places.map((place) => place.slice(0, wide))].map((text) => text.padEnd(wide)).join(' ');
  return [`${browser}: p page, b browser, n DevTools network; ${[...runs.keys()].join(' / ')}`, head, ...lines].join(
    '\n',
  );
};
