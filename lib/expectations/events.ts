import type { Dialect, Entry, NavigationEntry, RequestEntry } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import type { Evidence } from '@/lib/model/judgement';
import { parseFilter } from '@/lib/timeline/filter';
import { type Lead, leadsOf } from '@/lib/timeline/leads';
import { summarise } from '@/lib/timeline/summary';
import type { Timeline } from '@/lib/timeline/timeline';
import { landingOf } from '@/lib/timeline/visits';
import { isJsonObject, payloadOf } from '@/lib/tracker/decode';
import type { EventName, Selector } from './expectations';
import { holds, textMatcher } from './predicate';

/** A timeline as checks see it: events of a name, each with what was sent, what was answered, and plain facts. */
export type TimelineEvent = {
  event: EventName;
  at: number;
  number: number;
  entryId: string;
  /** Everything that carried it. */
  entries: Entry[];
  names: string[];
  state: string;
  dialect?: Dialect;
  payload: Json | undefined;
  reply: Json | undefined;
  facts: JsonObject;
};

export type EventSource = (selector: Selector) => TimelineEvent[];

/** What the user did through us is no event of the page's. */
export function createEventSource(timeline: Timeline): EventSource {
  const entries = timeline.entries.filter((entry) => !entry.ours);
  const known = new Map<EventName, TimelineEvent[]>();
  const named = (name: EventName): TimelineEvent[] => {
    const events = known.get(name) ?? eventsOf(name, entries, timeline);
    known.set(name, events);
    return events;
  };
  return (selector) => named(selector.event).filter(matcherOf(selector));
}

export const evidenceOf = (event: TimelineEvent, pointer?: string): Evidence => ({
  entryId: event.entryId,
  number: event.number,
  text: event.entries[0] ? summarise(event.entries[0]).title : event.event,
  ...(pointer !== undefined && { pointer }),
});

function matcherOf({ name, state, dialect, filter, where = [] }: Selector): (event: TimelineEvent) => boolean {
  const isNamed = textMatcher(name);
  const isInState = textMatcher(state);
  const filtered = filter === undefined ? undefined : parseFilter(filter);
  return (event) =>
    (name === undefined || event.names.some(isNamed)) &&
    isInState(event.state) &&
    (dialect === undefined || event.dialect === dialect) &&
    (filtered === undefined || (filtered.ok && event.entries.some((entry) => filtered.matches(entry)))) &&
    where.every((predicate) => holds(predicate, event));
}

function eventsOf(name: EventName, entries: Entry[], timeline: Timeline): TimelineEvent[] {
  switch (name) {
    case 'lead':
      return leadsOf(timeline).map(fromLead);
    case 'landing':
      return entries
        .filter((entry) => entry.kind === 'navigation' && isLanding(entry))
        .map((entry) => fromEntry('landing', entry));
    case 'click':
    case 'sale':
    case 'refund':
    case 'test':
      return entries
        .filter((entry) => entry.kind === 'request' && entry.endpoint?.name === name)
        .map((entry) => fromEntry(name, entry));
    default:
      return entries.filter((entry) => entry.kind === name).map((entry) => fromEntry(name, entry));
  }
}

function fromLead(lead: Lead): TimelineEvent {
  const { queue, call, request } = lead;
  return {
    event: 'lead',
    at: lead.at,
    number: lead.number,
    entryId: lead.id,
    entries: [queue, call, request].filter((entry) => entry !== undefined),
    names: lead.method === undefined ? [] : [lead.method],
    state: lead.state,
    ...(lead.dialect && { dialect: lead.dialect }),
    payload: wholePayload(lead),
    reply: request && replyOf(request),
    facts: { carrier: lead.carrier, mode: lead.mode, ...(request && requestFacts(request)) },
  };
}

/** What the page passed, with what the tracker put to it on the way: a check made of either finds its fields. */
function wholePayload({ payload, sent }: Lead): Json | undefined {
  return isJsonObject(payload) && isJsonObject(sent) ? { ...sent, ...payload } : (payload ?? sent);
}

function fromEntry(event: EventName, entry: Entry): TimelineEvent {
  return {
    event,
    at: entry.at,
    number: entry.number,
    entryId: entry.id,
    entries: [entry],
    ...(entry.dialect && { dialect: entry.dialect }),
    reply: undefined,
    ...detailsOf(entry),
  };
}

type Details = Pick<TimelineEvent, 'names' | 'state' | 'payload' | 'facts'> & { reply?: Json | undefined };

function detailsOf(entry: Entry): Details {
  switch (entry.kind) {
    case 'request':
      return {
        names: entry.endpoint ? [entry.endpoint.name] : [],
        state: entry.outcome.kind,
        payload: payloadOf(entry.body, entry.headers),
        reply: replyOf(entry),
        facts: requestFacts(entry),
      };
    case 'cookie': {
      const { name, action, value, attributes, author } = entry;
      const facts = { name, value, author: author.kind, ...(attributes as JsonObject) };
      return { names: [name], state: action, payload: value, facts };
    }
    case 'call':
      return { names: [entry.method], state: entry.outcome.kind, payload: entry.args, facts: { target: entry.target } };
    case 'queue': {
      const facts = { early: entry.early, afterLoad: entry.afterLoad };
      return {
        names: entry.method === undefined ? [] : [entry.method],
        state: entry.state,
        payload: entry.item,
        facts,
      };
    }
    case 'console': {
      const meaning = entry.reading?.meaning;
      const facts = { text: entry.text, ...(entry.reading && { fields: entry.reading.fields }) };
      return { names: meaning === undefined ? [] : [meaning], state: entry.level, payload: entry.args, facts };
    }
    case 'navigation': {
      const query = URL.canParse(entry.url) ? Object.fromEntries(new URL(entry.url).searchParams) : {};
      const names = landingOf(entry).map(({ parameter }) => parameter);
      return {
        names,
        state: entry.navigationCause,
        payload: query,
        facts: { url: entry.url, redirects: entry.redirects },
      };
    }
    case 'script':
      return {
        names: [entry.src],
        state: entry.state,
        payload: entry.attributes,
        facts: { src: entry.src, placement: entry.placement },
      };
    default:
      return { names: [], state: '', payload: undefined, facts: {} };
  }
}

function requestFacts({ method, url, carrier, outcome, keepalive }: RequestEntry): JsonObject {
  const end: JsonObject =
    outcome.kind === 'answered'
      ? { status: outcome.status, durationMs: outcome.durationMs }
      : outcome.kind === 'failed'
        ? { reason: outcome.reason }
        : {};
  return { method, url, carrier, keepalive, ...end };
}

function replyOf({ outcome }: RequestEntry): Json | undefined {
  return outcome.kind === 'answered' ? payloadOf(outcome.body, outcome.headers) : undefined;
}

/** That the landing page was left names its URL too, and is no second landing. */
function isLanding(entry: NavigationEntry): boolean {
  return entry.navigationCause !== 'unload' && landingOf(entry).length > 0;
}
