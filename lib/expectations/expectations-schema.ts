import * as v from 'valibot';
import { DIALECT_NAMES } from '@/lib/model/entry';
import { json } from '@/lib/model/observation-schema';
import { parseFilter } from '@/lib/timeline/filter';
import {
  type Condition,
  EVENTS,
  EXPECTATIONS_FORMAT,
  EXPECTATIONS_VERSION,
  type Expectations,
  JSON_TYPES,
  type Predicate,
  type Selector,
} from './expectations';
import { patternProblem } from './pattern';

/** The checks' format, strict: an unknown field is a slip of the pen that would otherwise silently check nothing. */

const CHECK_LIMIT = 500;
/** Conditions inside conditions. */
export const CONDITION_DEPTH_LIMIT = 20;

const text = v.pipe(
  v.string(),
  v.nonEmpty('Must not be empty'),
  v.maxLength(500, 'Must not be longer than 500 characters'),
);
const texts = v.union([text, v.pipe(v.array(text), v.nonEmpty('Must not be empty'))]);
const count = v.pipe(v.number(), v.safeInteger('Must be a whole number'), v.minValue(0, 'Must not be negative'));
const milliseconds = v.pipe(v.number(), v.minValue(0, 'Must not be negative'), v.finite());

const pointer = v.pipe(
  v.string(),
  v.regex(/^(?:\/(?:[^~/]|~[01])*)*$/, 'Must be a JSON pointer, such as "/user_id"'),
  v.maxLength(500, 'Must not be longer than 500 characters'),
);

const pattern = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? patternProblem(dataset.value) : undefined;
    if (problem) addIssue({ message: `The pattern ${problem}` });
  }),
);

const OPERATORS = ['equals', 'matches', 'oneOf', 'exists', 'type'] as const;

export const predicate: v.GenericSchema<unknown, Predicate> = v.pipe(
  v.strictObject({
    in: v.exactOptional(v.picklist(['payload', 'reply', 'event'])),
    at: pointer,
    equals: v.exactOptional(json),
    matches: v.exactOptional(pattern),
    oneOf: v.exactOptional(v.pipe(v.array(json), v.nonEmpty('Must not be empty'))),
    exists: v.exactOptional(v.boolean()),
    type: v.exactOptional(v.picklist(JSON_TYPES)),
  }),
  v.check((value) => OPERATORS.some((name) => name in value), `Must have one of ${OPERATORS.join(', ')}`),
);

export const selector: v.GenericSchema<unknown, Selector> = v.strictObject({
  event: v.picklist(EVENTS),
  name: v.exactOptional(texts),
  state: v.exactOptional(texts),
  dialect: v.exactOptional(v.picklist(DIALECT_NAMES)),
  filter: v.exactOptional(
    v.pipe(
      text,
      v.rawCheck(({ dataset, addIssue }) => {
        const filter = dataset.typed ? parseFilter(dataset.value) : undefined;
        if (filter && !filter.ok) addIssue({ message: filter.message });
      }),
    ),
  ),
  where: v.exactOptional(v.array(predicate)),
});

const verdict = v.picklist(['attributed', 'at-risk', 'lost', 'test-only', 'pending', 'server-side', 'no-tracker']);

const counting = v.pipe(
  v.strictObject({
    of: selector,
    exactly: v.exactOptional(count),
    atLeast: v.exactOptional(count),
    atMost: v.exactOptional(count),
  }),
  v.check(
    (value) => 'exactly' in value || 'atLeast' in value || 'atMost' in value,
    'Must have one of exactly, atLeast, atMost',
  ),
);

const nested = v.lazy((): v.GenericSchema<unknown, Condition> => condition);
const several = v.pipe(v.array(nested), v.nonEmpty('Must not be empty'));

/** By the key that names it, so that a message is about that kind of condition and not about all of them. */
export const CONDITIONS = {
  count: v.strictObject({ count: counting }),
  never: v.strictObject({ never: selector }),
  order: v.strictObject({
    order: v.pipe(v.array(selector), v.minLength(2, 'Must have two or more events')),
    withinMs: v.exactOptional(milliseconds),
  }),
  within: v.strictObject({ within: v.strictObject({ from: selector, to: selector, ms: milliseconds }) }),
  every: v.strictObject({
    every: v.strictObject({ of: selector, has: v.pipe(v.array(predicate), v.nonEmpty('Must not be empty')) }),
  }),
  verdict: v.strictObject({ verdict: v.union([verdict, v.pipe(v.array(verdict), v.nonEmpty('Must not be empty'))]) }),
  finding: v.strictObject({
    finding: v.strictObject({
      rule: text,
      severity: v.exactOptional(v.picklist(['error', 'warning', 'info'])),
      present: v.exactOptional(v.boolean()),
    }),
  }),
  all: v.strictObject({ all: several }),
  any: v.strictObject({ any: several }),
  not: v.strictObject({ not: nested }),
} satisfies Record<string, v.GenericSchema<unknown, Condition>>;

const NAMES = Object.keys(CONDITIONS);

const isConditionName = (name: string): name is keyof typeof CONDITIONS => NAMES.includes(name);

const unknownCondition = v.custom<Condition>(
  () => false,
  `Must be a condition with one of the keys ${NAMES.join(', ')}`,
);

export const condition: v.GenericSchema<unknown, Condition> = v.lazy((input): v.GenericSchema<unknown, Condition> => {
  const name = typeof input === 'object' && input !== null ? Object.keys(input).find(isConditionName) : undefined;
  return name ? CONDITIONS[name] : unknownCondition;
});

export const check = v.strictObject({ id: text, title: text, expect: condition });

export const expectationsSchema: v.GenericSchema<unknown, Expectations> = v.strictObject({
  $schema: v.exactOptional(v.string()),
  format: v.literal(EXPECTATIONS_FORMAT),
  version: v.literal(EXPECTATIONS_VERSION),
  name: v.exactOptional(text),
  checks: v.pipe(
    v.array(check),
    v.maxLength(CHECK_LIMIT, `Must not be more than ${CHECK_LIMIT}`),
    v.check((checks) => new Set(checks.map(({ id }) => id)).size === checks.length, 'Must have unique ids'),
  ),
});
