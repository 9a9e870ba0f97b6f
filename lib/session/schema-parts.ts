import * as v from 'valibot';
import type { StackFrame } from '@/lib/model/entry';

/**
 * Pieces of the session file's schema that are stricter than the types, where a value of the right type could still
 * break a reader: no number is infinite, no time lies outside what a Date holds.
 */

/** Furthest time from 1970 that a Date can hold, in ms. */
const DATE_RANGE_MS = 8.64e15;

export const isTime = (value: number): boolean => Math.abs(value) <= DATE_RANGE_MS;

/** The browser stamps these, so anything else was made by hand. */
export const isDocumentUrl = (value: string): boolean => value === '' || URL.canParse(value);

export const time = v.pipe(v.number(), v.minValue(-DATE_RANGE_MS), v.maxValue(DATE_RANGE_MS));
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const integer = v.pipe(v.number(), v.safeInteger());
export const documentUrl = v.pipe(v.string(), v.check(isDocumentUrl, 'Expected a URL'));

export const stackFrame: v.GenericSchema<unknown, StackFrame> = v.object({
  url: v.string(),
  line: integer,
  column: integer,
  functionName: v.exactOptional(v.string()),
});
