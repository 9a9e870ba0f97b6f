import type { CallEntry, Dialect, Entry, QueueEntry, RequestEntry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { fieldOf, headerValue, isTestMode, payloadOf } from '@/lib/tracker/decode';
import { V1, V2 } from '@/lib/tracker/dialects';
import { leadPayloadOfCall } from '@/lib/tracker/lead-payload';
import { onGrowing } from './growing';
import type { Timeline } from './timeline';

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

export function leadsOf(timeline: Timeline): Lead[] {
  const leads: Lead[] = [];
  const joined = new Set<string>();
  for (const entry of beginningsOf(timeline.entries)) {
    // A call drained from the queue comes after its item, and joins it there.
    if (joined.has(entry.id)) continue;
    const before = known.get(entry);
    if (before && stillHolds(timeline, before)) {
      join(joined, before);
      leads.push(before);
    } else if (entry.kind === 'queue') {
      const call = effectsOf(timeline, entry.effects).find((effect) => effect.kind === 'call');
      leads.push(leadOf(timeline, entry, call, joined));
    } else if (entry.kind === 'call') {
      leads.push(leadOf(timeline, undefined, entry, joined));
    } else {
      leads.push(leadOf(timeline, undefined, undefined, joined, entry));
    }
  }
  return leads;
}

type Beginning = QueueEntry | CallEntry | RequestEntry;

const beginningsOf = onGrowing<Entry, Beginning[]>({
  start: () => [],
  copy: (entries) => entries.slice(),
  add(entries, entry) {
    if (mayBeginLead(entry)) entries.push(entry);
  },
});

/** The lead that the entry is part of; also what a replay of one would be. */
export function leadWith(timeline: Timeline, entry: Entry): Lead | undefined {
  if (entry.ours) {
    const isReplay = entry.kind === 'request' && isLeadRequest(entry);
    return isReplay ? leadOf(timeline, undefined, undefined, new Set(), entry) : undefined;
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

/** By the entry it begins with. Leads are told after every event, and nearly all are as they were. */
const known = new WeakMap<Entry, Lead>();

/** True while the lead's entries are the very ones it was told from: what joins it later makes them new ones. */
function stillHolds({ byId }: Timeline, { queue, call, request }: Lead): boolean {
  return (
    (!queue || byId.get(queue.id) === queue) &&
    (!call || byId.get(call.id) === call) &&
    (!request || byId.get(request.id) === request)
  );
}

function join(joined: Set<string>, { queue, call, request }: Lead): void {
  if (queue) joined.add(queue.id);
  if (call) joined.add(call.id);
  if (request) joined.add(request.id);
}

export function isLeadMethod(method: string): boolean {
  return V1.leadMethods.includes(method) || V2.leadMethods.includes(method);
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
  joined: Set<string>,
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
  join(joined, lead);
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
