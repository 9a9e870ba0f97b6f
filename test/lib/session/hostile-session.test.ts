import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '@/lib/expectations/evaluate';
import { REPORT_FORMATS, writeReport } from '@/lib/expectations/report/report';
import { TEMPLATES } from '@/lib/expectations/templates';
import { judge } from '@/lib/rules/judge';
import { copyAsCurl, copyAsFetch, copyAsJson } from '@/lib/session/copy-as';
import { harText } from '@/lib/session/har-out';
import { redact } from '@/lib/session/redaction';
import { readSession, sessionText } from '@/lib/session/session-file';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { summarise } from '@/lib/timeline/summary';
import { SCENES } from '@/test/fixtures/scenes';
import { aSession } from '@/test/fixtures/sessions';

/** A file that passes the reader has been written by anybody; nothing that reads it further may break on it. */

const NASTY = fc.constantFrom<unknown>(
  '',
  ' ',
  '\0',
  '\ud800',
  'https://',
  'http://[',
  '//x',
  'javascript:alert(1)',
  'data:text/html,<script>',
  '%',
  '%E0%A4%A',
  '{"a":',
  '[[[[',
  '__proto__',
  'constructor',
  'cust_29_99999999999999999999',
  'a@b@c',
  '=;=;',
  'x'.repeat(5000),
  0,
  -1,
  1e15,
  0.5,
  true,
  null,
  [],
  {},
);

/** The JSON with some of its leaves exchanged. */
function spoil(value: unknown, nasty: () => unknown, share: () => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => spoil(item, nasty, share));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, spoil(child, nasty, share)]));
  }
  return share() ? nasty() : value;
}

const texts = Object.values(SCENES).map((records) => {
  const timeline = foldAll(emptyTimeline(), records);
  return sessionText(aSession({ records, timeline }));
});

describe('a session that a stranger wrote', () => {
  it('is refused, or folds, is judged, redacted, exported and reported without a fault', () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.infiniteStream(NASTY),
        fc.infiniteStream(fc.nat(99)),
        (text, stream, odds) => {
          const next = <T>(values: Iterator<T>): T => values.next().value as T;
          // Record by record, so that one that is refused does not take the others with it.
          const session = JSON.parse(text);
          const spoiled = session.journal.map((record: unknown) =>
            spoil(
              record,
              () => next(stream),
              () => next(odds) < 4,
            ),
          );
          session.journal = spoiled.filter(
            (record: unknown) => readSession(JSON.stringify({ ...session, journal: [record] })).ok,
          );
          const reading = readSession(JSON.stringify(session));
          if (!reading.ok) return;
          read += 1;
          const opened = reading.session;
          const timeline = foldAll(emptyTimeline(), opened.journal);
          const judgement = judge(timeline);
          for (const entry of timeline.entries) {
            summarise(entry);
            if (entry.kind !== 'request') continue;
            for (const copy of [copyAsCurl, copyAsFetch, copyAsJson]) copy(entry, { secrets: 'masked' });
          }
          const checks = TEMPLATES.flatMap((template) => template.checks);
          const results = evaluate({ checks }, timeline, judgement, { over: true });
          harText({ ...opened, entries: [...timeline.entries] });
          redact(opened);
          const file = {
            name: 'x',
            kind: 'session' as const,
            page: opened.page,
            browser: '',
            redacted: false,
            events: 1,
            judgement,
            checks: results,
            limits: [],
            passed: true,
            failures: [],
          };
          const generator = { name: 'x', version: '1' };
          for (const format of REPORT_FORMATS) {
            writeReport(format, { generator, createdAt: opened.exportedAt, passed: true, files: [file] });
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(read).toBeGreaterThan(30);
  }, 60_000);
});
