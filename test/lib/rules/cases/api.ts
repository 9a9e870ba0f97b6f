import type { Entry } from '@/lib/model/entry';
import { DAY_MS } from '@/lib/rules/identity';
import { aLead, aNavigation, aNotice, answered, aSale, aTestEvent, failed, jsonBody } from '@/test/fixtures/entries';
import { type JourneyChanges, journey, journeyParts, landed, SITE } from '@/test/lib/rules/journey';
import type { RuleCases } from '@/test/lib/rules/support';

/** When things happen in a journey without changes. */
const USUAL = journeyParts();

const PAGE = { documentId: 'doc-signup', documentUrl: `${SITE}/signup` };
const DEBUG = { attributes: { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' } };
const DEBUG_STATE = { customerCode: null, programId: '29', debugMode: true };

/** A signup with debug on, at the given site: the tracker sends a test in place of the lead. */
function debugged(site: string): Entry[] {
  const page = `${site}/signup`;
  return journey({
    landing: { url: `${site}/?ref=maya-reviews` },
    page: { url: page },
    script: DEBUG,
    pageScript: DEBUG,
    global: { state: DEBUG_STATE },
    pageGlobal: { state: DEBUG_STATE },
    click: { routed: true },
    cookie: { attributes: { expiresAt: USUAL.cookie.at + 60 * DAY_MS } },
    request: { endpoint: { name: 'test', dialect: 'v1', assumed: false }, body: jsonBody({ eventType: 'test' }) },
  });
}

function tested(site: string): Entry[] {
  const changes: JourneyChanges = { page: { url: `${site}/signup` }, lead: { additional_data: { test_mode: true } } };
  return journey({ ...changes, landing: { url: `${site}/?ref=maya-reviews` } });
}

function refused(status: number, error: string): JourneyChanges {
  return { request: { outcome: answered(USUAL.request.at, status, { error }) } };
}

const KEY = 'affitor_sk_live_4f9a8b7c6d5e3f9c';

export const API_CASES: Record<string, RuleCases> = {
  'debug-in-production': {
    valid: {
      'debug off': journey(),
      'debug on a local page': debugged('http://localhost:3000'),
      'debug on a page of a test name': debugged('https://staging.example.com'),
      'a public page that the settings call a test page': {
        entries: debugged(SITE),
        options: { production: false },
      },
    },
    invalid: {
      'debug on a public page': { entries: debugged(SITE) },
      'debug of the newer tracker, whose leads are real': {
        entries: journey({ dialect: 'v2', script: DEBUG, pageScript: DEBUG, click: { routed: true } }),
        severity: 'warning',
      },
      'debug on a local page that the settings call production': {
        entries: debugged('http://localhost:3000'),
        options: { production: true },
      },
    },
  },
  'test-mode-in-production': {
    valid: { 'a real lead': journey(), 'a test on a local page': tested('http://localhost:3000') },
    invalid: { 'test_mode on a public page': { entries: tested(SITE), at: ['/args/0/additional_data'] } },
  },
  'token-in-browser': {
    valid: {
      'no key': journey(),
      'a replay of our own': [
        ...journey(),
        aLead({}, { ...PAGE, ours: true, headers: [['authorization', `Bearer ${KEY}`]] }),
      ],
      'words that only begin alike': journey({ lead: { additional_data: { source: 'affitor_click_id' } } }),
    },
    invalid: {
      'a key in a header': {
        entries: journey({ request: { headers: [['Authorization', `Bearer ${KEY}`]] } }),
      },
      'a key in a call': {
        entries: journey({ call: { args: [{ user_id: 'u_8142', email: 'ada@example.org', key: KEY }] } }),
      },
      'a key on the tag': {
        entries: landed({ script: { attributes: { 'data-affitor-program-id': '29', 'data-key': KEY } } }),
      },
      'a key that is wrong, too': {
        entries: journey({
          request: { headers: [['authorization', `Bearer ${KEY}`]], ...refused(401, 'Invalid API token').request },
        }),
        hides: ['lead-request-failed', 'token-invalid'],
      },
    },
  },
  'token-invalid': {
    valid: { 'no key needed': journey() },
    invalid: {
      'a sale from a browser, without a key': {
        entries: [...journey(), aSale({}, { ...PAGE, outcome: answered(0, 401, { error: 'Invalid API token' }) })],
        title: /needs an API key/,
      },
    },
  },
  'program-inactive': {
    valid: { 'an active program': journey() },
    invalid: {
      'a program that is paused': {
        entries: journey(refused(403, 'Program is not active')),
        title: /Program 29/,
        hides: ['lead-request-failed'],
      },
    },
  },
  'duplicate-transaction': {
    valid: { 'a first sale': [...journey(), aSale({}, PAGE)] },
    invalid: {
      'a sale that was there already': {
        entries: [
          ...journey(),
          aSale({}, { ...PAGE, outcome: answered(0, 409, { error: 'Duplicate transaction_id.' }) }),
        ],
        severity: 'info',
        title: /txn_1/,
      },
    },
  },
  'window-expired': {
    valid: { 'a fresh click': journey(), 'a sale inside the window': [...journey(), aSale({}, PAGE)] },
    invalid: {
      'a sale that Affitor says is too late': {
        entries: [
          ...journey(),
          aSale(
            {},
            {
              ...PAGE,
              outcome: answered(0, 200, {
                success: true,
                attributed: false,
                reason: 'attribution_window_expired',
                click_age_days: 75,
                window_days: 60,
                sale_id: null,
              }),
            },
          ),
        ],
        title: /75 days/,
        at: ['/reason'],
      },
      'a customer whose identifier is 80 days old': {
        entries: oldCustomer(80),
        title: /80 days old, and may/,
      },
    },
  },
  'rate-limited': {
    valid: { 'an ordinary pace': journey() },
    invalid: {
      'too many leads': {
        entries: journey(refused(429, 'Too many requests')),
        hides: ['lead-request-failed'],
      },
    },
  },
  'api-error': {
    valid: {
      'a lead that failed, of which another rule speaks': journey(refused(500, 'Internal error')),
      'a test event that leaving the page cut off': [
        ...landed(),
        aTestEvent(
          {},
          {
            documentId: 'doc-landing',
            at: USUAL.cookie.at + 100,
            keepalive: false,
            outcome: failed(USUAL.cookie.at + 100, 'aborted'),
          },
        ),
        aNavigation({ ...PAGE, url: PAGE.documentUrl, at: USUAL.cookie.at + 200 }),
      ],
      'a test event that arrived': [...journey(), aTestEvent({}, PAGE)],
    },
    invalid: {
      'a sale without an amount': {
        entries: [
          ...journey(),
          aSale(
            {},
            {
              ...PAGE,
              outcome: answered(0, 400, { error: 'amount_cents is required and must be a positive integer' }),
            },
          ),
        ],
        title: /sale request was answered 400/,
      },
      'a test event that did not arrive': {
        entries: [...journey(), aTestEvent({}, { ...PAGE, outcome: failed(0, 'refused') })],
        title: /test request/,
      },
    },
  },
  'capture-incomplete': {
    valid: { 'a whole recording': journey() },
    invalid: {
      'a gap': { entries: [...journey(), aNotice()], severity: 'warning', title: /12 observations/ },
      'a lead whose body nobody could read': {
        entries: journey({
          call: null,
          request: {
            body: { kind: 'unavailable', reason: 'Chromium does not hand over a Blob' },
            missing: [{ part: 'request-body', reason: 'Chromium does not hand over a Blob' }],
          },
        }),
        severity: 'info',
      },
    },
  },
};

function oldCustomer(days: number): Entry[] {
  const { request } = journeyParts();
  const customer = `cust_29_${request.at - days * DAY_MS - 60_000}`;
  return journey({
    landing: { url: `${SITE}/` },
    click: null,
    cookie: { action: 'present', value: customer },
    request: { body: jsonBody({ customer_code: customer, user_id: 'u_8142', email: 'ada@example.org' }) },
  });
}
