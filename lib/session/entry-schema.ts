import * as v from 'valibot';
import { type CallOutcome, DIALECT_NAMES, type Entry, type Outcome } from '@/lib/model/entry';
import {
  body,
  carrier,
  cookieAttributesSchema,
  cookieAuthor,
  failureReason,
  header,
  json,
  jsonObject,
  navigationCauses,
  witness,
} from '@/lib/model/observation-schema';
import { count, documentUrl, integer, stackFrame, time } from './schema-parts';

/** The folded view that a session file repeats for readers which do not fold a journal themselves. */

const text = v.string();
const optionalText = v.exactOptional(v.string());
const dialect = v.picklist(DIALECT_NAMES);

const base = {
  id: v.pipe(v.string(), v.nonEmpty()),
  number: integer,
  at: time,
  order: v.exactOptional(integer),
  endedAt: v.exactOptional(time),
  tabId: integer,
  frameId: integer,
  documentId: text,
  documentUrl,
  witnesses: v.array(witness),
  pageOnly: v.boolean(),
  missing: v.array(
    v.object({
      part: v.picklist(['request-body', 'response-body', 'headers', 'timing', 'stack', 'outcome']),
      reason: text,
    }),
  ),
  cause: optionalText,
  effects: v.array(text),
  trace: text,
  dialect: v.exactOptional(dialect),
  stack: v.array(stackFrame),
  ours: v.exactOptional(v.boolean()),
};

const outcome: v.GenericSchema<unknown, Outcome> = v.variant('kind', [
  v.object({ kind: v.literal('pending') }),
  v.object({
    kind: v.literal('answered'),
    status: integer,
    statusText: text,
    headers: v.array(header),
    body,
    endedAt: time,
    durationMs: time,
  }),
  v.object({ kind: v.literal('failed'), reason: failureReason, message: text, endedAt: time }),
]);

const callOutcome: v.GenericSchema<unknown, CallOutcome> = v.variant('kind', [
  v.object({ kind: v.literal('pending') }),
  v.object({
    kind: v.picklist(['returned', 'threw', 'resolved', 'rejected']),
    value: v.exactOptional(json),
    endedAt: time,
  }),
]);

const endpoint = v.object({
  name: v.picklist([
    'click',
    'lead',
    'sale',
    'refund',
    'test',
    'check-test-events',
    'events',
    'test-event',
    'readiness',
    'script',
  ]),
  dialect,
  assumed: v.boolean(),
});

const reading = v.object({
  meaning: text,
  text,
  tone: v.picklist(['ok', 'info', 'warn', 'error']),
  fields: v.record(v.string(), v.string()),
});

const navigation = v.object({
  ...base,
  kind: v.literal('navigation'),
  navigationCause: v.picklist(navigationCauses),
  url: text,
  redirects: v.array(text),
  referrer: optionalText,
  status: v.exactOptional(integer),
});

const script = v.object({
  ...base,
  kind: v.literal('script'),
  src: text,
  attributes: v.record(text, text),
  placement: v.picklist(['head', 'body', 'elsewhere']),
  state: v.picklist(['found', 'loaded', 'failed', 'inert', 'removed']),
  reason: v.exactOptional(failureReason),
  message: optionalText,
  loadedAt: v.exactOptional(time),
  routed: v.exactOptional(v.boolean()),
});

const global = v.object({
  ...base,
  kind: v.literal('global'),
  name: text,
  phase: v.picklist(['appeared', 'replaced', 'unreadable']),
  methods: v.array(text),
  state: jsonObject,
});

const queue = v.object({
  ...base,
  kind: v.literal('queue'),
  name: text,
  state: v.picklist(['waiting', 'drained', 'refused', 'created', 'replaced', 'misspelt', 'lexical', 'unreadable']),
  itemId: v.exactOptional(integer),
  position: v.exactOptional(integer),
  item: v.exactOptional(json),
  method: optionalText,
  drainedAt: v.exactOptional(time),
  early: v.boolean(),
  afterLoad: v.boolean(),
  message: optionalText,
});

const call = v.object({
  ...base,
  kind: v.literal('call'),
  target: text,
  method: text,
  args: v.array(json),
  outcome: callOutcome,
  queueItemId: v.exactOptional(integer),
});

const consoleLine = v.object({
  ...base,
  kind: v.literal('console'),
  level: v.picklist(['log', 'info', 'warn', 'error', 'debug']),
  text,
  args: v.array(json),
  details: v.array(text),
  reading: v.exactOptional(reading),
});

const request = v.object({
  ...base,
  kind: v.literal('request'),
  carrier,
  method: text,
  url: text,
  endpoint: v.exactOptional(endpoint),
  headers: v.array(header),
  body,
  keepalive: v.boolean(),
  outcome,
  redirects: v.array(v.object({ url: text, status: integer })),
  pairedByOrder: v.boolean(),
  routed: v.boolean(),
  hops: count,
  sharedByTabs: v.exactOptional(count),
});

const cookie = v.object({
  ...base,
  kind: v.literal('cookie'),
  name: text,
  action: v.picklist(['set', 'changed', 'unchanged', 'removed', 'expired', 'present', 'refused']),
  value: text,
  previous: optionalText,
  attributes: cookieAttributesSchema,
  author: cookieAuthor,
  message: optionalText,
});

const notice = v.object({
  ...base,
  kind: v.literal('notice'),
  phase: v.picklist(['gap', 'rejected', 'ours']),
  message: text,
  count: v.exactOptional(count),
});

export const entry: v.GenericSchema<unknown, Entry> = v.variant('kind', [
  navigation,
  script,
  global,
  queue,
  call,
  consoleLine,
  request,
  cookie,
  notice,
]);
