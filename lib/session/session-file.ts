import * as v from 'valibot';
import type { Body } from '@/lib/model/body';
import type { Entry } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import type { Judgement } from '@/lib/model/judgement';
import type { JournalRecord } from '@/lib/model/observation';
import { type CookieState, SESSION_FORMAT, SESSION_VERSION, type Session } from '@/lib/model/session';
import type { Timeline } from '@/lib/timeline/timeline';
import { entry } from './entry-schema';
import { parseUntrustedJson } from './safe-json';
import { journalRecord, RECORD_LIMIT, sessionSchema } from './session-schema';

/**
 * The `.affitor.json` file: what "Export session" writes and "Import session" and the command line read. Reading
 * checks every part and runs nothing; what it returns can be folded and shown as it is.
 */

/** Past this a browser tab cannot hold the text and its objects at once. */
export const SESSION_LIMIT_BYTES = 256 * 1024 * 1024;

export type SessionParts = {
  records: readonly JournalRecord[];
  timeline: Timeline;
  judgement: Judgement;
  cookies: readonly CookieState[];
  page: Session['page'];
  generator: Session['generator'];
  /** ISO 8601. */
  exportedAt: string;
  settings?: JsonObject;
};

export type SessionReading = { ok: true; session: Session } | { ok: false; message: string };

/** Bodies should be whole already: what the records hold only the beginning of is marked as truncated. */
export function writeSession(parts: SessionParts): Session {
  return {
    format: SESSION_FORMAT,
    version: SESSION_VERSION,
    exportedAt: parts.exportedAt,
    generator: parts.generator,
    page: parts.page,
    redacted: false,
    ...(parts.settings && { settings: parts.settings }),
    verdict: parts.judgement.verdict,
    dropped: parts.timeline.dropped,
    cookies: [...parts.cookies],
    journal: parts.records.map(closeRecord),
    entries: parts.timeline.entries.map(closeEntry),
  };
}

export const sessionText = (session: Session): string => `${JSON.stringify(session, null, 1)}\n`;

/** `affitor-shop.example-2025-03-01-1412.affitor.json` */
export function sessionFileName(session: Session): string {
  const host = URL.canParse(session.page.url) ? new URL(session.page.url).host : '';
  const minute = session.exportedAt.slice(0, 16).replace('T', '-').replaceAll(':', '');
  const safeHost = host.replace(/[^a-z0-9.-]+/gi, '-');
  return `${['affitor', safeHost, minute].filter(Boolean).join('-')}.affitor.json`;
}

/** A message when a file of this size cannot be opened. To be asked before the file is read. */
export function checkSessionSize(bytes: number): string | undefined {
  if (bytes <= SESSION_LIMIT_BYTES) return undefined;
  return `The file is ${megabytes(bytes)} MB; sessions up to ${megabytes(SESSION_LIMIT_BYTES)} MB can be opened. Export a shorter recording.`;
}

export function readSession(text: string): SessionReading {
  const steps = sessionSteps(text);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** What is checked of a session so far; its journal grows from step to step, and its entries come last. */
export type SessionStep = { session: Session; records: readonly JournalRecord[]; share: number };

const STEP_RECORDS = 2000;

/** Reads a session part by part, so that whoever opens a long one can draw, and give up, in between. */
export function* sessionSteps(text: string): Generator<SessionStep, SessionReading> {
  const tooLarge = checkSessionSize(text.length);
  if (tooLarge) return { ok: false, message: tooLarge };
  const parsed = parseUntrustedJson(text);
  if (!parsed.ok) return { ok: false, message: PARSE_MESSAGES[parsed.reason] };
  const foreign = checkFormat(parsed.value);
  if (foreign) return { ok: false, message: foreign };
  const whole = parsed.value as JsonObject;
  const journal = partsOf(whole.journal);
  const entries = partsOf(whole.entries);
  const head = v.safeParse(
    sessionSchema,
    { ...whole, journal: journal ? [] : whole.journal, entries: entries ? [] : whole.entries },
    EARLY,
  );
  if (!head.success) return { ok: false, message: describeIssue(head.issues[0]) };
  const session = head.output;
  const total = (journal?.length ?? 0) + (entries?.length ?? 0);
  for (let from = 0; journal && from < journal.length; from += STEP_RECORDS) {
    const part = v.safeParse(v.array(journalRecord), journal.slice(from, from + STEP_RECORDS), EARLY);
    if (!part.success) return { ok: false, message: describeIssue(part.issues[0], { list: 'journal', from }) };
    for (const record of part.output) session.journal.push(record);
    yield { session, records: part.output, share: session.journal.length / total };
  }
  for (let from = 0; entries && from < entries.length; from += STEP_RECORDS) {
    const part = v.safeParse(v.array(entry), entries.slice(from, from + STEP_RECORDS), EARLY);
    if (!part.success) return { ok: false, message: describeIssue(part.issues[0], { list: 'entries', from }) };
    for (const one of part.output) session.entries.push(one);
    yield { session, records: [], share: (session.journal.length + session.entries.length) / total };
  }
  return { ok: true, session };
}

const EARLY = { abortEarly: true, abortPipeEarly: true };

/** A list to be checked part by part; anything else the schema of the whole refuses. */
function partsOf(value: Json | undefined): readonly Json[] | undefined {
  return Array.isArray(value) && value.length <= RECORD_LIMIT ? value : undefined;
}

const PARSE_MESSAGES = {
  empty: 'The file is empty. Export the session again.',
  truncated: 'The file ends too early; it was probably cut off in transfer. Copy or export it again.',
  syntax: 'The file is not valid JSON. Choose a session (.affitor.json) or HAR file.',
  depth: 'The file is nested deeper than any session that this extension writes. It was not opened.',
} as const;

function checkFormat(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return foreignMessage('');
  if (value.format !== SESSION_FORMAT) return foreignMessage('log' in value ? ' It looks like a HAR file.' : '');
  const { version } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return 'The session file does not name its version, so it is damaged. Export the session again.';
  }
  if (version > SESSION_VERSION) {
    return `The session was written by a newer Affitor Inspector (file version ${version}; this one reads up to ${SESSION_VERSION}). Update Affitor Inspector, then open it again.`;
  }
  return undefined;
}

const foreignMessage = (hint: string): string =>
  `The file is not an Affitor Inspector session.${hint} Choose a file that "Export session" wrote.`;

function describeIssue(issue: v.BaseIssue<unknown>, part?: { list: string; from: number }): string {
  const path = v.getDotPath(issue) ?? '';
  const [index = '', ...rest] = path.split('.');
  const where = part ? [part.list, Number(index) + part.from, ...rest].join('.') : path || 'the file';
  if (issue.type === 'max_length') {
    return `The session has more than ${RECORD_LIMIT.toLocaleString('en')} records in "${where}". It was not opened.`;
  }
  const received = issue.received.length > 60 ? `${issue.received.slice(0, 60)}…` : issue.received;
  return `The session file is damaged: "${where}" cannot be ${received}. Export the session again.`;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** A digest means nothing outside the journal: a body whose rest is still there counts as cut. */
function closeBody(body: Body): Body {
  if (body.kind !== 'text' || body.digest === undefined) return body;
  const { digest: _, ...kept } = body;
  return { ...kept, truncated: true };
}

function closeRecord(record: JournalRecord): JournalRecord {
  if (record.kind !== 'request' && record.kind !== 'response') return record;
  return { ...record, body: closeBody(record.body) };
}

function closeEntry(entry: Entry): Entry {
  if (entry.kind !== 'request') return entry;
  const { outcome } = entry;
  return {
    ...entry,
    body: closeBody(entry.body),
    outcome: outcome.kind === 'answered' ? { ...outcome, body: closeBody(outcome.body) } : outcome,
  };
}
