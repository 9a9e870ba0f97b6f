import type {
  CallEntry,
  CookieEntry,
  Entry,
  GlobalEntry,
  NavigationEntry,
  QueueEntry,
  ScriptEntry,
} from '@/lib/model/entry';
import type { Snapshot } from '@/lib/model/json';
import { landingParameters } from '@/lib/tracker/landing';
import { isRefusedStandIn } from './out-of-reach';
import { FAILURE_TEXTS, summariseRequest } from './request-summary';
import { duration, preview, shortUrl } from './words';

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

type Words = { title: string; detail: string };

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
  const why = isRefusedStandIn(entry)
    ? 'its integrity attribute refused the mock’s stand-in'
    : entry.reason
      ? FAILURE_TEXTS[entry.reason]
      : 'the browser did not say why';
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

function argumentsText(item: Snapshot): string {
  return Array.isArray(item) ? item.slice(1).map(preview).join(', ') : '';
}
