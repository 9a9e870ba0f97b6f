import type {
  CallEntry,
  CookieEntry,
  Entry,
  GlobalEntry,
  NavigationEntry,
  QueueEntry,
  RequestEntry,
  ScriptEntry,
} from '@/lib/model/entry';
import type { Json, Snapshot } from '@/lib/model/json';
import type { FailureReason } from '@/lib/model/observation';
import { fieldOf, isJsonObject, payloadOf, textField } from '@/lib/tracker/decode';
import { parseUrl } from '@/lib/tracker/endpoint';
import { landingParameters } from '@/lib/tracker/landing';
import { isTestRequest } from './leads';

/** The words of one row: what kind of event, what happened, and the particulars. */
export type Summary = { kind: string; title: string; detail: string };

export function summarise(entry: Entry): Summary {
  switch (entry.kind) {
    case 'navigation':
      return { kind: 'Navigation', ...summariseNavigation(entry) };
    case 'script':
      return { kind: 'Script', ...summariseScript(entry) };
    case 'global':
      return { kind: 'Tracker', ...summariseGlobal(entry) };
    case 'queue':
      return { kind: 'Queue', ...summariseQueue(entry) };
    case 'call':
      return { kind: 'Call', ...summariseCall(entry) };
    case 'console':
      return entry.reading
        ? { kind: 'Console', title: entry.reading.text, detail: entry.text }
        : { kind: 'Console', title: entry.text, detail: entry.details.join(' ') };
    case 'request':
      return { kind: 'Request', ...summariseRequest(entry) };
    case 'cookie':
      return { kind: 'Cookie', ...summariseCookie(entry) };
    case 'notice':
      return { kind: 'Notice', title: entry.message, detail: '' };
  }
}

export const FAILURE_TEXTS: Record<FailureReason, string> = {
  aborted: 'cancelled by the page',
  'blocked-by-client': 'blocked by an ad blocker or another extension',
  'blocked-by-csp': 'blocked by the page’s Content Security Policy',
  'blocked-mixed-content': 'blocked as mixed content',
  cors: 'refused by CORS',
  dns: 'host not found',
  offline: 'offline',
  timeout: 'timed out',
  refused: 'connection refused',
  integrity: 'stopped by its integrity attribute',
  navigation: 'cancelled by a navigation',
  network: 'failed in the network',
};

type Words = { title: string; detail: string };

const REQUEST_NAMES = {
  click: 'Click sent',
  lead: 'Lead sent',
  sale: 'Sale sent',
  refund: 'Refund sent',
  test: 'Test event sent',
  'check-test-events': 'Asked for test events',
  events: 'Asked for events',
  'test-event': 'Test chain started',
  readiness: 'Asked whether the program is ready',
  script: 'Tracker script requested',
} as const;

function summariseRequest(entry: RequestEntry): Words {
  return { title: `${requestName(entry)} · ${outcomeText(entry)}`, detail: requestDetail(entry) };
}

function requestName(entry: RequestEntry): string {
  if (entry.method === 'OPTIONS') return 'Preflight';
  const name = entry.endpoint?.name;
  if (!name) return entry.carrier === 'document' ? 'Page requested' : 'Unrecognised request';
  const isTest = (name === 'click' || name === 'lead' || name === 'sale') && isTestRequest(entry);
  return isTest ? `Test ${name} sent` : REQUEST_NAMES[name];
}

/** `200`, `no answer yet`, or why there is none. */
export function outcomeText({ outcome }: RequestEntry): string {
  // The browser shows a page no more of an answer without CORS.
  if (outcome.kind === 'answered') return outcome.status === 0 ? 'answered, unreadable' : String(outcome.status);
  return outcome.kind === 'failed' ? FAILURE_TEXTS[outcome.reason] : 'no answer yet';
}

function requestDetail(entry: RequestEntry): string {
  const parts = [`${entry.method} ${shortUrl(entry.url)}`];
  if (entry.outcome.kind === 'answered') {
    parts.push(duration(entry.outcome.durationMs));
    const says = refusalOf(entry.outcome);
    if (says) parts.push(says);
  }
  if (entry.hops > 1) parts.push('through the page’s service worker');
  if (entry.sharedByTabs && entry.sharedByTabs > 1) parts.push(`from a worker shared by ${entry.sharedByTabs} tabs`);
  if (entry.routed) parts.push('answered by the mock');
  return parts.join(', ');
}

/** What an answer says that is none: an error, or a success that says it failed. */
function refusalOf({
  status,
  body,
  headers,
}: Extract<RequestEntry['outcome'], { kind: 'answered' }>): string | undefined {
  // Rows by the thousand are searched: only what can hold a refusal is read.
  if (status < 400 && !(body.kind === 'text' && /"success"\s*:\s*false/.test(body.text))) return undefined;
  const reply = payloadOf(body, headers);
  const error = fieldOf(reply, 'error');
  return textField(reply, 'error') ?? textField(error, 'message') ?? textField(reply, 'message');
}

const NAVIGATION_TITLES: Record<NavigationEntry['navigationCause'], string> = {
  load: 'Page loaded',
  reload: 'Page reloaded',
  'back-forward': 'Back or forward',
  bfcache: 'Page restored',
  prerender: 'Prerendered page shown',
  push: 'Route changed',
  replace: 'Route replaced',
  pop: 'Route went back or forward',
  hash: 'Fragment changed',
  unload: 'Page left',
};

function summariseNavigation(entry: NavigationEntry): Words {
  const landing = landingParameters(entry.url).map(({ parameter, code }) => `partner ${code} by ?${parameter}=`);
  const hops = entry.redirects.length;
  const redirected = hops > 0 ? [`after ${hops} ${hops === 1 ? 'redirect' : 'redirects'}`] : [];
  return {
    title: NAVIGATION_TITLES[entry.navigationCause],
    detail: [shortUrl(entry.url), ...landing, ...redirected].join(', '),
  };
}

function summariseScript(entry: ScriptEntry): Words {
  const name = entry.src.split(/[?#]/)[0]?.split('/').at(-1) || 'Tracker script';
  const why = entry.reason ? FAILURE_TEXTS[entry.reason] : 'the browser did not say why';
  const titles: Record<ScriptEntry['state'], string> = {
    found: `${name} found`,
    loaded: `${name} loaded`,
    failed: `${name} did not load · ${why}`,
    inert: `${name} is in the page but never runs`,
    removed: `${name} was taken out of the page`,
  };
  const program = entry.attributes['data-affitor-program-id'];
  const debug = entry.attributes['data-affitor-debug'];
  const parts = [shortUrl(entry.src)];
  if (program) parts.push(`program ${program}`);
  if (debug !== undefined && debug !== 'false') parts.push('debug on');
  if (entry.loadedAt !== undefined) parts.push(duration(entry.loadedAt - entry.at));
  return {
    title: titles[entry.state],
    detail: entry.message ? `${parts.join(', ')}. ${entry.message}` : parts.join(', '),
  };
}

function summariseGlobal(entry: GlobalEntry): Words {
  const titles: Record<GlobalEntry['phase'], string> = {
    appeared: `window.${entry.name} appeared`,
    replaced: `window.${entry.name} was replaced`,
    unreadable: `window.${entry.name} cannot be read`,
  };
  return { title: titles[entry.phase], detail: entry.methods.map((method) => `${method}()`).join(', ') };
}

function summariseQueue(entry: QueueEntry): Words {
  const item = entry.method
    ? `${entry.method}${entry.item === undefined ? '' : `(${argumentsText(entry.item)})`}`
    : preview(entry.item);
  const what = entry.method ?? 'An item';
  const titles: Record<QueueEntry['state'], string> = {
    waiting: entry.afterLoad ? `${what} pushed after load; never ran` : `${what} pushed, waits for the tracker`,
    drained: `${what} taken from the queue`,
    refused: `${what} was in the queue, but the tracker did not run it`,
    created: `${entry.name} created`,
    replaced: `${entry.name} was replaced`,
    misspelt: `${entry.name} is not the tracker’s queue`,
    lexical: `${entry.name} was declared with let or const, so the tracker cannot see it`,
    unreadable: `${entry.name} cannot be read`,
  };
  const waited = entry.drainedAt === undefined ? [] : [`waited ${duration(entry.drainedAt - entry.at)}`];
  return { title: titles[entry.state], detail: [item, ...waited, entry.message ?? ''].filter(Boolean).join(', ') };
}

function summariseCall(entry: CallEntry): Words {
  const outcomes: Record<CallEntry['outcome']['kind'], string> = {
    pending: '',
    returned: '',
    threw: ' · threw',
    resolved: ' · resolved',
    rejected: ' · rejected',
  };
  return {
    title: `${entry.method}() called${outcomes[entry.outcome.kind]}`,
    detail: `${entry.target}.${entry.method}(${entry.args.map(preview).join(', ')})`,
  };
}

function summariseCookie(entry: CookieEntry): Words {
  const titles: Record<CookieEntry['action'], string> = {
    set: `${entry.name} set`,
    changed: `${entry.name} changed`,
    unchanged: `${entry.name} written again, unchanged`,
    removed: `${entry.name} removed`,
    expired: `${entry.name} expired`,
    present: `${entry.name} is there`,
    refused: `${entry.name} refused by the browser`,
  };
  const value = entry.action === 'changed' ? `${entry.previous ?? ''} → ${entry.value}` : entry.value;
  return {
    title: titles[entry.action],
    detail: [value, authorText(entry), entry.message ?? ''].filter(Boolean).join(', '),
  };
}

function authorText({ author }: CookieEntry): string {
  switch (author.kind) {
    case 'script':
      return `by script (${author.via})`;
    case 'response':
      return `by Set-Cookie of ${shortUrl(author.url)}`;
    case 'extension':
      return 'by you, through this panel';
    case 'unknown':
      return '';
  }
}

/** Host and path: what a row has room for. */
export function shortUrl(url: string): string {
  const parsed = parseUrl(url);
  return parsed?.host ? `${parsed.host}${parsed.pathname}` : url;
}

/** `212 ms`, `1.43 s`. */
export function duration(ms: number): string {
  return Math.abs(ms) < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

function argumentsText(item: Snapshot): string {
  return Array.isArray(item) ? item.slice(1).map(preview).join(', ') : '';
}

/** A value in a few words: objects by their fields' names. */
export function preview(value: Json | undefined): string {
  if (value === undefined) return '';
  if (isJsonObject(value)) {
    const type = fieldOf(value, '$type');
    if (typeof type === 'string') return textField(value, 'text') ?? type;
    const names = Object.keys(value);
    return `{${names.slice(0, 4).join(', ')}${names.length > 4 ? ', …' : ''}}`;
  }
  if (Array.isArray(value)) return `[${value.length}]`;
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
