import { describe, expect, test } from 'vitest';
import type { RequestEntry } from '@/lib/model/entry';
import { DAY_MS } from '@/lib/rules/identity';
import {
  aCall,
  aLead,
  aNavigation,
  answered,
  aQueueItem,
  aRequest,
  aScript,
  CLICK_ID,
  failed,
  jsonBody,
} from '@/test/fixtures/entries';
import { journey, journeyParts, landed, SITE } from './journey';
import { judgeEntries, rootsOf } from './support';

const USUAL = journeyParts();
const DEBUG = { attributes: { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' } };
const EMPTY = { customerCode: null, programId: '29', debugMode: false };
const verdict = (...args: Parameters<typeof judgeEntries>) => judgeEntries(...args).verdict;

describe('attributed', () => {
  test.each(['v1', 'v2'] as const)('is a %s signup with click, cookie and lead', (dialect) => {
    const judgement = judgeEntries(journey({ dialect }));
    expect(judgement.verdict).toMatchObject({ value: 'attributed', state: 'Working' });
    expect(judgement.verdict.cause).toContain('maya-reviews');
    expect(rootsOf(judgement)).toEqual([]);
  });

  test('stays so whatever infos say', () => {
    expect(verdict(journey({ lead: { name: 'Ada' } })).value).toBe('attributed');
  });

  test('holds for a customer of an earlier visit', () => {
    const entries = journey({ landing: { url: `${SITE}/` }, click: null, cookie: { action: 'present' } });
    expect(verdict(entries).value).toBe('attributed');
  });
});

describe('at-risk', () => {
  test('is a recorded lead that no payment can match', () => {
    const { value, state, cause, nextStep } = verdict(journey({ lead: { user_id: 'user_123' } }));
    expect({ value, state }).toEqual({ value: 'at-risk', state: 'At risk' });
    expect(cause).toContain('user_123');
    expect(nextStep).toBe('Send your user’s own id.');
  });

  test('is a provisional lead', () => {
    const request = { outcome: answered(0, 200, { success: true, provisional: true }) };
    expect(verdict(journey({ dialect: 'v2', request })).value).toBe('at-risk');
  });
});

describe('lost', () => {
  test('is a lead that leaving the page took along, and not one that may have survived it', () => {
    const sentAt = USUAL.request.at;
    const left = (request: Partial<RequestEntry>) => [
      ...journey({ request: { outcome: { kind: 'pending' }, keepalive: false, ...request } }),
      aNavigation({ documentId: 'doc-welcome', url: `${SITE}/welcome`, at: sentAt + 50 }),
    ];
    expect(verdict(left({})).value).toBe('lost');
    const unknown = verdict(left({ witnesses: ['network'], pageOnly: false }));
    expect(unknown).toMatchObject({ value: 'at-risk', cause: 'leaving the page may have cancelled the lead' });
  });

  test('names the cause, not what followed from it', () => {
    const entries = journey({
      landing: { url: `${SITE}/?aff=maya` },
      global: { state: EMPTY },
      pageGlobal: { state: EMPTY },
      click: null,
      cookie: null,
      request: null,
    });
    expect(verdict(entries)).toMatchObject({ value: 'lost', state: 'Broken' });
    expect(verdict(entries).cause).toBe('the link says ?aff=, and this tracker reads ?ref=');
  });

  test('is a page whose script was blocked, before anybody signs up', () => {
    const none = { script: null, global: null, click: null, cookie: null };
    const entries = [
      ...landed(none),
      aScript({ documentId: 'doc-landing', state: 'failed', reason: 'blocked-by-csp' }),
    ];
    expect(verdict(entries)).toMatchObject({ value: 'lost' });
    expect(verdict(entries).cause).toContain('content security policy');
  });

  test('is a lead that the API refused', () => {
    expect(verdict(journey({ request: { outcome: failed(0, 'offline') } })).value).toBe('lost');
  });

  test('turns to attributed when the signup is reported again', () => {
    const failedFirst = journey({ request: { outcome: failed(0, 'offline') } });
    const call = aCall({ documentId: 'doc-signup', documentUrl: `${SITE}/signup` });
    const sent = aLead({}, { documentId: 'doc-signup', documentUrl: `${SITE}/signup`, cause: call.id });
    call.effects = [sent.id];
    expect(verdict([...failedFirst, call, sent]).value).not.toBe('lost');
  });
});

describe('test-only', () => {
  test('is a signup with debug on', () => {
    const entries = journey({
      script: DEBUG,
      pageScript: DEBUG,
      request: { endpoint: { name: 'test', dialect: 'v1', assumed: false } },
    });
    expect(verdict(entries)).toMatchObject({ value: 'test-only', state: 'Test only' });
    expect(verdict(entries).cause).toBe('debug is on, so this signup was kept as a test, not a lead');
  });

  test('is a signup in test mode', () => {
    const entries = journey({ lead: { additional_data: { test_mode: true } } });
    expect(verdict(entries).cause).toBe('`test_mode` is set, so this signup was kept as a test, not a lead');
  });

  test('is a page with debug on before anybody signs up', () => {
    expect(verdict(landed({ script: DEBUG })).value).toBe('test-only');
  });
});

test('debug of the newer tracker does not make tests of its leads', () => {
  const debugged = { dialect: 'v2' as const, script: DEBUG, pageScript: DEBUG };
  expect(verdict(landed(debugged)).value).toBe('pending');
  expect(verdict(journey(debugged), { production: false }).value).toBe('attributed');
});

test('a test lead that nobody called a signup for is a test, and lacks nothing', () => {
  const additional = { test_mode: true, program_id: 29, step_id: 'referrals' };
  const sent = aLead(
    { customer_key: undefined, email: undefined, additional_data: additional },
    { documentId: 'doc-landing', documentUrl: `${SITE}/`, dialect: 'v2' },
  );
  const judgement = judgeEntries([...landed({ dialect: 'v2' }), sent], { production: false });
  expect(judgement.verdict.value).toBe('test-only');
  expect(rootsOf(judgement)).toEqual([]);
});

describe('pending', () => {
  test('is a click without a signup', () => {
    expect(verdict(landed())).toMatchObject({ value: 'pending', state: 'Waiting' });
    expect(verdict(landed()).nextStep).toBe('Sign up on the page.');
  });

  test('is a lead on its way', () => {
    expect(verdict(journey({ request: { outcome: { kind: 'pending' } } })).value).toBe('pending');
  });

  test('is a call whose request may still come', () => {
    const options = { now: USUAL.call.at + 300 };
    expect(verdict(journey({ request: null }), options).value).toBe('pending');
  });

  test('is a queue that waits for its tracker', () => {
    const page = { documentId: 'doc-signup', documentUrl: `${SITE}/signup` };
    const entries = [
      ...landed(),
      aNavigation({ ...page, url: page.documentUrl }),
      aScript({ ...page, state: 'found' }),
      aQueueItem({ ...page, state: 'waiting' }),
    ];
    expect(verdict(entries).cause).toContain('queue');
    expect(verdict(entries).value).toBe('pending');
  });
});

describe('server-side', () => {
  const signup = (cookie: string) => [
    ...journey({ call: null, request: null }),
    aRequest({
      documentId: 'doc-signup',
      documentUrl: `${SITE}/signup`,
      url: `${SITE}/api/signup`,
      headers: [['cookie', cookie]],
      body: jsonBody({}),
    }),
  ];

  test('is a signup request that carried the cookie, and shows that it did', () => {
    const answer = verdict(signup(`customer_code=${CLICK_ID}`));
    expect(answer).toMatchObject({ value: 'server-side', state: 'Sent by your server' });
    expect(answer.evidence[0]?.text).toBe('The signup request carried the customer cookie');
  });

  test('is a signup request that did not carry it, with the finding', () => {
    const judgement = judgeEntries(signup('theme=dark'));
    expect(judgement.verdict.value).toBe('server-side');
    expect(judgement.verdict.cause).toContain('did not carry');
    expect(rootsOf(judgement)).toEqual(['server-cookie-missing']);
  });
});

describe('no-tracker', () => {
  test('is an ordinary page', () => {
    expect(verdict([aNavigation()])).toMatchObject({ value: 'no-tracker', state: 'Not detected' });
  });

  test('is a page that the server does not have', () => {
    expect(verdict([aNavigation({ status: 200 })]).cause).toContain('no sign of an Affitor tracker');
    const gone = aNavigation({ status: 404 });
    expect(verdict([gone])).toMatchObject({
      cause: `${gone.url} was answered with status 404, by a page without an Affitor tracker`,
      evidence: [{ entryId: gone.id }],
    });
  });

  test('is nothing at all', () => {
    expect(verdict([]).cause).toBe('no page has been seen yet');
  });
});

test('judges the page on show, also when word of leaving the one before comes late', () => {
  const leaving = { documentId: 'doc-before', documentUrl: 'https://blog.example.org/' };
  const left = aNavigation({ ...leaving, url: leaving.documentUrl, navigationCause: 'unload' });
  const landing = aNavigation({ url: `${SITE}/?ref=maya`, at: left.at - 5 });
  const { verdict } = judgeEntries([landing, left]);
  expect(verdict.cause).toContain(landing.url);
});

test('judges what came since the last landing', () => {
  const [before] = [journey({ lead: { user_id: 'user_123' } })];
  const landing = aNavigation({ documentId: 'doc-9', url: `${SITE}/?ref=other`, at: USUAL.request.at + DAY_MS });
  expect(verdict([...before, landing]).value).toBe('no-tracker');
  expect(judgeEntries([...before, landing]).findings.map((finding) => finding.rule)).toEqual(['script-missing']);
});
