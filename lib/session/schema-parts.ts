import * as v from 'valibot';
import type { Body } from '@/lib/model/body';
import type { StackFrame } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import type { CookieAttributes, CookieAuthor } from '@/lib/model/observation';

/**
 * The pieces that records, entries and the session file share, as valibot schemas. They are stricter than the types
 * where a value of the right type could still break a reader: no number is infinite, no time outside what a Date holds.
 */

/** Furthest time from 1970 that a Date can hold, in ms. */
const DATE_RANGE_MS = 8.64e15;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any JSON. What comes here has been through `JSON.parse` and the depth limit already. */
export const json = v.pipe(
  v.custom<Json>((value) => value !== undefined && typeof value !== 'function' && typeof value !== 'symbol'),
  v.metadata({ jsonSchema: {} }),
);

export const jsonObject = v.pipe(
  v.custom<JsonObject>(isObject, 'Expected an object'),
  v.metadata({ jsonSchema: { type: 'object' } }),
);

export const time = v.pipe(v.number(), v.minValue(-DATE_RANGE_MS), v.maxValue(DATE_RANGE_MS));
export const duration = v.pipe(v.number(), v.minValue(-DATE_RANGE_MS), v.maxValue(DATE_RANGE_MS));
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const integer = v.pipe(v.number(), v.safeInteger());

/** A URL that parses, or nothing: the browser stamps these, so anything else was made by hand. */
export const documentUrl = v.pipe(
  v.string(),
  v.check((value) => value === '' || URL.canParse(value), 'Expected a URL'),
);

export const httpStatus = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(999));

export const header = v.tuple([v.string(), v.string()]);

export const witness = v.picklist(['page', 'browser', 'network', 'extension']);

export const carrier = v.picklist([
  'fetch',
  'fetch-later',
  'xhr',
  'xhr-sync',
  'beacon',
  'image',
  'script',
  'form',
  'worker',
  'document',
  'other',
]);

export const failureReason = v.picklist([
  'aborted',
  'blocked-by-client',
  'blocked-by-csp',
  'blocked-mixed-content',
  'cors',
  'dns',
  'offline',
  'timeout',
  'refused',
  'integrity',
  'navigation',
  'network',
]);

export const navigationCause = v.picklist([
  'load',
  'reload',
  'back-forward',
  'bfcache',
  'prerender',
  'push',
  'replace',
  'pop',
  'hash',
  'unload',
]);

export const placement = v.picklist(['head', 'body', 'elsewhere']);
export const consoleLevel = v.picklist(['log', 'info', 'warn', 'error', 'debug']);
export const attributes = v.record(v.string(), v.string());

export const body: v.GenericSchema<unknown, Body> = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({
    kind: v.literal('text'),
    text: v.string(),
    encoding: v.picklist(['utf8', 'base64']),
    sizeBytes: count,
    digest: v.exactOptional(v.string()),
    truncated: v.exactOptional(v.boolean()),
  }),
  v.object({ kind: v.literal('form'), fields: v.array(v.tuple([v.string(), v.string()])) }),
  v.object({ kind: v.literal('unavailable'), reason: v.string() }),
]);

export const cookieAttributes: v.GenericSchema<unknown, CookieAttributes> = v.object({
  domain: v.exactOptional(v.string()),
  path: v.exactOptional(v.string()),
  expiresAt: v.exactOptional(time),
  maxAgeSeconds: v.exactOptional(duration),
  secure: v.exactOptional(v.boolean()),
  httpOnly: v.exactOptional(v.boolean()),
  sameSite: v.exactOptional(v.picklist(['strict', 'lax', 'none', 'unspecified'])),
  hostOnly: v.exactOptional(v.boolean()),
  partitioned: v.exactOptional(v.boolean()),
});

export const cookieAuthor: v.GenericSchema<unknown, CookieAuthor> = v.variant('kind', [
  v.object({ kind: v.literal('script'), via: v.picklist(['document.cookie', 'cookieStore']) }),
  v.object({ kind: v.literal('response'), url: v.string(), requestId: v.exactOptional(v.string()) }),
  v.object({ kind: v.literal('extension') }),
  v.object({ kind: v.literal('unknown') }),
]);

export const stackFrame: v.GenericSchema<unknown, StackFrame> = v.object({
  url: v.string(),
  line: integer,
  column: integer,
  functionName: v.exactOptional(v.string()),
});
