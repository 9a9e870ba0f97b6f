import { describe, expect, test } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import { type WhatIf, whatIf } from '@/lib/rules/what-if';
import { timelineOf } from '@/lib/timeline/timeline';
import { aConsoleLine, jsonBody } from '@/test/fixtures/entries';
import { journey, journeyParts, landed } from './journey';
import { judgeEntries, rootsOf } from './support';

const USUAL = journeyParts();
const judged = (entries: Entry[], change: WhatIf) => whatIf(timelineOf(entries), change);

describe('debug off', () => {
  const DEBUG = { attributes: { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' } };
  const debugged = (changes: Parameters<typeof journey>[0] = {}) =>
    journey({
      script: DEBUG,
      pageScript: DEBUG,
      click: { routed: true },
      request: { endpoint: { name: 'test', dialect: 'v1', assumed: false }, body: jsonBody({ eventType: 'test' }) },
      ...changes,
    });

  test('turns a test into the lead it would have been', () => {
    expect(judgeEntries(debugged()).verdict.value).toBe('test-only');
    const judgement = judged(debugged(), { kind: 'debug-off' });
    expect(judgement.verdict.value).toBe('attributed');
    expect(judgement.tracker.debug?.on).toBe(false);
    expect(rootsOf(judgement)).toEqual([]);
  });

  test('shows what would still stand in the way', () => {
    const judgement = judged(debugged({ lead: { user_id: 'user_123' } }), { kind: 'debug-off' });
    expect(judgement.verdict.value).toBe('at-risk');
    expect(rootsOf(judgement)).toEqual(['lead-user-id-placeholder']);
  });

  test('holds where only the console told of debug', () => {
    const where = { documentId: 'doc-landing', documentUrl: USUAL.landing.url };
    const entries = [
      ...landed({ global: null }),
      aConsoleLine({ ...where, text: '[Affitor Tracker] trackTest() called true' }),
    ];
    expect(judgeEntries(entries).verdict.value).toBe('test-only');
    expect(judged(entries, { kind: 'debug-off' }).verdict.value).toBe('pending');
  });

  test('leaves a test that the page itself asked for', () => {
    const entries = journey({ lead: { additional_data: { test_mode: true } } });
    expect(judged(entries, { kind: 'debug-off' }).verdict.value).toBe('test-only');
  });
});

describe('an older cookie', () => {
  test('is sound inside the window', () => {
    const judgement = judged(journey(), { kind: 'cookie-age', days: 30 });
    expect(judgement.verdict.value).toBe('attributed');
    expect(rootsOf(judgement)).toEqual([]);
  });

  test('has ended outside of it, and the signup is lost', () => {
    const judgement = judged(journey(), { kind: 'cookie-age', days: 61 });
    expect(judgement.verdict.value).toBe('lost');
    expect(rootsOf(judgement)).toEqual(['cookie-expired']);
  });

  test('may live on where the window has passed', () => {
    const cookie = { attributes: { ...USUAL.cookie.attributes, expiresAt: USUAL.cookie.at + 90 * 86_400_000 } };
    const judgement = judged(journey({ cookie }), { kind: 'cookie-age', days: 70 });
    expect(judgement.verdict.value).toBe('at-risk');
    expect(rootsOf(judgement)).toEqual(['window-expired']);
  });

  test('does not touch the recording itself', () => {
    const timeline = timelineOf(journey());
    const before = structuredClone(timeline.entries);
    whatIf(timeline, { kind: 'cookie-age', days: 61 });
    expect(timeline.entries).toEqual(before);
  });

  test('changes nothing where there is none', () => {
    expect(judged(landed({ cookie: null, click: null }), { kind: 'cookie-age', days: 5 }).verdict.value).toBe(
      'pending',
    );
  });
});

describe('a user id', () => {
  test.each(['v1', 'v2'] as const)('mends a %s lead that had a sample', (dialect) => {
    const lead = dialect === 'v1' ? { user_id: 'user_123' } : { customer_key: 'user_123' };
    const entries = journey({ dialect, lead });
    expect(judgeEntries(entries).verdict.value).toBe('at-risk');
    expect(judged(entries, { kind: 'user-id', userId: 'u_1' }).verdict.value).toBe('attributed');
  });
});
