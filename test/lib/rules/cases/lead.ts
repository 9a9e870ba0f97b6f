import type { Entry, RequestEntry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { aCall, aLead, aNavigation, answered, failed } from '@/test/fixtures/entries';
import { type JourneyChanges, journey, journeyParts, SITE } from '@/test/lib/rules/journey';
import type { RuleCases } from '@/test/lib/rules/support';

/** When things happen in a journey without changes. */
const USUAL = journeyParts();

const PAGE = { documentId: 'doc-signup', documentUrl: `${SITE}/signup` };
const EMPTY = { customerCode: null, programId: '29', debugMode: false };
const DEBUG = { attributes: { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' } };

const field = (lead: JourneyChanges['lead'], dialect: 'v1' | 'v2' = 'v1') => journey({ lead: lead ?? {}, dialect });

/** A second lead of the same page after the journey's own. */
function again(payload: { [name: string]: Json }, gapMs = 1000): Entry[] {
  const { request } = journeyParts();
  const entries = journey();
  const at = request.at + gapMs;
  const call = aCall({ ...PAGE, at, args: [payload] });
  const sent = aLead(payload, { ...PAGE, at: at + 5, cause: call.id });
  call.effects = [sent.id];
  return [...entries, call, sent];
}

function answer(status: number, body: Json): JourneyChanges {
  return { request: { outcome: answered(USUAL.request.at, status, body) } };
}

/** Of two signups the first, by somebody whom nobody sent, went nowhere, and the second met a server at fault. */
function refusedAfterSilence(): Entry[] {
  const url = `${SITE}/`;
  const unknown = { state: { ...EMPTY, hasAffiliateAttribution: false } };
  const landing = { url, documentUrl: url };
  const silent = { landing, click: null, cookie: null, request: null, global: unknown, pageGlobal: unknown };
  const at = USUAL.request.at + 5000;
  const sent = aLead({}, { ...PAGE, at, outcome: answered(at, 500, { error: 'Internal error' }) });
  return [...journey(silent), sent];
}

function routed(status: number, body: Json): JourneyChanges {
  return { request: { ...answer(status, body).request, routed: true } };
}

/** The page is left as soon as the lead is on its way. */
function hurried(request: Partial<RequestEntry>): Entry[] {
  const sentAt = USUAL.request.at;
  return [...journey({ request }), aNavigation({ documentId: 'doc-welcome', url: `${SITE}/welcome`, at: sentAt + 50 })];
}

export const LEAD_FIELD_CASES: Record<string, RuleCases> = {
  'lead-user-id-missing': {
    valid: { 'an id': journey(), 'an id in v2': journey({ dialect: 'v2' }) },
    invalid: {
      'no id': { entries: field({ user_id: undefined }), at: ['/args/0/user_id'], fix: 'user_id: user.id' },
      'an empty id': { entries: field({ user_id: '' }), title: /`user_id` is missing/ },
      'null for an id': { entries: field({ user_id: null }) },
      'no key in v2, for which the tracker sends nothing': {
        entries: journey({ dialect: 'v2', lead: { customer_key: undefined }, request: null }),
        at: ['/args/0'],
        title: /customer_key/,
        fix: 'affitor.signup(user.id, user.email);',
        hides: ['lead-not-sent'],
      },
    },
  },
  'lead-user-id-not-string': {
    valid: { 'a string': journey() },
    invalid: {
      'a number': { entries: field({ user_id: 8142 }), title: /number/, fix: 'String(user.id)' },
      'an object': { entries: field({ user_id: { id: 1 } }), at: ['/args/0/user_id'] },
    },
  },
  'lead-user-id-placeholder': {
    valid: { 'a real id': journey(), 'an id that only looks simple': field({ user_id: 'user_124' }) },
    invalid: {
      'the documentation’s sample': { entries: field({ user_id: 'user_123' }), title: /user_123/ },
      'a template nobody filled in': { entries: field({ user_id: '{{user.id}}' }) },
      'the text of nothing': { entries: field({ user_id: 'undefined' }) },
      'the sample in v2': { entries: field({ customer_key: 'user_123' }, 'v2'), at: ['/args/0'] },
    },
  },
  'lead-user-id-is-email': {
    valid: { 'an id': journey() },
    invalid: { 'an address': { entries: field({ user_id: 'ada@example.org' }), at: ['/args/0/user_id'] } },
  },
  'lead-user-id-changed': {
    valid: {
      'one id': journey(),
      'two people on one browser': again({ user_id: 'u_9', email: 'bob@example.org' }),
    },
    invalid: {
      'two ids for one address': {
        entries: again({ user_id: 'u_9', email: 'ada@example.org' }),
        title: /from u_8142 to u_9/,
        at: ['/args/0/user_id', '/args/0/user_id'],
      },
    },
  },
  'lead-email-missing': {
    valid: { 'an address': journey() },
    invalid: {
      'no address in v1': { entries: field({ email: undefined }), at: ['/args/0/email'] },
      'no address in v2, where it is optional': {
        entries: field({ email: undefined }, 'v2'),
        severity: 'info',
        at: ['/args/1'],
      },
    },
  },
  'lead-email-invalid': {
    valid: { 'an address': journey(), 'an address with a plus': field({ email: 'ada+shop@mail.example.co.uk' }) },
    invalid: {
      'an address without a top-level domain': { entries: field({ email: 'ada@example' }), title: /top-level domain/ },
      'something else': { entries: field({ email: 'ada' }), at: ['/args/0/email'] },
    },
  },
  'lead-personal-data': {
    valid: { 'only what is kept': journey() },
    invalid: {
      'name and phone': {
        entries: field({ name: 'Ada', phone: '+44 1' }),
        severity: 'info',
        title: /`name` and `phone` are sent/,
        at: ['/args/0/name', '/args/0/phone'],
      },
    },
  },
  'lead-additional-data-invalid': {
    valid: { 'an object': field({ additional_data: { plan: 'pro' } }) },
    invalid: {
      'a text': { entries: field({ additional_data: 'plan=pro' }), title: /string/, at: ['/args/0/additional_data'] },
      'a list': { entries: field({ additional_data: ['pro'] }) },
    },
  },
};

export const LEAD_CASES: Record<string, RuleCases> = {
  'lead-duplicate': {
    valid: {
      'one signup': journey(),
      'a second try after a failure': [
        ...journey({ request: { outcome: failed(0, 'offline') } }),
        ...again({ user_id: 'u_8142', email: 'ada@example.org' }).slice(-2),
      ],
      'two people': again({ user_id: 'u_9', email: 'bob@example.org' }),
    },
    invalid: {
      'a double submit': { entries: again({ user_id: 'u_8142', email: 'ada@example.org' }, 80), title: /twice/ },
    },
  },
  'lead-before-click': {
    valid: { 'a signup after the click': journey() },
    invalid: {
      'a signup while the click was under way': {
        entries: early(),
        hides: ['cookie-missing-at-lead', 'lead-not-sent'],
      },
    },
  },
  'lead-cancelled-by-navigation': {
    valid: {
      'a lead that was answered': hurried({}),
      'a lead sent with keepalive': hurried({ outcome: { kind: 'pending' }, keepalive: true }),
    },
    invalid: {
      'a request that the browser cancelled': {
        entries: hurried({ outcome: failed(USUAL.request.at, 'navigation'), keepalive: false }),
        title: /^Leaving the page cancelled/,
      },
      'a request aborted as the page went': {
        entries: hurried({ outcome: failed(USUAL.request.at, 'aborted'), keepalive: false }),
      },
      'a request of which Firefox says that the network failed': {
        entries: hurried({ outcome: failed(USUAL.request.at, 'network'), keepalive: false }),
      },
      'a request whose end nobody saw': {
        entries: hurried({ outcome: { kind: 'pending' }, keepalive: false }),
        title: /may have/,
      },
      'a request whose end and whose keepalive nobody saw': {
        entries: hurried({ outcome: { kind: 'pending' }, keepalive: false, witnesses: ['network'], pageOnly: false }),
        title: /may have/,
        severity: 'warning',
      },
      'an XMLHttpRequest, which no witness needs to know more of': {
        entries: hurried({ outcome: { kind: 'pending' }, keepalive: false, witnesses: ['network'], carrier: 'xhr' }),
        title: /may have/,
      },
    },
  },
  'lead-not-sent': {
    valid: {
      'a lead that was sent': journey(),
      'a call made just now': {
        entries: journey({ request: null }),
        options: { now: USUAL.call.at + 500 },
      },
      'a lead that debug kept as a test': journey({
        script: DEBUG,
        pageScript: DEBUG,
        request: { endpoint: { name: 'test', dialect: 'v1', assumed: false } },
      }),
    },
    invalid: {
      'a call that nothing followed': { entries: journey({ request: null }), title: /`trackLead` was called/ },
      'a call that threw': {
        entries: journey({
          request: null,
          call: { outcome: { kind: 'threw', value: { $type: 'error', text: 'Error: boom' }, endedAt: 0 } },
        }),
        title: /threw/,
      },
    },
  },
  'lead-request-failed': {
    valid: {
      'a lead that was taken': journey(),
      'a lead on its way': journey({ request: { outcome: { kind: 'pending' } } }),
    },
    invalid: {
      'a server at fault': { entries: journey(answer(500, { error: 'Internal error' })), title: /answered 500/ },
      'a server at fault, which a visit without a click does not explain': {
        entries: refusedAfterSilence(),
        with: ['landing-param-missing'],
      },
      CORS: { entries: journey({ request: { outcome: failed(0, 'cors') } }), title: /CORS/ },
      'a status that cannot become a lead': {
        entries: journey({
          dialect: 'v2',
          ...answer(400, { error: 'Customer status cannot be updated to lead. Current status: paid' }),
        }),
      },
    },
  },
  'lead-customer-not-found': {
    valid: { 'a known customer': journey() },
    invalid: {
      'a customer of nobody': {
        entries: journey(answer(404, { error: 'Customer not found' })),
        title: /^Affitor does not know the customer cust_29_/,
      },
      'a customer of the real API, while the page is routed to the mock': {
        entries: journey(routed(404, { error: 'Customer not found' })),
        title: /^The mock does not know the customer cust_29_/,
      },
      'a customer of another program, in v2': {
        entries: journey({ dialect: 'v2', ...answer(400, { error: 'Customer does not belong to this program' }) }),
      },
    },
  },
  'lead-provisional': {
    valid: { 'a full lead': journey() },
    invalid: {
      'a program that wants leads from a server': {
        entries: journey({
          dialect: 'v2',
          ...answer(200, { success: true, provisional: true, message: 'Lead recorded' }),
        }),
        at: ['/provisional'],
      },
    },
  },
};

function early(): Entry[] {
  const parts = journeyParts({ pageGlobal: { state: EMPTY }, global: { state: EMPTY }, request: null });
  const { landing, script, global, click, cookie, call } = parts;
  const eager = { ...call, documentId: landing.documentId, documentUrl: landing.documentUrl, at: click.at + 20 };
  return [landing, script, global, click, eager, cookie];
}
