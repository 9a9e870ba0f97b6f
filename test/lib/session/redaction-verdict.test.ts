import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '@/lib/model/observation';
import { judge } from '@/lib/rules/judge';
import { redact } from '@/lib/session/redaction';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { API, jsonBody } from '@/test/fixtures/entries';
import {
  callRecord,
  consoleRecord,
  cookieRecord,
  globalRecord,
  navigationRecord,
  queueRecord,
  requestRecord,
  responseRecord,
  scriptRecord,
} from '@/test/fixtures/records';
import { aSession } from '@/test/fixtures/sessions';

/** A redacted session is worth little if it is judged otherwise than what was seen. */

const NOW = 1_760_000_100_000;
const CUSTOMER = `cust_29_${NOW - 60_000 * 3 - 777}`;
const LANDING = 'https://shop.example.com/?ref=maya-reviews';

type Scene = {
  landing?: string;
  customer?: string;
  lead?: object;
  reply?: object;
  status?: number;
  attributes?: Record<string, string>;
  extra?: JournalRecord[];
};

/** Landing, script, click, cookie, call and lead of one v1 signup, with one thing changed. */
function v1(scene: Scene = {}): JournalRecord[] {
  const {
    landing = LANDING,
    customer = CUSTOMER,
    reply = { success: true, customer_code: customer },
    status = 200,
  } = scene;
  const lead = { email: 'ada@shop.co', user_id: 'u_8142', ...scene.lead };
  const page = { documentUrl: landing };
  const attributes = scene.attributes ?? { 'data-affitor-program-id': '29' };
  const click = { ...page, requestId: 'c', url: `${API}/api/tracking/click` };
  return [
    navigationRecord({ ...page, url: landing }),
    scriptRecord({ ...page, attributes }),
    scriptRecord({ ...page, attributes, phase: 'loaded' }),
    globalRecord(page),
    requestRecord({ ...click, body: jsonBody({ affiliate_url: landing, page_url: landing }) }),
    responseRecord({ ...click, body: jsonBody({ success: true, customer_code: customer }) }),
    cookieRecord({ ...page, value: customer }),
    cookieRecord({ ...page, name: 'affiliate_url', value: encodeURIComponent(landing) }),
    callRecord({ ...page, args: [lead] }),
    requestRecord({ ...page, body: jsonBody({ customer_code: customer, ...lead }) }),
    responseRecord({ ...page, status, body: jsonBody(JSON.parse(JSON.stringify(reply))) }),
    ...(scene.extra ?? []),
  ];
}

function v2(): JournalRecord[] {
  const landing = LANDING.replace('ref=', 'aff=');
  const page = { documentUrl: landing };
  const click = { ...page, requestId: 'c', url: `${API}/api/v1/track/click` };
  const lead = { ...page, url: `${API}/api/v1/track/lead` };
  return [
    navigationRecord({ ...page, url: landing }),
    scriptRecord(page),
    scriptRecord({ ...page, phase: 'loaded' }),
    requestRecord({ ...click, body: jsonBody({ affiliate_url: landing }) }),
    responseRecord({ ...click, body: jsonBody({ success: true, click_id: CUSTOMER, partner_code: 'maya-reviews' }) }),
    cookieRecord({ ...page, name: 'affitor_click_id', value: CUSTOMER }),
    cookieRecord({ ...page, name: 'customer_code', value: CUSTOMER }),
    queueRecord({ ...page, item: ['signup', 'u_8142', 'ada@shop.co'] }),
    callRecord({ ...page, method: 'signup', args: ['u_8142', 'ada@shop.co'], queueItemId: 1 }),
    requestRecord({ ...lead, body: jsonBody({ click_id: CUSTOMER, customer_key: 'u_8142', email: 'ada@shop.co' }) }),
    responseRecord({ ...lead, body: jsonBody({ success: true, message: 'Lead tracked successfully' }) }),
  ];
}

const SCENES: Record<string, JournalRecord[]> = {
  'a v1 signup': v1(),
  'a v2 signup through the queue': v2(),
  'no user id': v1({ lead: { user_id: undefined } }),
  'a user id that is a number': v1({ lead: { user_id: 48151623 } }),
  'a user id of the documentation': v1({ lead: { user_id: 'user_123' } }),
  'a user id that is an e-mail': v1({ lead: { user_id: 'ada@shop.co' } }),
  'an e-mail that is none': v1({ lead: { email: 'ada@shop' } }),
  'a name and a phone number': v1({ lead: { name: 'Ada Lovelace', phone: '+49 170 1234567' } }),
  'additional data of a wrong type': v1({ lead: { additional_data: 'pro' } }),
  'a customer of another program': v1({ customer: `cust_77_${NOW}` }),
  'a customer from before the window': v1({ customer: `cust_29_${NOW - 70 * 86_400_000}` }),
  'a malformed customer': v1({ customer: 'cust-29' }),
  'a lead refused': v1({ status: 400, reply: { error: 'Customer not found' } }),
  'debug left on': v1({ attributes: { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' } }),
  'another partner’s landing': v1({ landing: LANDING.replace('maya', 'zoe') }),
  'the other dialect’s parameter': v1({ landing: LANDING.replace('ref=', 'aff=') }),
  'a key in the browser': v1({
    extra: [requestRecord({ requestId: 'k', headers: [['Authorization', 'Bearer affitor_live_12345678']] })],
  }),
  'a cookie overwritten': v1({
    extra: [cookieRecord({ value: `cust_29_${NOW + 5}`, previous: CUSTOMER, documentUrl: LANDING })],
  }),
  'the mirror cookie of another value': [
    ...v2(),
    cookieRecord({ name: 'customer_code', value: `cust_29_${NOW - 100_000}`, documentUrl: LANDING }),
  ],
  'two leads of different users': v1({
    extra: [
      callRecord({ callId: 2, documentUrl: LANDING, args: [{ email: 'bo@shop.co', user_id: 'u_9' }] }),
      requestRecord({
        requestId: 'l2',
        documentUrl: LANDING,
        body: jsonBody({ customer_code: CUSTOMER, user_id: 'u_9' }),
      }),
    ],
  }),
  'a console that tells of an id': v1({
    extra: [consoleRecord({ text: '[Affitor Tracker] ✅ Affitor: user_id detected - u_8142', documentUrl: LANDING })],
  }),
};

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
