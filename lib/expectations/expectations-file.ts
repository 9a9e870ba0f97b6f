import * as v from 'valibot';
import type { Json } from '@/lib/model/json';
import { isJsonObject, parseJson } from '@/lib/tracker/decode';
import { type Check, EXPECTATIONS_FORMAT, EXPECTATIONS_VERSION, type Expectations } from './expectations';
import { CONDITION_DEPTH_LIMIT, check as checkSchema, expectationsSchema } from './expectations-schema';

/** Reads and writes the file of checks; a broken one is refused with the place and the reason. */
export type ExpectationsReading = { ok: true; expectations: Expectations } | { ok: false; message: string };

export function readExpectations(text: string): ExpectationsReading {
  const parsed = parseJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if (!parsed.ok) return refuse(`The checks are not valid JSON: ${parsed.message}`);
  const { value } = parsed;
  if (!isJsonObject(value) || value.format !== EXPECTATIONS_FORMAT) {
    return refuse(`The file has no checks: it does not say "format": "${EXPECTATIONS_FORMAT}".`);
  }
  if (typeof value.version === 'number' && value.version > EXPECTATIONS_VERSION) {
    return refuse(
      `The checks are of a newer version (${value.version}; this one reads up to ${EXPECTATIONS_VERSION}). Update Affitor Inspector.`,
    );
  }
  if (isTooDeep(value))
    return refuse(`Conditions may stand inside each other ${CONDITION_DEPTH_LIMIT} levels deep, not deeper.`);
  const result = v.safeParse(expectationsSchema, value, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return { ok: true, expectations: result.output };
  return refuse(describeIssue(result.issues[0]));
}

/** One check as a user edits it. */
export function readCheck(value: unknown): { ok: true; check: Check } | { ok: false; message: string } {
  const result = v.safeParse(checkSchema, value, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return { ok: true, check: result.output };
  return { ok: false, message: describeIssue(result.issues[0]) };
}

export const expectationsOf = (checks: Check[], name?: string): Expectations => ({
  format: EXPECTATIONS_FORMAT,
  version: EXPECTATIONS_VERSION,
  ...(name !== undefined && { name }),
  checks,
});

export const expectationsText = (expectations: Expectations): string => `${JSON.stringify(expectations, null, 2)}\n`;

/** The id, or the id with a number where it is taken. */
export function freeId(id: string, checks: readonly Check[]): string {
  const taken = new Set(checks.map((check) => check.id));
  let free = id;
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${number}`;
  return free;
}

const refuse = (message: string): ExpectationsReading => ({ ok: false, message });

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue) ?? 'the file';
  if (isUnknownField(issue)) return `The checks are broken at "${where}": there is no such field here.`;
  const own = issue.kind === 'schema' && issue.type !== 'custom';
  const what = own ? `${issue.message.replace(/^Invalid \w+: /, '')}` : issue.message;
  return `The checks are broken at "${where}": ${what}.`;
}

/** Of which the library says that it expected never. */
const isUnknownField = (issue: v.BaseIssue<unknown>): boolean =>
  issue.type === 'strict_object' && issue.expected === 'never';

/** Each level of a condition is two of JSON: an object, and a list or an object in it. */
function isTooDeep(value: Json, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > CONDITION_DEPTH_LIMIT * 2 + 10) return true;
  return Object.values(value).some((child) => isTooDeep(child, depth + 1));
}
