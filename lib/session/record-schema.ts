import * as v from 'valibot';
import type { JournalRecord } from '@/lib/model/observation';
import {
  attributes,
  body,
  carrier,
  consoleLevel,
  cookieAttributes,
  cookieAuthor,
  count,
  documentUrl,
  duration,
  failureReason,
  header,
  httpStatus,
  integer,
  json,
  jsonObject,
  navigationCause,
  placement,
  time,
  witness,
} from './schema-parts';

/** One line of a journal as the session file holds it; what gets past this can be folded. */

const stamped = {
  id: v.pipe(v.string(), v.nonEmpty()),
  source: witness,
  at: time,
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  tabId: integer,
  frameId: integer,
  documentId: v.string(),
  documentUrl,
};

const text = v.string();
const optionalText = v.exactOptional(v.string());

const navigation = v.object({
  ...stamped,
  kind: v.literal('navigation'),
  cause: navigationCause,
  url: text,
  referrer: optionalText,
  redirects: v.exactOptional(v.array(text)),
  title: optionalText,
});

const script = v.object({
  ...stamped,
  kind: v.literal('script'),
  phase: v.picklist(['found', 'loaded', 'failed', 'inert', 'removed']),
  elementId: integer,
  src: text,
  attributes,
  placement,
  reason: v.exactOptional(failureReason),
  message: optionalText,
});

const global = v.object({
  ...stamped,
  kind: v.literal('global'),
  phase: v.picklist(['appeared', 'replaced', 'state', 'unreadable']),
  name: text,
  methods: v.array(text),
  state: jsonObject,
});

const call = v.object({
  ...stamped,
  kind: v.literal('call'),
  phase: v.picklist(['called', 'returned', 'threw', 'resolved', 'rejected']),
  callId: integer,
  target: text,
  method: text,
  args: v.exactOptional(v.array(json)),
  value: v.exactOptional(json),
  stack: optionalText,
  queueItemId: v.exactOptional(integer),
});

const queue = v.object({
  ...stamped,
  kind: v.literal('queue'),
  phase: v.picklist(['created', 'replaced', 'pushed', 'drained', 'refused', 'misspelt', 'lexical', 'unreadable']),
  name: text,
  itemId: v.exactOptional(integer),
  position: v.exactOptional(integer),
  item: v.exactOptional(json),
  length: v.exactOptional(integer),
  stack: optionalText,
  early: v.exactOptional(v.boolean()),
  afterLoad: v.exactOptional(v.boolean()),
  message: optionalText,
});

const consoleLine = v.object({
  ...stamped,
  kind: v.literal('console'),
  level: consoleLevel,
  text,
  args: v.array(json),
  stack: optionalText,
});

const request = v.object({
  ...stamped,
  kind: v.literal('request'),
  requestId: text,
  carrier,
  method: text,
  url: text,
  headers: v.array(header),
  body,
  keepalive: v.exactOptional(v.boolean()),
  stack: optionalText,
  initiator: optionalText,
  sharedByTabs: v.exactOptional(count),
  routed: v.exactOptional(v.boolean()),
});

const response = v.object({
  ...stamped,
  kind: v.literal('response'),
  requestId: text,
  url: text,
  status: httpStatus,
  statusText: text,
  headers: v.array(header),
  body,
  durationMs: v.exactOptional(duration),
  routed: v.exactOptional(v.boolean()),
  redirectedTo: optionalText,
});

const failure = v.object({
  ...stamped,
  kind: v.literal('failure'),
  requestId: text,
  url: text,
  reason: failureReason,
  message: text,
  durationMs: v.exactOptional(duration),
});

const cookie = v.object({
  ...stamped,
  kind: v.literal('cookie'),
  phase: v.picklist(['set', 'removed', 'expired', 'present', 'refused']),
  name: text,
  value: text,
  previous: optionalText,
  attributes: cookieAttributes,
  author: cookieAuthor,
  stack: optionalText,
  message: optionalText,
});

const storage = v.object({
  ...stamped,
  kind: v.literal('storage'),
  phase: v.picklist(['gap', 'rejected', 'ours']),
  message: text,
  count: v.exactOptional(count),
});

export const journalRecord: v.GenericSchema<unknown, JournalRecord> = v.variant('kind', [
  navigation,
  script,
  global,
  call,
  queue,
  consoleLine,
  request,
  response,
  failure,
  cookie,
  storage,
]);
