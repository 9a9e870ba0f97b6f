import type { CallEntry, ConsoleEntry, Entry, QueueEntry, RequestEntry } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import { isJsonObject } from '@/lib/tracker/decode';
import { V1, V2 } from '@/lib/tracker/dialects';
import { errorTextOf, fieldsOf, isAccepted, isTestPayload, replyOf } from './payload';

/** Every attempt at a lead, from whichever carrier it was seen on, as one fact that the rules ask. */

export const LEAD_METHODS = [...new Set([...V1.leadMethods, ...V2.leadMethods])];

export type LeadState =
  /** In the queue, and nobody took it. */
  | 'waiting'
  /** The call was made, and no request of it was seen. */
  | 'called'
  | 'in-flight'
  | 'recorded'
  | 'provisional'
  | 'test'
  | 'refused'
  | 'failed'
  | 'threw';

export type LeadFact = {
  at: number;
  method: string;
  state: LeadState;
  /** What the page handed over, or, when only the request was seen, what was sent. */
  payload: JsonObject | undefined;
  userId: Json | undefined;
  email: Json | undefined;
  /** JSON pointers, into the entry that `entry` is, of the two fields above. */
  pointers: { userId: string; email: string };
  queue?: QueueEntry;
  call?: CallEntry;
  request?: RequestEntry;
  /** The carrier that shows best what was handed over. */
  entry: Entry;
  documentId: string;
  documentUrl: string;
  /** Sent by code outside any page, or by ourselves: not the integration's doing. */
  ours: boolean;
};

type Carriers = { queue?: QueueEntry; call?: CallEntry; request?: RequestEntry };

/** How long after a call its request may still be said to be its own, when no cause joins them. */
const JOIN_WITHIN_MS = 5000;

export function leadFactsOf(
  queue: QueueEntry[],
  calls: CallEntry[],
  requests: RequestEntry[],
  consoles: ConsoleEntry[],
): LeadFact[] {
  const leads: Carriers[] = [];
  const byEntry = new Map<string, Carriers>();
  const byItem = new Map<string, Carriers>();
  const open: Carriers[] = [];

  const add = (carriers: Carriers, entry: Entry) => {
    leads.push(carriers);
    byEntry.set(entry.id, carriers);
  };

  for (const item of queue) {
    if (item.itemId === undefined || !item.method || !LEAD_METHODS.includes(item.method)) continue;
    const carriers: Carriers = { queue: item };
    add(carriers, item);
    byItem.set(`${item.documentId} ${item.itemId}`, carriers);
    if (item.state === 'drained') open.push(carriers);
  }
  for (const call of calls) {
    if (!LEAD_METHODS.includes(call.method)) continue;
    const drained =
      (call.queueItemId !== undefined && byItem.get(`${call.documentId} ${call.queueItemId}`)) ||
      (call.cause !== undefined && byEntry.get(call.cause));
    if (drained && !drained.call) {
      drained.call = call;
      byEntry.set(call.id, drained);
      if (!open.includes(drained)) open.push(drained);
      continue;
    }
    const carriers: Carriers = { call };
    add(carriers, call);
    open.push(carriers);
  }
  open.sort((a, b) => firstOf(a).at - firstOf(b).at);

  const orphans: RequestEntry[] = [];
  for (const request of requests) {
    const caller = request.cause !== undefined ? byEntry.get(request.cause) : undefined;
    if (caller && !caller.request) caller.request = request;
    else orphans.push(request);
  }
  let from = 0;
  for (const request of orphans) {
    while (from < open.length && (open[from]?.request || tooOld(open[from], request))) from += 1;
    const caller = open[from];
    const near = caller && startOf(caller) <= request.at && firstOf(caller).documentId === request.documentId;
    if (near && !caller.request) caller.request = request;
    else if (request.endpoint?.name === 'lead') add({ request }, request);
  }

  const testing = testCallTimes(consoles);
  return leads.map((carriers) => describe(carriers, testing)).sort((a, b) => a.at - b.at);
}

function firstOf(carriers: Carriers): Entry {
  const entry = carriers.queue ?? carriers.call ?? carriers.request;
  if (!entry) throw new Error('A lead without any carrier');
  return entry;
}

function startOf(carriers: Carriers): number {
  return carriers.call?.at ?? carriers.queue?.drainedAt ?? firstOf(carriers).at;
}

function tooOld(carriers: Carriers | undefined, request: RequestEntry): boolean {
  return carriers !== undefined && startOf(carriers) + JOIN_WITHIN_MS < request.at;
}

/** In debug mode the tracker says of each lead that it becomes a test: `documentId` → times. */
function testCallTimes(consoles: ConsoleEntry[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const line of consoles) {
    if (!/\btrackTest\(\) called true\b|Sending test (?:lead )?event/.test(line.text)) continue;
    const list = times.get(line.documentId) ?? [];
    list.push(line.at);
    times.set(line.documentId, list);
  }
  return times;
}

function describe(carriers: Carriers, testing: Map<string, number[]>): LeadFact {
  const { queue, call, request } = carriers;
  const entry = call ?? queue ?? request ?? firstOf(carriers);
  const method = call?.method ?? queue?.method ?? 'request';
  const handed = handedOver(carriers);
  const first = firstOf(carriers);
  return {
    at: first.at,
    method,
    state: stateOf(carriers, testing),
    ...handed,
    ...carriers,
    entry,
    documentId: first.documentId,
    documentUrl: first.documentUrl,
    ours: request?.ours === true || call?.ours === true,
  };
}

function handedOver({ queue, call, request }: Carriers): Pick<LeadFact, 'payload' | 'userId' | 'email' | 'pointers'> {
  const method = call?.method ?? queue?.method;
  const item = queue?.item;
  const args = call?.args ?? (Array.isArray(item) ? item.slice(1) : undefined);
  const base = call ? '/args' : '/item';
  const offset = call ? 0 : 1;
  if (args && method === 'signup') {
    return {
      payload: undefined,
      userId: args[0],
      email: args[1],
      pointers: { userId: `${base}/${offset}`, email: `${base}/${offset + 1}` },
    };
  }
  if (args) {
    const payload = isJsonObject(args[0]) ? args[0] : undefined;
    const idField = payload && !('user_id' in payload) && 'customer_key' in payload ? 'customer_key' : 'user_id';
    return {
      payload,
      userId: payload?.[idField],
      email: payload?.email,
      pointers: { userId: `${base}/${offset}/${idField}`, email: `${base}/${offset}/email` },
    };
  }
  const fields = request && fieldsOf(request.body);
  const idField = fields && !('user_id' in fields) && 'customer_key' in fields ? 'customer_key' : 'user_id';
  return {
    payload: fields,
    userId: fields?.[idField],
    email: fields?.email,
    pointers: { userId: `/${idField}`, email: '/email' },
  };
}

function stateOf({ queue, call, request }: Carriers, testing: Map<string, number[]>): LeadState {
  if (request) {
    if (request.endpoint?.name === 'test' || isTestPayload(fieldsOf(request.body))) return 'test';
    if (request.outcome.kind === 'pending') return 'in-flight';
    if (request.outcome.kind === 'failed') return 'failed';
    if (!isAccepted(request)) return 'refused';
    const reply = replyOf(request);
    if (isJsonObject(reply?.data) && reply.data.test_mode === true) return 'test';
    return reply?.provisional === true ? 'provisional' : 'recorded';
  }
  if (call?.outcome.kind === 'threw') return 'threw';
  if (call) {
    const said = testing.get(call.documentId)?.some((at) => at >= call.at && at <= call.at + 1000) ?? false;
    return said ? 'test' : 'called';
  }
  return queue?.state === 'drained' ? 'called' : 'waiting';
}

/** What a person would call the lead: "trackLead", "signup" or "the lead request". */
export function nameOf(lead: LeadFact): string {
  return lead.method === 'request' ? 'The lead request' : `\`${lead.method}\``;
}

export function refusalOf(lead: LeadFact): string {
  return lead.request ? errorTextOf(lead.request) : '';
}

export function isTestLead(lead: LeadFact): boolean {
  return lead.state === 'test';
}
