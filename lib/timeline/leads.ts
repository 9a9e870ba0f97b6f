import type { CallEntry, Dialect, Entry, QueueEntry, RequestEntry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { fieldOf, headerValue, isTestMode, payloadOf } from '@/lib/tracker/decode';
import { LEAD_METHODS } from '@/lib/tracker/dialects';
import { leadPayloadOfCall } from '@/lib/tracker/lead-payload';
import { keptOf, sameItems } from './growing';
import { firstIndex } from './sorted-list';
import { compareEntries, type Timeline } from './timeline';

/**
 * Leads as people count them: one for each time a page meant to send one, whether it was pushed to the queue, called,
 * sent, or all three. What the user sent again is none.
 */
export type LeadState =
  /** Pushed, and nothing has taken it from the queue. */
  | 'waiting'
  /** Taken from the queue, but the tracker knows no such method or threw. */
  | 'refused'
  /** The tracker was called; no request of it was seen. */
  | 'called'
  /** A request is on its way. */
  | 'sent'
  | 'accepted'
  | 'provisional'
  /** Kept as a test event: debug or test mode. */
  | 'test'
  /** The API answered with an error. */
  | 'rejected'
  /** No answer: blocked, aborted, offline. */
  | 'failed';

export type Lead = {
  /** Id, number and time of the entry the lead begins with. */
  id: string;
  number: number;
  at: number;
  carrier: 'queue' | 'call' | 'request';
  state: LeadState;
  dialect?: Dialect;
  method?: string;
  mode: 'browser' | 'server';
  /** What the page passed, or, when only the request was seen, what was sent. */
  payload?: Json;
  /** What went out. */
  sent?: Json;
  queue?: QueueEntry;
  call?: CallEntry;
  request?: RequestEntry;
};

/** Leads are told after every event, and nearly all are as they were: the list of before goes on from there. */
export function leadsOf(timeline: Timeline): readonly Lead[] {
  const first = timeline.entries[0];
  const found = tellers.findIndex((teller) => teller.first === first);
  // At -1 stands the one that was not used for longest.
  const [teller = createTeller()] = tellers.splice(found, 1);
  tellers.unshift(teller);
  teller.first = first;
  return teller.tell(timeline);
}

/** Two at a time, the last used first: the panel shows the leads of all that was recorded, and judges those of the last visit. */
const tellers = [createTeller(), createTeller()];

type Told = {
  entries: readonly Entry[];
  leads: readonly Lead[];
  /** For each lead, how many beginnings had been gone through with it. */
  begun: number[];
  /** For each lead, with how many of the first entries it and those before it are as they are. */
  reach: number[];
  /** The ids of all that leads are made of, and of how many: one told late may be part of two. */
  joined: Map<string, number>;
};

type Teller = { first: Entry | undefined; tell(timeline: Timeline): readonly Lead[] };

function createTeller(): Teller {
  const beginningsOf = keptOf<Entry, Beginning>(mayBeginLead);
  let told: Told = { entries: [], leads: [], begun: [], reach: [], joined: new Map() };
  return {
    first: undefined,
    tell(timeline) {
      if (told.entries !== timeline.entries) told = tellOn(told, timeline, beginningsOf(timeline.entries));
      return told.leads;
    },
  };
}

/** Uses up what was told before. */
function tellOn(before: Told, timeline: Timeline, beginnings: readonly Beginning[]): Told {
  const { joined, begun, reach } = before;
  const same = sameItems(before.entries, timeline.entries);
  let kept = before.leads.length;
  while (kept > 0 && (reach[kept - 1] ?? 0) > same) kept -= 1;
  for (const lead of before.leads.slice(kept)) {
    for (const { id } of partsOf(lead)) {
      const others = (joined.get(id) ?? 0) - 1;
      if (others > 0) joined.set(id, others);
      else joined.delete(id);
    }
  }
  const leads = before.leads.slice(0, kept);
  begun.length = kept;
  reach.length = kept;
  /** With how many of the first entries what was left to a later cause is as it is. */
  let left = 0;
  for (let index = begun[kept - 1] ?? 0; index < beginnings.length; index += 1) {
    const entry = beginnings[index];
    // A call drained from the queue comes after its item, and joins it there.
    if (!entry || joined.has(entry.id)) continue;
    const cause = laterCause(timeline, entry);
    if (cause) {
      left = Math.max(left, reachOf(timeline, cause, leadFrom(timeline, cause)));
      continue;
    }
    const lead = leadFrom(timeline, entry);
    for (const { id } of partsOf(lead)) joined.set(id, (joined.get(id) ?? 0) + 1);
    begun.push(index + 1);
    reach.push(Math.max(reach[leads.length - 1] ?? 0, left, reachOf(timeline, entry, lead)));
    leads.push(lead);
  }
  return { entries: timeline.entries, leads, begun, reach, joined };
}

type Beginning = QueueEntry | CallEntry | RequestEntry;

function leadFrom(timeline: Timeline, entry: Beginning): Lead {
  const before = known.get(entry);
  if (before && stillHolds(timeline, before)) return before;
  if (entry.kind === 'call') return leadOf(timeline, undefined, entry);
  if (entry.kind === 'request') return leadOf(timeline, undefined, undefined, entry);
  const call = effectsOf(timeline, entry.effects).find((effect) => effect.kind === 'call');
  return leadOf(timeline, entry, call);
}

/**
 * Within one millisecond, which is all that Firefox's clock tells, a request stands before the call that sent it when
 * the browser's word came before the page's: the lead begins with the call. So it is with a call and its queue item.
 */
function laterCause(timeline: Timeline, entry: Beginning): Beginning | undefined {
  if (entry.kind === 'queue') return undefined;
  for (let cause = causeOf(timeline, entry); cause; cause = causeOf(timeline, cause)) {
    // Between a request and its queue item there may be a call of a method that reports no lead.
    if (!mayBeginLead(cause) || compareEntries(cause, entry) <= 0) continue;
    if (partsOf(leadFrom(timeline, cause)).includes(entry)) return cause;
  }
  return undefined;
}

const causeOf = ({ byId }: Timeline, { cause }: Entry): Entry | undefined =>
  cause === undefined ? undefined : byId.get(cause);

/** Infinity while something that the lead may be made of is not among the entries. */
function reachOf({ entries }: Timeline, beginning: Beginning, lead: Lead): number {
  if (known.get(beginning) !== lead) return Number.POSITIVE_INFINITY;
  return partsOf(lead).reduce((reach, part) => {
    const index = firstIndex(entries, (entry) => compareEntries(entry, part) >= 0);
    return entries[index] === part ? Math.max(reach, index + 1) : Number.POSITIVE_INFINITY;
  }, 0);
}

/** The lead that the entry is part of; also what a replay of one would be. */
export function leadWith(timeline: Timeline, entry: Entry): Lead | undefined {
  if (entry.ours) {
    const isReplay = entry.kind === 'request' && isLeadRequest(entry);
    return isReplay ? leadOf(timeline, undefined, undefined, entry) : undefined;
  }
  return leadsOf(timeline).find(({ queue, call, request }) =>
    [queue, call, request].some((part) => part?.id === entry.id),
  );
}

function mayBeginLead(entry: Entry): entry is Beginning {
  if (entry.ours) return false;
  if (entry.kind === 'queue') return isLeadItem(entry);
  if (entry.kind === 'call') return isLeadMethod(entry.method);
  return entry.kind === 'request' && isLeadRequest(entry);
}

/** By the entry it begins with. */
const known = new WeakMap<Entry, Lead>();

/** True while the lead's entries are the very ones it was told from: what joins it later makes them new ones. */
function stillHolds({ byId }: Timeline, lead: Lead): boolean {
  return partsOf(lead).every((part) => byId.get(part.id) === part);
}

function partsOf({ queue, call, request }: Lead): Beginning[] {
  return [queue, call, request].filter((part) => part !== undefined);
}

export function isLeadMethod(method: string): boolean {
  return LEAD_METHODS.includes(method);
}

/** A lead's own request; in debug mode the tracker sends a test event in its place. */
export function isLeadRequest(entry: RequestEntry): boolean {
  return entry.endpoint?.name === 'lead' && entry.method !== 'OPTIONS';
}

export function isTestRequest(entry: RequestEntry): boolean {
  const name = entry.endpoint?.name;
  return name === 'test' || name === 'test-event' || isTestMode(payloadOf(entry.body, entry.headers));
}

function isLeadItem(entry: QueueEntry): boolean {
  return entry.itemId !== undefined && entry.method !== undefined && isLeadMethod(entry.method);
}

function effectsOf(timeline: Timeline, ids: readonly string[]) {
  return ids.flatMap((id) => timeline.byId.get(id) ?? []);
}

function leadOf(
  timeline: Timeline,
  queue: QueueEntry | undefined,
  call: CallEntry | undefined,
  ownRequest?: RequestEntry,
): Lead {
  const effectIds = [...(call?.effects ?? []), ...(queue?.effects ?? [])];
  const effects = effectsOf(timeline, effectIds);
  const requests = effects.filter((effect) => effect.kind === 'request');
  const request = ownRequest ?? requests.find(isLeadRequest) ?? requests.find(isTestRequest);
  const first = queue ?? call ?? request;
  if (!first) throw new Error('A lead begins with an entry.');
  const method = call?.method ?? queue?.method;
  const sent = request && payloadOf(request.body, request.headers);
  const payload = passedPayload(queue, call, method) ?? sent;
  const dialect = request?.dialect ?? call?.dialect ?? queue?.dialect;
  const lead: Lead = {
    id: first.id,
    number: first.number,
    at: first.at,
    carrier: queue ? 'queue' : call ? 'call' : 'request',
    state: stateOf(queue, call, request),
    mode: request && headerValue(request.headers, 'authorization') !== undefined ? 'server' : 'browser',
  };
  // One by one: there may be tens of thousands, and spreads make many times the garbage.
  if (dialect) lead.dialect = dialect;
  if (method !== undefined) lead.method = method;
  if (payload !== undefined) lead.payload = payload;
  if (sent !== undefined) lead.sent = sent;
  if (queue) lead.queue = queue;
  if (call) lead.call = call;
  if (request) lead.request = request;
  // What an effect that is still to come makes of it is not known yet.
  if (effects.length === effectIds.length) known.set(first, lead);
  return lead;
}

function passedPayload(queue: QueueEntry | undefined, call: CallEntry | undefined, method: string | undefined) {
  if (method === undefined) return undefined;
  if (call) return leadPayloadOfCall(method, call.args);
  return Array.isArray(queue?.item) ? leadPayloadOfCall(method, queue.item.slice(1)) : undefined;
}

function stateOf(queue?: QueueEntry, call?: CallEntry, request?: RequestEntry): LeadState {
  if (request) return requestState(request);
  if (call) return call.outcome.kind === 'threw' ? 'refused' : 'called';
  if (queue?.state === 'drained') return 'called';
  return queue?.state === 'refused' ? 'refused' : 'waiting';
}

function requestState(request: RequestEntry): LeadState {
  const { outcome } = request;
  // The test event that debug mode sends in a lead's place: no lead was to come of it, whatever became of it.
  if (!isLeadRequest(request)) return 'test';
  if (outcome.kind === 'pending') return isTestRequest(request) ? 'test' : 'sent';
  if (outcome.kind === 'failed') return 'failed';
  if (outcome.status >= 400) return 'rejected';
  const reply = payloadOf(outcome.body, outcome.headers);
  if (fieldOf(reply, 'success') === false) return 'rejected';
  if (isTestRequest(request)) return 'test';
  return fieldOf(reply, 'provisional') === true ? 'provisional' : 'accepted';
}
