import type { ConsoleEntry, Dialect, Entry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { type Lead, type LeadState, leadsOf } from '@/lib/timeline/leads';
import type { Timeline } from '@/lib/timeline/timeline';
import { fieldOf } from '@/lib/tracker/decode';
import { checkLead, isAbsent, type LeadCheck, type LeadField, userIdOf } from '@/lib/tracker/lead-payload';
import { meaningOf } from './console-meaning';
import { errorTextOf } from './payload';

/** Every attempt at a lead as one fact that the rules ask: what was handed over, how it was checked, what became of it. */
export type LeadFact = Lead & {
  /** The entry that shows best what was handed over, and where in it a field stands. */
  entry: Entry;
  pointerTo(field: string): string;
  check: LeadCheck;
  /** The user's id as a non-empty string; anything else is the check's business. */
  userId: string | undefined;
  email: string | undefined;
  documentId: string;
  documentUrl: string;
  /** Ours, such as a replay: not the integration's doing. */
  ours: boolean;
};

/** In debug mode the tracker says so within this time of the call. */
const TEST_SAID_WITHIN_MS = 1000;

export type LeadSurroundings = {
  dialect: Dialect | undefined;
  programId: string | undefined;
  consoles: ConsoleEntry[];
};

export function leadFactsOf(visit: Timeline, around: LeadSurroundings): LeadFact[] {
  const leads = leadsOf(visit);
  if (leads.length === 0) return [];
  const testing = testTimes(around.consoles);
  return leads.map((lead) => describe(lead, around, testing));
}

function describe(lead: Lead, around: LeadSurroundings, testing: Map<string, number[]>): LeadFact {
  const first = lead.queue ?? lead.call ?? lead.request;
  const entry = lead.call ?? lead.queue ?? lead.request;
  if (!first || !entry) throw new Error('A lead begins with an entry.');
  return {
    ...lead,
    state: stateOf(lead, testing),
    entry,
    pointerTo: (field) => pointerTo(lead, field),
    check: isUnread(lead) ? UNREAD : checkOf(lead, entry, around),
    userId: textOf(userIdOf(lead.payload)),
    email: textOf(fieldOf(lead.payload, 'email')),
    documentId: first.documentId,
    documentUrl: first.documentUrl,
    ours: [lead.queue, lead.call, lead.request].some((part) => part?.ours === true),
  };
}

/** A lead that debug turned into a test is known by the console where its request was not seen. */
function stateOf(lead: Lead, testing: Map<string, number[]>): LeadState {
  const { call, state } = lead;
  if (state !== 'called' || !call) return state;
  const times = testing.get(call.documentId) ?? [];
  return times.some((at) => at >= call.at && at <= call.at + TEST_SAID_WITHIN_MS) ? 'test' : state;
}

function testTimes(consoles: ConsoleEntry[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const line of consoles) {
    const meaning = meaningOf(line);
    if (meaning !== 'test-called' && meaning !== 'test-lead-sending') continue;
    const list = times.get(line.documentId) ?? [];
    list.push(line.at);
    times.set(line.documentId, list);
  }
  return times;
}

const UNREAD: LeadCheck = { fields: [], ok: true, testMode: false };

/** Only the request was seen, and nobody could read what it carried: nothing can be said about its fields. */
export function isUnread({ queue, call, request }: Pick<Lead, 'queue' | 'call' | 'request'>): boolean {
  if (queue || call || !request) return false;
  return request.body.kind === 'unavailable' || request.missing.some(({ part }) => part === 'request-body');
}

type Checked = { dialect: Dialect; programId: string | undefined; check: LeadCheck };
const checked = new WeakMap<Entry, Checked>();

function checkOf(lead: Lead, entry: Entry, { dialect: page, programId }: LeadSurroundings): LeadCheck {
  const dialect = lead.dialect ?? page ?? 'v1';
  const known = checked.get(entry);
  if (known && known.dialect === dialect && known.programId === programId) return known.check;
  const check = checkLead(lead.payload, { dialect, mode: 'browser', ...(programId !== undefined && { programId }) });
  checked.set(entry, { dialect, programId, check });
  return check;
}

function pointerTo(lead: Lead, field: string): string {
  const name = field.replaceAll('~', '~0').replaceAll('/', '~1');
  if (!lead.call && !lead.queue) return `/${name}`;
  const base = lead.call ? '/args' : '/item';
  const offset = lead.call ? 0 : 1;
  if (lead.method === 'signup') return `${base}/${field === 'email' ? offset + 1 : offset}`;
  return `${base}/${offset}/${name}`;
}

function textOf(value: Json | undefined): string | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** What a person would call the lead: "`trackLead`", "`signup`" or "the lead request". */
export function nameOf(lead: LeadFact): string {
  return lead.method === undefined ? 'the lead request' : `\`${lead.method}\``;
}

export function refusalOf(lead: LeadFact): string {
  return lead.request ? errorTextOf(lead.request) : '';
}

export function faultOf(lead: LeadFact, problem: LeadField['problem']): LeadField | undefined {
  return lead.check.fields.find((field) => field.problem === problem);
}
