import { DIALECT_NAMES, type Entry, isDialect } from '@/lib/model/entry';
import { parseUrl } from '@/lib/tracker/endpoint';
import { isLeadMethod } from './leads';

/** The `key:` terms of the filter, with what they accept. Whoever has the entry's search text at hand gives it too. */
export type Matcher = (entry: Entry, text?: string) => boolean;

export type FilterContext = {
  /** Ids of the rules whose findings rest on this entry. */
  rulesOf(entryId: string): readonly string[];
  /** For completion. */
  ruleIds?: readonly string[];
};

export type FilterKey = {
  name: string;
  detail: string;
  example: string;
  values: { value: string; detail: string }[];
  /** A message when the value means nothing. */
  matcher(value: string, context: FilterContext): Matcher | string;
};

const ENDPOINT_KINDS = ['click', 'lead', 'sale', 'refund', 'test'] as const;
const ENTRY_KINDS = [
  'navigation',
  'script',
  'global',
  'queue',
  'call',
  'console',
  'request',
  'cookie',
  'notice',
] as const;

const STATES: Record<string, { detail: string; matches: Matcher }> = {
  'page-only': { detail: 'said by nobody but the page', matches: (entry) => entry.pageOnly },
  ours: { detail: 'done by you, through this panel', matches: (entry) => entry.ours === true },
  incomplete: { detail: 'a part of it is missing', matches: (entry) => entry.missing.length > 0 },
  failed: { detail: 'failed, refused or answered with an error', matches: hasFailed },
  pending: { detail: 'not over yet', matches: isPending },
  routed: {
    detail: 'of a page routed to the mock',
    matches: (entry) => (entry.kind === 'request' || entry.kind === 'script') && entry.routed === true,
  },
};

export const FILTER_KEYS: FilterKey[] = [
  {
    name: 'kind',
    detail: 'what kind of event',
    example: 'lead',
    values: [...ENDPOINT_KINDS, ...ENTRY_KINDS].map((value) => ({ value, detail: '' })),
    matcher: kindMatcher,
  },
  {
    name: 'status',
    detail: 'how a request or a page was answered',
    example: '>=400',
    values: [
      { value: '>=400', detail: 'errors' },
      { value: '2xx', detail: 'successes' },
      { value: 'failed', detail: 'no answer came' },
      { value: 'pending', detail: 'no answer yet' },
    ],
    matcher: statusMatcher,
  },
  {
    name: 'frame',
    detail: 'which frame',
    example: 'top',
    values: [
      { value: 'top', detail: 'the page itself' },
      { value: 'sub', detail: 'iframes' },
      { value: 'worker', detail: 'workers, which have no frame' },
    ],
    matcher: frameMatcher,
  },
  {
    name: 'dialect',
    detail: 'which generation of the tracker',
    example: 'v1',
    values: DIALECT_NAMES.map((value) => ({ value, detail: '' })),
    matcher: (value) =>
      isDialect(value)
        ? (entry) => entry.dialect === value
        : `“${value}” is no dialect. Use ${DIALECT_NAMES.join(' or ')}.`,
  },
  {
    name: 'rule',
    detail: 'what a finding rests on',
    example: 'lead-*',
    values: [],
    matcher: (value, { rulesOf }) => {
      const matches = wildcard(value);
      return (entry) => rulesOf(entry.id).some(matches);
    },
  },
  {
    name: 'witness',
    detail: 'who saw it',
    example: 'page',
    values: [
      { value: 'page', detail: 'code in the page' },
      { value: 'browser', detail: 'the browser' },
      { value: 'network', detail: 'DevTools’ network log' },
      { value: 'extension', detail: 'this extension' },
    ],
    matcher: (value) => {
      const known = ['page', 'browser', 'network', 'extension'].some((witness) => witness === value);
      if (!known) return `“${value}” is no witness. Use page, browser, network or extension.`;
      return (entry) => entry.witnesses.some((witness) => witness === value);
    },
  },
  {
    name: 'method',
    detail: 'a tracker method, or a request’s',
    example: 'trackLead',
    values: ['trackLead', 'signup', 'trackTest', 'POST', 'GET'].map((value) => ({
      value: value.toLowerCase(),
      detail: '',
    })),
    matcher: (value) => {
      const matches = wildcard(value);
      return (entry) => 'method' in entry && entry.method !== undefined && matches(entry.method.toLowerCase());
    },
  },
  {
    name: 'host',
    detail: 'a request’s or page’s host',
    example: 'api.affitor.com',
    values: [],
    matcher: (value) => {
      const matches = wildcard(value);
      return (entry) => matches(hostOf(entry));
    },
  },
  {
    name: 'is',
    detail: 'a state',
    example: 'failed',
    values: Object.entries(STATES).map(([value, { detail }]) => ({ value, detail })),
    matcher: (value) =>
      (Object.hasOwn(STATES, value) ? STATES[value]?.matches : undefined) ??
      `“is:${value}” means nothing. Use ${Object.keys(STATES).join(', ')}.`,
  },
];

function kindMatcher(value: string): Matcher | string {
  if (ENTRY_KINDS.some((kind) => kind === value)) return (entry) => entry.kind === value;
  if (ENDPOINT_KINDS.some((kind) => kind === value)) return (entry) => meansEndpoint(entry, value);
  return `“${value}” is no kind. Use ${[...ENDPOINT_KINDS, ...ENTRY_KINDS].join(', ')}.`;
}

/** `kind:lead` finds the lead's request, the call and the queue item. */
function meansEndpoint(entry: Entry, name: string): boolean {
  if (entry.kind === 'request') return entry.endpoint?.name === name;
  if (entry.kind !== 'call' && entry.kind !== 'queue') return false;
  if (name === 'lead') return entry.method !== undefined && isLeadMethod(entry.method);
  return entry.method?.toLowerCase() === `track${name}`;
}

function statusMatcher(value: string): Matcher | string {
  if (value === 'failed') return (entry) => entry.kind === 'request' && entry.outcome.kind === 'failed';
  if (value === 'pending') return (entry) => entry.kind === 'request' && entry.outcome.kind === 'pending';
  const test = statusTest(value);
  if (!test) return `“${value}” is no status. Use 200, 4xx, >=400, 200-299, failed or pending.`;
  return (entry) => {
    if (entry.kind === 'navigation') return entry.status !== undefined && test(entry.status);
    return entry.kind === 'request' && entry.outcome.kind === 'answered' && test(entry.outcome.status);
  };
}

function statusTest(value: string): ((status: number) => boolean) | undefined {
  const family = /^([1-5])xx$/.exec(value);
  if (family) return (status) => Math.floor(status / 100) === Number(family[1]);
  const range = /^(\d{3})(?:-|\.\.)(\d{3})$/.exec(value);
  if (range) return (status) => status >= Number(range[1]) && status <= Number(range[2]);
  const compared = /^(>=|<=|>|<|=)?(\d{1,3})$/.exec(value);
  if (!compared) return undefined;
  const limit = Number(compared[2]);
  switch (compared[1]) {
    case '>=':
      return (status) => status >= limit;
    case '<=':
      return (status) => status <= limit;
    case '>':
      return (status) => status > limit;
    case '<':
      return (status) => status < limit;
    default:
      return (status) => status === limit;
  }
}

function frameMatcher(value: string): Matcher | string {
  if (value === 'top') return (entry) => entry.frameId === 0;
  if (value === 'sub') return (entry) => entry.frameId > 0;
  if (value === 'worker') return (entry) => entry.frameId < 0;
  if (/^\d+$/.test(value)) return (entry) => entry.frameId === Number(value);
  return `“${value}” is no frame. Use top, sub, worker or a frame’s number.`;
}

function hasFailed(entry: Entry): boolean {
  switch (entry.kind) {
    case 'request':
      return entry.outcome.kind === 'failed' || (entry.outcome.kind === 'answered' && entry.outcome.status >= 400);
    case 'call':
      return entry.outcome.kind === 'threw' || entry.outcome.kind === 'rejected';
    case 'script':
      return entry.state === 'failed' || entry.state === 'inert';
    case 'cookie':
      return entry.action === 'refused';
    case 'queue':
      return entry.state === 'refused' || entry.afterLoad;
    case 'console':
      return entry.reading?.tone === 'error' || entry.level === 'error';
    default:
      return false;
  }
}

function isPending(entry: Entry): boolean {
  if (entry.kind === 'queue') return entry.state === 'waiting';
  return (entry.kind === 'request' || entry.kind === 'call') && entry.outcome.kind === 'pending';
}

function hostOf(entry: Entry): string {
  const url =
    entry.kind === 'request' || entry.kind === 'navigation'
      ? entry.url
      : entry.kind === 'script'
        ? entry.src
        : entry.documentUrl;
  return parseUrl(url)?.host ?? '';
}

/** `lead-*` as a test of whole texts in lower case. */
function wildcard(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return (text) => text === pattern;
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const expression = new RegExp(`^${source}$`);
  return (text) => expression.test(text);
}
