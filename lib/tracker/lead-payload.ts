import type { Dialect } from '@/lib/model/entry';
import type { Json, Snapshot } from '@/lib/model/json';
import { describeJson, fieldOf, isJsonObject, isTestMode } from './decode';
import { type LeadFieldFact, leadFieldFacts } from './lead-facts';
import { checkField } from './lead-fields';

/**
 * Checks what a page or a server sends as a lead against what the tracker's documentation asks for. The panel's Leads
 * view, the rules and `affitor-inspector validate` all judge with this.
 */
export type LeadFieldStatus = 'ok' | 'missing' | 'wrong' | 'discarded' | 'unknown';

export type LeadProblem =
  | 'payload-not-object'
  | 'user-id-missing'
  | 'user-id-not-string'
  | 'user-id-placeholder'
  | 'user-id-is-email'
  | 'email-missing'
  | 'email-invalid'
  | 'needless-personal-data'
  | 'additional-data-not-object'
  | 'customer-missing'
  | 'customer-malformed'
  | 'customer-other-program'
  | 'token-missing'
  | 'token-in-browser'
  | 'not-text'
  | 'undocumented';

export type LeadField = {
  name: string;
  /** Absent when the field was not sent. */
  sent?: Json;
  status: LeadFieldStatus;
  required: 'required' | 'recommended' | 'optional';
  message: string;
  fix?: string;
  /** What is wrong, for whoever acts on it; absent when nothing is. */
  problem?: LeadProblem;
};

export type LeadCheck = {
  fields: LeadField[];
  /** False when a required field is missing or any field is wrong. */
  ok: boolean;
  /** `test_mode` is on: a test event would be kept, no lead. */
  testMode: boolean;
};

export type LeadCheckOptions = {
  dialect: Dialect;
  /** A page's own call, or a server's request with the program's API key. */
  mode: 'browser' | 'server';
  /** The API key that came along; `null` when it is known that none did. */
  key?: string | null;
  /** The page's program, to tell another program's customer. */
  programId?: string;
};

export function checkLead(payload: Json | undefined, options: LeadCheckOptions): LeadCheck {
  const testMode = isTestMode(payload);
  const facts = leadFieldFacts(options, testMode);
  const fields = [
    ...keyField(options),
    ...payloadFields(payload),
    ...facts.flatMap((fact) => check(fact, payload, options)),
  ];
  if (isJsonObject(payload)) {
    const known = new Set(facts.flatMap((fact) => [fact.name, ...(fact.aliases ?? [])]));
    for (const [name, sent] of Object.entries(payload)) if (!known.has(name)) fields.push(undocumented(name, sent));
  }
  return { fields, ok: fields.every(isAcceptable), testMode };
}

/**
 * The payload that a tracker call stands for: `trackLead(data)` is the data, `signup(key, email)` is its two fields.
 * Trailing arguments are not the tracker's business and are left out.
 */
export function leadPayloadOfCall(method: string, args: readonly Snapshot[]): Json | undefined {
  if (method !== 'signup') return args[0];
  const payload: [string, Json][] = [];
  if (args[0] !== undefined) payload.push(['customer_key', args[0]]);
  if (args[1] !== undefined && !isAbsent(args[1])) payload.push(['email', args[1]]);
  return Object.fromEntries(payload);
}

/** The identifier that payments are matched by, under whichever name it was sent. */
export function userIdOf(payload: Json | undefined): Json | undefined {
  return ['user_id', 'customer_key', 'customerKey']
    .map((name) => fieldOf(payload, name))
    .find((id) => id !== undefined);
}

/** `null` and a snapshot's `undefined`: what JSON or the tracker leave out. */
export function isAbsent(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return fieldOf(value, '$type') === 'undefined';
}

function isAcceptable(field: LeadField): boolean {
  return field.status !== 'wrong' && !(field.status === 'missing' && field.required === 'required');
}

function check(fact: LeadFieldFact, payload: Json | undefined, options: LeadCheckOptions): LeadField[] {
  const name =
    [fact.name, ...(fact.aliases ?? [])].find((candidate) => !isAbsent(fieldOf(payload, candidate))) ?? fact.name;
  const sent = fieldOf(payload, name);
  if (isAbsent(sent) || sent === undefined) return fact.quietWhenAbsent ? [] : [absent(fact)];
  return [checkField(fact, name, sent, options)];
}

function absent(fact: LeadFieldFact): LeadField {
  const field = { name: fact.name, required: fact.required };
  if (fact.required === 'optional') return { ...field, status: 'ok', message: fact.absent.message };
  return { ...field, status: 'missing', ...fact.absent };
}

function payloadFields(payload: Json | undefined): LeadField[] {
  if (isJsonObject(payload)) return [];
  const field: LeadField = {
    name: 'payload',
    status: 'wrong',
    required: 'required',
    message: payload === undefined ? 'Nothing was passed.' : `An object is needed, got ${describeJson(payload)}.`,
    fix: 'Pass one object with the fields below.',
    problem: 'payload-not-object',
  };
  return [payload === undefined ? field : { ...field, sent: payload }];
}

function keyField({ mode, key }: LeadCheckOptions): LeadField[] {
  const name = 'Authorization';
  if (mode === 'server' && key === null) {
    return [
      {
        name,
        status: 'missing',
        required: 'required',
        message: 'No API key was sent: the API answers 401.',
        fix: 'Send the program’s API key as Authorization: Bearer affitor_…',
        problem: 'token-missing',
      },
    ];
  }
  if (mode === 'browser' && typeof key === 'string') {
    return [
      {
        name,
        status: 'wrong',
        required: 'optional',
        message: 'An API key was sent from a browser, where every visitor can read it.',
        fix: 'Take the key out of the page and replace it with a new one in the dashboard.',
        problem: 'token-in-browser',
      },
    ];
  }
  return [];
}

function undocumented(name: string, sent: Json): LeadField {
  return {
    name,
    sent,
    status: 'unknown',
    required: 'optional',
    message: 'Not documented for a lead: what Affitor does with it is unknown.',
    fix: 'Put your own fields into additional_data.',
    problem: 'undocumented',
  };
}
