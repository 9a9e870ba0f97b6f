import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '@/lib/model/observation';
import { judge } from '@/lib/rules/judge';
import { readHar } from '@/lib/session/har-in';
import { harText } from '@/lib/session/har-out';
import { redact } from '@/lib/session/redaction';
import { readSession, sessionText } from '@/lib/session/session-file';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { SCENES } from '@/test/fixtures/scenes';
import { aSession } from '@/test/fixtures/sessions';

/** A recording is worth little if it is judged otherwise than what was seen. */

/** What a judgement says, without the words that hold what was replaced. */
function essenceOf(records: JournalRecord[]) {
  const { verdict, findings, funnel, tracker } = judge(foldAll(emptyTimeline(), records));
  return {
    verdict: verdict.value,
    findings: findings.map(({ rule, severity, because, evidence }) => ({
      rule,
      severity,
      because,
      evidence: evidence.map(({ number, pointer }) => `${number}${pointer ?? ''}`),
    })),
    stages: funnel.stages.map(({ name, state }) => `${name} ${state}`),
    programId: tracker.programId,
  };
}

describe('a redacted session', () => {
  it.each(Object.entries(SCENES))('is judged as the original is: %s', (_, records) => {
    const redacted = redact(aSession({ records }));
    expect(JSON.stringify(redacted)).not.toMatch(/ada@|Lovelace|1234567|maya-reviews|u_8142|48151623/);
    expect(essenceOf(redacted.journal)).toEqual(essenceOf(records));
  });

  it('shows scenes that are not all alike', () => {
    const seen = new Set(
      Object.values(SCENES).flatMap((records) => essenceOf(records).findings.map(({ rule }) => rule)),
    );
    expect(seen.size).toBeGreaterThan(8);
  });
});

describe('a session file', () => {
  it.each(Object.entries(SCENES))('is judged as the recording was: %s', (_, records) => {
    const reading = readSession(sessionText(aSession({ records })));
    expect(reading.ok && essenceOf(reading.session.journal)).toEqual(essenceOf(records));
  });
});

/** Where a HAR gives another verdict than the recording, and why. */
const TOLD_BY_MORE_THAN_REQUESTS: Record<string, string> = {
  'a lead in a misspelt queue': 'A HAR has no queue.',
  'debug that only the console tells of': 'A HAR has no console.',
};

describe('a HAR of a session', () => {
  const verdictOf = (records: JournalRecord[]) => judge(foldAll(emptyTimeline(), records)).verdict.value;

  it.each(Object.entries(SCENES))('gives the same verdict: %s', (name, records) => {
    const timeline = foldAll(emptyTimeline(), records);
    const reading = readHar(harText(aSession({ records, timeline })));
    const verdict = reading.ok && verdictOf(reading.recording.records);
    if (name in TOLD_BY_MORE_THAN_REQUESTS) expect(verdict).not.toBe(verdictOf(records));
    else expect(verdict).toBe(verdictOf(records));
  });
});
