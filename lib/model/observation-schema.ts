import * as v from 'valibot';
import type { Body } from './body';
import type { Json, JsonObject } from './json';
import type { CookieAttributes, CookieAuthor, JournalRecord, Observation, Report } from './observation';

/**
 * The shapes of `observation.ts` as valibot schemas, for every boundary that an observation crosses. Adding a field
 * to a type without adding it here does not compile, so that no boundary strips it unnoticed.
 */

/** Nesting beyond this is refused: no witness of ours writes it, and recursive readers would overflow on it. */
export const JSON_DEPTH_LIMIT = 200;

/** True for what JSON can hold, judged without recursion, so that no nesting can overflow the stack. */
export function isJson(root: unknown): root is Json {
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') continue;
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) return false;
      continue;
    }
    if (typeof value !== 'object' || depth >= JSON_DEPTH_LIMIT) return false;
    for (const child of Array.isArray(value) ? value : Object.values(value)) {
      open.push({ value: child, depth: depth + 1 });
    }
  }
  return true;
}

const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value);

export const json = v.custom<Json>(isJson, 'Expected JSON');
export const jsonObject = v.custom<JsonObject>(isJsonObject, 'Expected a JSON object');

const text = v.string();
const optionalText = v.exactOptional(text);
const flag = v.exactOptional(v.boolean());
const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const integer = v.pipe(v.number(), v.safeInteger());
export const header = v.tuple([text, text]);

export const witness = v.picklist(['page', 'browser', 'network', 'extension']);

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

export const navigationCauses = [
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
] as const;

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

export const body = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({
    kind: v.literal('text'),
    text,
    encoding: v.picklist(['utf8', 'base64']),
    sizeBytes: count,
    digest: optionalText,
    truncated: flag,
  }),
  v.object({ kind: v.literal('form'), fields: v.array(v.tuple([text, text])) }),
  v.object({ kind: v.literal('unavailable'), reason: text }),
]) satisfies v.GenericSchema<unknown, Body>;

const cookieAttributes = v.object({
  domain: optionalText,
  path: optionalText,
  expiresAt: v.exactOptional(finite),
  maxAgeSeconds: v.exactOptional(finite),
  secure: flag,
  httpOnly: flag,
  sameSite: v.exactOptional(v.picklist(['strict', 'lax', 'none', 'unspecified'])),
  hostOnly: flag,
  partitioned: flag,
}) satisfies v.GenericSchema<unknown, CookieAttributes>;

export const cookieAuthor = v.variant('kind', [
  v.object({ kind: v.literal('script'), via: v.picklist(['document.cookie', 'cookieStore']) }),
  v.object({ kind: v.literal('response'), url: text, requestId: optionalText }),
  v.object({ kind: v.literal('extension') }),
  v.object({ kind: v.literal('unknown') }),
]) satisfies v.GenericSchema<unknown, CookieAuthor>;

/** All kinds of content, each with the entries of one stage of an observation's way added. */
const contentWith = <Extra extends v.ObjectEntries>(extra: Extra) =>
  v.variant('kind', [
    v.object({
      ...extra,
      kind: v.literal('navigation'),
      cause: v.picklist(navigationCauses),
      url: text,
      referrer: optionalText,
      redirects: v.exactOptional(v.array(text)),
      status: v.exactOptional(v.number()),
      title: optionalText,
    }),
    v.object({
      ...extra,
      kind: v.literal('script'),
      phase: v.picklist(['found', 'loaded', 'failed', 'inert', 'removed']),
      elementId: integer,
      src: text,
      attributes: v.record(text, text),
      placement: v.picklist(['head', 'body', 'elsewhere']),
      reason: v.exactOptional(failureReason),
      message: optionalText,
      routed: flag,
    }),
    v.object({
      ...extra,
      kind: v.literal('global'),
      phase: v.picklist(['appeared', 'replaced', 'state', 'unreadable']),
      name: text,
      methods: v.array(text),
      state: jsonObject,
    }),
    v.object({
      ...extra,
      kind: v.literal('call'),
      phase: v.picklist(['called', 'returned', 'threw', 'resolved', 'rejected']),
      callId: integer,
      target: text,
      method: text,
      args: v.exactOptional(v.array(json)),
      value: v.exactOptional(json),
      stack: optionalText,
      queueItemId: v.exactOptional(integer),
    }),
    v.object({
      ...extra,
      kind: v.literal('queue'),
      phase: v.picklist(['created', 'replaced', 'pushed', 'drained', 'refused', 'misspelt', 'lexical', 'unreadable']),
      name: text,
      itemId: v.exactOptional(integer),
      position: v.exactOptional(integer),
      item: v.exactOptional(json),
      length: v.exactOptional(integer),
      stack: optionalText,
      early: flag,
      afterLoad: flag,
      message: optionalText,
    }),
    v.object({
      ...extra,
      kind: v.literal('console'),
      level: v.picklist(['log', 'info', 'warn', 'error', 'debug']),
      text,
      args: v.array(json),
      stack: optionalText,
    }),
    v.object({
      ...extra,
      kind: v.literal('request'),
      requestId: text,
      carrier,
      method: text,
      url: text,
      headers: v.array(header),
      body,
      keepalive: flag,
      stack: optionalText,
      initiator: optionalText,
      sharedByTabs: v.exactOptional(count),
      viaServiceWorker: flag,
      routed: flag,
    }),
    v.object({
      ...extra,
      kind: v.literal('response'),
      requestId: text,
      url: text,
      status: integer,
      statusText: text,
      headers: v.array(header),
      body,
      durationMs: v.exactOptional(finite),
      routed: flag,
      redirectedTo: optionalText,
    }),
    v.object({
      ...extra,
      kind: v.literal('failure'),
      requestId: text,
      url: text,
      reason: failureReason,
      message: text,
      durationMs: v.exactOptional(finite),
    }),
    v.object({
      ...extra,
      kind: v.literal('cookie'),
      phase: v.picklist(['set', 'removed', 'expired', 'present', 'refused']),
      name: text,
      value: text,
      previous: optionalText,
      attributes: cookieAttributes,
      author: cookieAuthor,
      stack: optionalText,
      message: optionalText,
    }),
    v.object({
      ...extra,
      kind: v.literal('storage'),
      phase: v.picklist(['gap', 'rejected', 'ours']),
      message: text,
      count: v.exactOptional(count),
    }),
  ]);

const reported = { at: finite };
const observed = { ...reported, id: v.pipe(text, v.nonEmpty(), v.maxLength(200)), source: witness };
const stamped = {
  ...observed,
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  tabId: integer,
  frameId: integer,
  documentId: text,
  documentUrl: text,
};

export const reportSchema = contentWith(reported);
export const observationSchema = contentWith(observed);
export const recordSchema = contentWith(stamped);
export const cookieAttributesSchema = cookieAttributes;

/** A kind with the names of its fields; distributes over the union, since optional fields escape assignability. */
type Fields<T> = T extends { kind: infer Kind } ? [Kind, keyof T] : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Compiles only while a schema and its type agree in both directions. */
const agreement: [
  Same<v.InferOutput<typeof reportSchema>, Report>,
  Same<Fields<v.InferOutput<typeof reportSchema>>, Fields<Report>>,
  Same<v.InferOutput<typeof observationSchema>, Observation>,
  Same<Fields<v.InferOutput<typeof observationSchema>>, Fields<Observation>>,
  Same<v.InferOutput<typeof recordSchema>, JournalRecord>,
  Same<Fields<v.InferOutput<typeof recordSchema>>, Fields<JournalRecord>>,
] = [true, true, true, true, true, true];
void agreement;
