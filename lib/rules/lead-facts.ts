import type { Dialect, Entry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { keptOf, onGrowing } from '@/lib/timeline/growing';
import { type Lead, type LeadState, leadsOf } from '@/lib/timeline/leads';
import type { Timeline } from '@/lib/timeline/timeline';
import { fieldOf } from '@/lib/tracker/decode';
import { checkLead, isAbsent, type LeadCheck, type LeadField, userIdOf } from '@/lib/tracker/lead-payload';
import type { SaidLines } from './console-meaning';
import { errorTextOf } from './payload';
import { isWellFormed } from './queue-item';

/** Every attempt at a lead as one fact that the rules ask: what was handed over, how it was checked, what became of it. */
export type LeadFact = Lead & {
  /** The entry that shows best what was handed over. */
  entry: Entry;
  check: LeadCheck;
  /** The fields of `check` that something is wrong with. */
  problems: LeadField[];
  /** The user's id as a non-empty string; anything else is the check's business. */
  userId: string | undefined;
  email: string | undefined;
  documentId: string;
  documentUrl: string;
};

/** In debug mode the tracker says so within this time of the call. */
const TEST_SAID_WITHIN_MS = 1000;

export type LeadSurroundings = {
  dialect: Dialect | undefined;
  programId: string | undefined;
  said: SaidLines;
};

export function leadFactsOf(visit: Timeline, around: LeadSurroundings): readonly LeadFact[] {
  const { dialect, programId } = around;
  if (inForce.dialect !== dialect || inForce.programId !== programId) inForce = factsIn({ dialect, programId });
  const { facts, called } = inForce.factsOf(readableOf(leadsOf(visit)));
  if (called.length === 0) return facts;
  const testing = testTimes(around.said);
  const told = facts.slice();
  for (const index of called) {
    const fact = facts[index];
    if (fact && isToldAsTest(fact, testing)) told[index] = asTest(fact);
  }
  return told;
}

const readableOf = keptOf<Lead>((lead) => lead.call !== undefined || !lead.queue || isWellFormed(lead.queue.item));

type Setting = Omit<LeadSurroundings, 'said'>;

type Described = {
  facts: LeadFact[];
  /** Which of them were called and not sent, as far as requests tell. */
  called: number[];
};

/** Leads are described once for a tracker's dialect and program, which seldom change. */
function factsIn(setting: Setting): Setting & { factsOf(leads: readonly Lead[]): Described } {
  const described = new WeakMap<Lead, LeadFact>();
  const factOf = (lead: Lead): LeadFact => {
    const fact = described.get(lead) ?? describe(lead, setting);
    described.set(lead, fact);
    return fact;
  };
  return {
    ...setting,
    factsOf: onGrowing<Lead, Described>({
      start: () => ({ facts: [], called: [] }),
      copy: ({ facts, called }) => ({ facts: facts.slice(), called: called.slice() }),
      add({ facts, called }, lead) {
        if (lead.state === 'called' && lead.call) called.push(facts.length);
        facts.push(factOf(lead));
      },
    }),
  };
}

let inForce = factsIn({ dialect: undefined, programId: undefined });

const tests = new WeakMap<LeadFact, LeadFact>();

/** The same each time, as what is asked of it is remembered by it. */
function asTest(fact: LeadFact): LeadFact {
  const test: LeadFact = tests.get(fact) ?? { ...fact, state: 'test' };
  tests.set(fact, test);
  return test;
}

function describe(lead: Lead, setting: Setting): LeadFact {
  const first = lead.queue ?? lead.call ?? lead.request;
  const entry = lead.call ?? lead.queue ?? lead.request;
  if (!first || !entry) throw new Error('A lead begins with an entry.');
  const check = isUnread(lead) ? UNREAD : checkOf(lead, setting);
  return {
    ...lead,
    entry,
    check,
    problems: check.fields.filter((field) => isProblem(field, check)),
    userId: textOf(userIdOf(lead.payload)),
    email: textOf(fieldOf(lead.payload, 'email')),
    documentId: first.documentId,
    documentUrl: first.documentUrl,
  };
}

/** A lead that debug turned into a test is known by the console where its request was not seen. */
function isToldAsTest({ call }: Lead, testing: Map<string, number[]>): boolean {
  if (!call) return false;
  const times = testing.get(call.documentId) ?? [];
  return times.some((at) => at >= call.at && at <= call.at + TEST_SAID_WITHIN_MS);
}

function testTimes(said: SaidLines): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const line of [...(said.get('test-called') ?? []), ...(said.get('test-lead-sending') ?? [])]) {
    const list = times.get(line.documentId) ?? [];
    list.push(line.at);
    times.set(line.documentId, list);
  }
  return times;
}

/** A test is kept whatever is missing from it. */
function isProblem(field: LeadField, { testMode }: LeadCheck): boolean {
  return field.problem !== undefined && !(testMode && field.status === 'missing');
}

const UNREAD: LeadCheck = { fields: [], ok: true, testMode: false };

/** Only the request was seen, and nobody could read what it carried: nothing can be said about its fields. */
export function isUnread({ queue, call, request }: Pick<Lead, 'queue' | 'call' | 'request'>): boolean {
  if (queue || call || !request) return false;
  return request.body.kind === 'unavailable' || request.missing.some(({ part }) => part === 'request-body');
}

function checkOf(lead: Lead, { dialect: page, programId }: Setting): LeadCheck {
  const dialect = lead.dialect ?? page ?? 'v1';
  return checkLead(lead.payload, { dialect, mode: 'browser', ...(programId !== undefined && { programId }) });
}

/** Where in the lead's `entry` a field of the payload stands. */
export function pointerTo(lead: Lead, field: string): string {
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

/** Leads by what rules ask for, so that the many that are well are looked at once. */
export type LeadGroups = {
  byState: Record<LeadState, LeadFact[]>;
  /** Something is wrong with a field. */
  faulty: LeadFact[];
  /** Handed over with `test_mode`. */
  testMode: LeadFact[];
  /** Through the queue, and taken from it this long after or more: the late ones. */
  slow: LeadFact[];
  /** No source could read what they carried. */
  unread: LeadFact[];
};

/** Shorter waits are how the queue is meant to be used. */
export const SLOW_DRAIN_MS = 500;

export const groupLeads: (leads: readonly LeadFact[]) => LeadGroups = onGrowing<LeadFact, LeadGroups>({
  start: () => ({
    byState: {
      waiting: [],
      refused: [],
      called: [],
      sent: [],
      accepted: [],
      provisional: [],
      test: [],
      rejected: [],
      failed: [],
    },
    faulty: [],
    testMode: [],
    slow: [],
    unread: [],
  }),
  copy: ({ byState, faulty, testMode, slow, unread }) => ({
    byState: {
      waiting: byState.waiting.slice(),
      refused: byState.refused.slice(),
      called: byState.called.slice(),
      sent: byState.sent.slice(),
      accepted: byState.accepted.slice(),
      provisional: byState.provisional.slice(),
      test: byState.test.slice(),
      rejected: byState.rejected.slice(),
      failed: byState.failed.slice(),
    },
    faulty: faulty.slice(),
    testMode: testMode.slice(),
    slow: slow.slice(),
    unread: unread.slice(),
  }),
  add(groups, lead) {
    groups.byState[lead.state].push(lead);
    if (lead.problems.length > 0) groups.faulty.push(lead);
    if (lead.check.testMode) groups.testMode.push(lead);
    if (lead.queue && (lead.queue.drainedAt ?? lead.at) - lead.at >= SLOW_DRAIN_MS) groups.slow.push(lead);
    if (lead.check === UNREAD) groups.unread.push(lead);
  },
});

/** What a person would call the lead: "`trackLead`", "`signup`" or "the lead request". */
export function nameOf(lead: LeadFact): string {
  return lead.method === undefined ? 'the lead request' : `\`${lead.method}\``;
}

export function refusalOf(lead: LeadFact): string {
  return lead.request ? errorTextOf(lead.request) : '';
}
