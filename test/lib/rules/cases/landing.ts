import type { Entry } from '@/lib/model/entry';
import { aClick, aNavigation, answered, failed } from '@/test/fixtures/entries';
import { journey, journeyParts, landed, SITE } from '@/test/lib/rules/journey';
import type { RuleCases } from '@/test/lib/rules/support';

const V1_STATE = { customerCode: null, hasAffiliateAttribution: false, debugMode: false, programId: '29' };
const V2_STATE = { clickId: null, hasAffiliateAttribution: false, debugMode: false, programId: '29', loaded: true };
const UNLANDED = { url: `${SITE}/`, documentUrl: `${SITE}/` };
const UNKNOWN = { click: null, cookie: null, request: null };

/** A signup by somebody whom no partner sent: the call is made, and nothing goes out. */
function organic(): Entry[] {
  return journey({ ...UNKNOWN, landing: UNLANDED, global: { state: V1_STATE }, pageGlobal: { state: V1_STATE } });
}

export const PROGRAM_CASES: Record<string, RuleCases> = {
  'program-id-missing': {
    valid: {
      'an id on the tag': journey(),
      'an id from a global of the page, in v2': landed({ dialect: 'v2', script: { attributes: {} } }),
      'a tracker whose state was not seen, and that may have it from a global': landed({
        dialect: 'v2',
        script: { attributes: {} },
        global: null,
      }),
    },
    invalid: {
      'a v1 tag without the attribute': {
        entries: landed({ script: { attributes: {} }, global: { state: { ...V1_STATE, programId: null } } }),
        at: ['/attributes', '/state/programId'],
        fix: 'data-affitor-program-id=',
      },
      'a v2 tracker whose state has none': {
        entries: landed({
          dialect: 'v2',
          script: { attributes: {} },
          global: { state: { ...V2_STATE, programId: '' } },
        }),
      },
    },
  },
  'program-id-invalid': {
    valid: { 'a number': journey() },
    invalid: {
      'the sample of the documentation': {
        entries: landed({ script: { attributes: { 'data-affitor-program-id': 'YOUR_PROGRAM_ID' } }, global: null }),
        title: /YOUR_PROGRAM_ID/,
      },
      'another text, which may be an id that we do not know of': {
        entries: landed({ script: { attributes: { 'data-affitor-program-id': 'acme' } }, global: null }),
        severity: 'warning',
        title: /may not/,
      },
    },
  },
  'program-id-conflict': {
    valid: {
      'one id everywhere': journey(),
      'two pages of two programs, each with its own': journey({
        page: { url: 'https://other.example.com/' },
        pageScript: { attributes: { 'data-affitor-program-id': '30' } },
        pageGlobal: null,
        cookie: { attributes: { domain: 'shop.example.com', hostOnly: false } },
        call: null,
        request: null,
      }),
    },
    invalid: {
      'a tag of 30 and a tracker that says 29': {
        entries: landed({ script: { attributes: { 'data-affitor-program-id': '30' } } }),
        title: /30 and 29/,
      },
      'a customer of another program': {
        entries: [...landed({ click: null, cookie: { action: 'present', value: 'cust_7_1760000000000' } })],
        title: /program 7/,
        at: ['/value'],
      },
    },
  },
};

export const LANDING_CASES: Record<string, RuleCases> = {
  'landing-param-missing': {
    valid: {
      'a visit that begins with a referral link': journey(),
      'a customer of an earlier visit': journey({ landing: UNLANDED, click: null, cookie: { action: 'present' } }),
      'somebody who only looks': landed({ ...UNKNOWN, landing: UNLANDED }),
    },
    invalid: {
      'a signup by somebody whom nobody sent': {
        entries: organic(),
        at: ['/url'],
        fix: '?ref=',
        hides: ['cookie-missing-at-lead', 'lead-not-sent'],
      },
    },
  },
  'landing-param-wrong-dialect': {
    valid: {
      'v1 with ?ref=': journey(),
      'v2 with ?aff=': journey({ dialect: 'v2' }),
      'a link that carries both': landed({
        dialect: 'v2',
        landing: { url: `${SITE}/?ref=maya&aff=maya` },
        click: null,
        cookie: null,
        global: { state: V2_STATE },
      }),
      'a page whose tracker was not seen yet': landed({
        script: { state: 'found' },
        global: null,
        click: null,
        cookie: null,
      }),
    },
    invalid: {
      'v2 with ?ref=': {
        entries: landed({
          dialect: 'v2',
          landing: { url: `${SITE}/?ref=maya` },
          click: null,
          cookie: null,
          global: { state: V2_STATE },
        }),
        title: /reads \?aff=/,
        fix: '?aff=maya',
      },
      'v1 with ?aff=, up to the signup that is lost by it': {
        entries: journey({
          ...UNKNOWN,
          landing: { url: `${SITE}/?aff=maya` },
          global: { state: V1_STATE },
          pageGlobal: { state: V1_STATE },
        }),
        title: /reads \?ref=/,
        hides: ['cookie-missing-at-lead', 'lead-not-sent'],
      },
    },
  },
  'landing-param-lost-in-redirect': {
    valid: {
      'a redirect that keeps it': landed({ landing: { redirects: ['http://shop.example.com/?ref=maya-reviews'] } }),
      'a visitor who reads the page, then goes on': journey(),
      'a router that changes the address after the click': [
        ...landed(),
        aNavigation({ documentId: 'doc-landing', navigationCause: 'replace', url: `${SITE}/` }),
      ],
    },
    invalid: {
      'a server that drops the query': {
        entries: landed({
          ...UNKNOWN,
          landing: { url: `${SITE}/`, redirects: ['http://shop.example.com/?ref=maya-reviews'] },
          global: { state: V1_STATE },
        }),
        at: ['/redirects'],
        title: /\?ref=maya-reviews/,
      },
      'a router that drops it before the tracker runs': { entries: routedAway() },
      'a script that sends the browser on': { entries: sentOn() },
    },
  },
};

function routedAway(): Entry[] {
  const { landing, script, global } = journeyParts();
  const replaced = aNavigation({
    documentId: landing.documentId,
    navigationCause: 'replace',
    url: `${SITE}/`,
    at: landing.at + 200,
  });
  return [landing, replaced, script, { ...global, state: V1_STATE }];
}

function sentOn(): Entry[] {
  const { landing, page, pageScript, pageGlobal } = journeyParts();
  return [landing, { ...page, at: landing.at + 300 }, pageScript, { ...pageGlobal, state: V1_STATE }];
}

export const CLICK_CASES: Record<string, RuleCases> = {
  'click-failed': {
    valid: {
      'a click that was recorded': journey(),
      'a click on its way': landed({ click: { outcome: { kind: 'pending' } }, cookie: null }),
      'a second click that worked': [
        ...landed({ click: { outcome: answered(0, 500, { error: 'Internal error' }) } }),
        aClick({}, { documentId: 'doc-landing' }),
      ],
    },
    invalid: {
      'a code that nobody has': {
        entries: landed({ click: { outcome: answered(0, 400, { error: 'Referral link not found' }) }, cookie: null }),
        title: /Referral link not found/,
      },
      'a request that an ad blocker took': {
        entries: landed({ click: { outcome: failed(0, 'blocked-by-client') }, cookie: null }),
        title: /ad blocker/,
      },
      'a server at fault, and the signup that is lost by it': {
        entries: journey({
          click: { outcome: answered(0, 500, { error: 'Internal error' }) },
          cookie: null,
          pageGlobal: { state: V1_STATE },
          request: null,
        }),
        title: /answered 500/,
        hides: ['cookie-missing-at-lead', 'lead-not-sent'],
      },
    },
  },
  'click-link-inactive': {
    valid: { 'an active link': journey() },
    invalid: {
      'a link that was switched off': {
        entries: landed({
          click: { outcome: answered(0, 200, { success: false, message: 'Referral link is inactive' }) },
          cookie: null,
        }),
        title: /maya-reviews/,
      },
    },
  },
  'click-real-in-debug': {
    valid: {
      'a click without debug': journey(),
      'a test click': landed({
        script: { attributes: { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' } },
        click: {
          body: { kind: 'text', text: '{"additional_data":{"test_mode":true}}', encoding: 'utf8', sizeBytes: 38 },
        },
        cookie: { documentUrl: 'http://localhost:3000/' },
      }),
    },
    invalid: {
      'a landing with debug on': {
        entries: landed({
          landing: { url: 'http://localhost:3000/?ref=maya-reviews' },
          script: {
            attributes: { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' },
            documentUrl: 'http://localhost:3000/?ref=maya-reviews',
          },
          global: null,
        }),
      },
      'a landing with debug on that only a local server saw': {
        entries: landed({
          script: { attributes: { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' } },
          landing: { url: 'http://localhost:3000/?ref=maya-reviews' },
          global: null,
          click: { url: 'http://localhost:1337/api/tracking/click' },
        }),
        severity: 'info',
      },
      'a landing with debug on that only a mock saw': {
        entries: landed({
          landing: { url: 'http://localhost:3000/?ref=maya-reviews' },
          script: {
            attributes: { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' },
            documentUrl: 'http://localhost:3000/?ref=maya-reviews',
          },
          global: null,
          click: { routed: true },
        }),
        severity: 'info',
      },
    },
  },
};
