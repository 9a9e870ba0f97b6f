import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, parseSettings } from '@/lib/journal/settings';
import type { Session } from '@/lib/model/session';
import { RECORDS_RANGE } from '@/lib/model/settings';
import {
  checkSessionSize,
  readSession,
  SESSION_LIMIT_BYTES,
  sessionFileName,
  sessionText,
  writeSession,
} from '@/lib/session/session-file';
import { RECORD_LIMIT } from '@/lib/session/session-schema';
import { aRequest, jsonBody } from '@/test/fixtures/entries';
import { requestRecord } from '@/test/fixtures/records';
import { aSession, sessionParts } from '@/test/fixtures/sessions';

/** The file's JSON with one change, as somebody who edits it by hand would make it. */
function edited(change: (session: Record<string, unknown>) => void): string {
  const copy = JSON.parse(sessionText(aSession()));
  change(copy);
  return JSON.stringify(copy);
}

function refusal(text: string): string {
  const reading = readSession(text);
  expect(reading.ok).toBe(false);
  return reading.ok ? '' : reading.message;
}

describe('a session file', () => {
  it('reads back as it was written', () => {
    const session = aSession();
    expect(readSession(sessionText(session))).toEqual({ ok: true, session });
  });

  it('is read with a byte order mark in front', () => {
    expect(readSession(`\uFEFF${sessionText(aSession())}`).ok).toBe(true);
  });

  it('marks a body as cut when its rest was not fetched', () => {
    const body = { ...jsonBody({ a: 1 }), digest: 'd1' };
    const session = aSession({ records: [requestRecord({ body })] });
    expect(session.journal[0]).toMatchObject({ body: { truncated: true } });
    expect(session.journal[0]).not.toHaveProperty('body.digest');
  });

  it('cuts the digest from the folded view too', () => {
    const entry = aRequest({ body: { ...jsonBody({ a: 1 }), digest: 'd1' } });
    const parts = sessionParts();
    const session = writeSession({ ...parts, timeline: { ...parts.timeline, entries: [entry] } });
    expect(session.entries[0]).not.toHaveProperty('body.digest');
  });

  it('keeps what the exporting panel had set', () => {
    const session = aSession({ settings: { attributionWindowDays: 30 } });
    const reading = readSession(sessionText(session));
    expect(reading.ok && reading.session.settings).toEqual({ attributionWindowDays: 30 });
  });

  it('may hold as much as a journal may be set to keep', () => {
    const { most } = RECORDS_RANGE;
    expect(parseSettings({ ...DEFAULT_SETTINGS, maxRecords: most }).maxRecords).toBe(most);
    expect(RECORD_LIMIT).toBeGreaterThanOrEqual(most);
  });

  it('is named after the page and the minute', () => {
    expect(sessionFileName(aSession())).toBe('affitor-shop.example.com-2026-03-14-1043.affitor.json');
    expect(sessionFileName(aSession({ page: { url: '', title: '' } }))).toBe('affitor-2026-03-14-1043.affitor.json');
  });
});

describe('a file that is not a readable session', () => {
  it.each([
    ['empty', '', 'The file is empty.'],
    ['only blanks', ' \n', 'The file is empty.'],
    ['plain text', 'hello', 'not valid JSON'],
    ['broken JSON', '{"format": affitor}', 'not valid JSON'],
    ['another JSON', '{"name":"package"}', 'not an Affitor Inspector session'],
    ['a list', '[1,2]', 'not an Affitor Inspector session'],
    ['null', 'null', 'not an Affitor Inspector session'],
    ['a HAR', '{"log":{"version":"1.2","entries":[]}}', 'It looks like a HAR file'],
  ])('gets a clear message when it is %s', (_, text, message) => {
    expect(refusal(text)).toContain(message);
  });

  it('is called cut off wherever it was cut', () => {
    const text = sessionText(aSession());
    for (const share of [0.01, 0.3, 0.5, 0.9, 0.999]) {
      expect(refusal(text.slice(0, Math.floor(text.trimEnd().length * share)))).toContain('ends too early');
    }
  });

  it('is told to be newer when its version is', () => {
    expect(refusal(edited((session) => Object.assign(session, { version: 2, journal: 'otherwise' })))).toContain(
      'newer Affitor Inspector (file version 2',
    );
  });

  it.each([0, -1, 1.5, '1', null])('is called damaged when its version is %j', (version) => {
    expect(refusal(edited((session) => Object.assign(session, { version })))).toContain('damaged');
  });

  it.each<[string, (session: Record<string, unknown>) => void, string]>([
    ['a verdict nobody gives', (session) => Object.assign(session, { verdict: { value: 'great' } }), 'verdict'],
    ['a record of an unknown kind', (session) => Object.assign(session, { journal: [{ kind: 'x' }] }), 'journal.0'],
    ['a journal that is no list', (session) => Object.assign(session, { journal: {} }), 'journal'],
    ['a page that is no URL', (session) => Object.assign(session, { page: { url: 'x y', title: '' } }), 'page.url'],
    ['a date nobody can read', (session) => Object.assign(session, { exportedAt: 'soon' }), 'exportedAt'],
  ])('is refused with the place named: %s', (_, change, place) => {
    expect(refusal(edited(change))).toContain(`"${place}`);
  });

  it('is refused when a time is infinite, which JSON can write', () => {
    const text = sessionText(aSession()).replace(/"at": \d+/, '"at": 1e999');
    expect(refusal(text)).toContain('"journal.0');
  });

  it('is refused when it is nested deeper than a stack would bear', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(refusal(sessionText(aSession()).replace('"settings"', '"s"').replace(/^\{/, `{"x":${deep},`))).toContain(
      'nested deeper',
    );
  });

  it('is refused by its size before it is read', () => {
    expect(checkSessionSize(SESSION_LIMIT_BYTES)).toBeUndefined();
    expect(checkSessionSize(500 * 1024 * 1024)).toContain('500 MB');
  });
});

describe('a hostile session', () => {
  it('cannot reach a prototype', () => {
    const text = sessionText(aSession({ settings: { marker: 1 } })).replace(
      '"marker": 1',
      '"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}',
    );
    const reading = readSession(text);
    const settings = reading.ok ? reading.session.settings : undefined;
    expect(settings).toMatchObject({ $__proto__: { polluted: true } });
    expect(Object.assign({}, settings)).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });

  it('loses what the format does not know', () => {
    const reading = readSession(edited((session) => Object.assign(session, { script: 'alert(1)' })));
    expect(reading.ok).toBe(true);
    expect((reading.ok && reading.session) as Session).not.toHaveProperty('script');
  });
});
