import * as v from 'valibot';
import type { Verdict } from '@/lib/model/judgement';
import { cookieAttributesSchema, jsonObject, recordSchema } from '@/lib/model/observation-schema';
import type { Session } from '@/lib/model/session';
import { SESSION_FORMAT, SESSION_VERSION } from '@/lib/model/session';
import { RECORDS_RANGE } from '@/lib/model/settings';
import { entry } from './entry-schema';
import { count, documentUrl, integer, isDocumentUrl, isTime } from './schema-parts';

/** The whole session file. `docs/schemas/session.schema.json` says the same to readers in other languages. */

/** More than any journal keeps; a file with more was not written by us. */
export const RECORD_LIMIT = RECORDS_RANGE.most;

const text = v.string();

const verdict: v.GenericSchema<unknown, Verdict> = v.object({
  value: v.picklist(['attributed', 'at-risk', 'lost', 'test-only', 'pending', 'server-side', 'no-tracker']),
  state: text,
  cause: text,
  nextStep: text,
  evidence: v.array(v.object({ entryId: text, number: integer, pointer: v.exactOptional(text), text })),
});

export const cookieState = v.object({
  name: text,
  value: text,
  attributes: cookieAttributesSchema,
  storeId: v.exactOptional(text),
});

/** One of `journal`, and one of `entries`: long files are checked part by part. */
export const journalRecord = v.pipe(
  recordSchema,
  v.check((record) => isTime(record.at), 'Expected a time'),
  v.check((record) => isDocumentUrl(record.documentUrl), 'Expected a URL'),
);

export const sessionSchema: v.GenericSchema<unknown, Session> = v.object({
  format: v.literal(SESSION_FORMAT),
  version: v.literal(SESSION_VERSION),
  exportedAt: v.pipe(
    text,
    v.check((value) => !Number.isNaN(Date.parse(value)), 'Expected a date'),
  ),
  generator: v.object({ name: text, version: text, browser: text }),
  page: v.object({ url: documentUrl, title: text }),
  redacted: v.boolean(),
  settings: v.exactOptional(jsonObject),
  verdict,
  dropped: count,
  cookies: v.array(cookieState),
  journal: v.pipe(v.array(journalRecord), v.maxLength(RECORD_LIMIT)),
  entries: v.pipe(v.array(entry), v.maxLength(RECORD_LIMIT)),
});
