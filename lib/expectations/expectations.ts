import type { Dialect } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import type { Evidence, Severity, VerdictValue } from '@/lib/model/judgement';

/** What a user expects of an integration, as data: written by hand, from an event, or from a template. */

export const EXPECTATIONS_FORMAT = 'affitor-expectations';
export const EXPECTATIONS_VERSION = 1;

/** The file that `--expect` reads and Checks imports and exports. */
export type Expectations = {
  format: typeof EXPECTATIONS_FORMAT;
  version: typeof EXPECTATIONS_VERSION;
  name?: string;
  checks: Check[];
};

export type Check = {
  /** Unique in its file. */
  id: string;
  title: string;
  expect: Condition;
};

/** `lead` counts each lead once, whichever of queue, call and request carried it; `landing` is a page with a partner's code. */
export const EVENTS = [
  'landing',
  'click',
  'lead',
  'sale',
  'refund',
  'test',
  'request',
  'cookie',
  'call',
  'queue',
  'console',
  'navigation',
  'script',
] as const;
export type EventName = (typeof EVENTS)[number];

export type Selector = {
  event: EventName;
  /** A cookie's, method's or queue's name, or the meaning of a console line. Any of a list; `*` stands for anything. */
  name?: string | string[];
  /** A lead's, cookie's, script's or queue item's state, a request's or call's outcome. Any of a list. */
  state?: string | string[];
  dialect?: Dialect;
  /** The Timeline's filter language. */
  filter?: string;
  /** All of them hold. */
  where?: Predicate[];
};

export const JSON_TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;
export type JsonType = (typeof JSON_TYPES)[number];

export type Predicate = {
  /** Where `at` points into: what was sent (the default), what was answered, or facts such as `/status` and `/url`. */
  in?: 'payload' | 'reply' | 'event';
  /** JSON pointer. */
  at: string;
  equals?: Json;
  /** A regular expression that some part of the text matches. */
  matches?: string;
  oneOf?: Json[];
  exists?: boolean;
  type?: JsonType;
};

export type Condition =
  | { count: { of: Selector; exactly?: number; atLeast?: number; atMost?: number } }
  | { never: Selector }
  /** The first of each comes in this order. */
  | { order: Selector[]; withinMs?: number }
  /** Each `from` is followed by a `to` in time. */
  | { within: { from: Selector; to: Selector; ms: number } }
  /** Each of them is like this, and there is at least one. */
  | { every: { of: Selector; has: Predicate[] } }
  | { verdict: VerdictValue | VerdictValue[] }
  /** A rule's finding; `*` stands for anything. Expected to be absent unless `present`. */
  | { finding: { rule: string; severity?: Severity; present?: boolean } }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

/** `not-yet`: nothing speaks against it so far, and something is still to come. */
export type CheckState = 'pass' | 'fail' | 'not-yet';

export type CheckResult = {
  id: string;
  title: string;
  state: CheckState;
  /** One sentence on what was expected, and one on what came. */
  expected: string;
  received: string;
  evidence: Evidence[];
  /** It passes because nothing came that would break it, and the recording goes on. */
  soFar?: true;
  /** How far it has come, for conditions that count or have parts. */
  progress?: { done: number; of: number };
};
