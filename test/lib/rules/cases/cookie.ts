import type { CookieEntry, Entry, RequestEntry } from '@/lib/model/entry';
import { DAY_MS } from '@/lib/rules/identity';
import { aConsoleLine, aCookie, answered, aRequest, CLICK_ID, jsonBody } from '@/test/fixtures/entries';
import { journey, journeyParts, landed, SITE } from '@/test/lib/rules/journey';
import type { RuleCases } from '@/test/lib/rules/support';

/** When things happen in a journey without changes. */
const USUAL = journeyParts();

const EMPTY = { customerCode: null, programId: '29', debugMode: false };
const LANDING = { documentId: 'doc-landing', documentUrl: `${SITE}/?ref=maya-reviews` };
const OTHER_ID = 'cust_29_1760000055555';
const NO_LEAD = { call: null, request: null };

/** The cookie of a journey with other attributes. */
function attributes(changes: Partial<CookieEntry['attributes']>): Partial<CookieEntry> {
  const { cookie } = journeyParts();
  return { attributes: { ...cookie.attributes, ...changes } };
}

function livingFor(ms: number): Partial<CookieEntry> {
  return attributes({ expiresAt: USUAL.cookie.at + ms });
}

/** As a test of the site does before it opens the landing page. */
function setAside(): Entry[] {
  const earlier = { documentId: 'doc-earlier', documentUrl: `${SITE}/` };
  return [
    aCookie({ ...earlier, at: USUAL.landing.at - 900 }),
    aCookie({ ...earlier, at: USUAL.landing.at - 500, action: 'removed', ours: true }),
  ];
}

/** A signup that the tracker took without a customer, after what became of the cookie. */
function lostSignup(cookie: Partial<CookieEntry> | null, between: Partial<CookieEntry>[] = []): Entry[] {
  const parts = journeyParts({ cookie: cookie ?? {}, pageGlobal: { state: EMPTY } });
  const { landing, script, global, click, page, pageScript, pageGlobal, call } = parts;
  call.effects = [];
  const later = between.map((change) => aCookie({ ...LANDING, at: parts.cookie.at + 500, ...change }));
  return [
    landing,
    script,
    global,
    click,
    ...(cookie ? [parts.cookie] : []),
    ...later,
    page,
    pageScript,
    pageGlobal,
    call,
  ];
}

/** The site's own signup request, with what the browser sent along. */
function serverSignup(cookie: string | null, changes: Partial<RequestEntry> = {}): Entry[] {
  const headers: RequestEntry['headers'] = [['content-type', 'application/json']];
  if (cookie !== null) headers.push(['cookie', cookie]);
  const at = { documentId: 'doc-signup', documentUrl: `${SITE}/signup` };
  return [
    ...journey(NO_LEAD),
    aRequest({ ...at, url: `${SITE}/api/signup`, headers, body: jsonBody({ email: 'ada@example.org' }), ...changes }),
  ];
}

/** A test click of the newer tracker's debug mode, which gets no customer. */
function testClick(): Entry[] {
  const body = jsonBody({ additional_data: { test_mode: true } });
  const reply = jsonBody({ success: true, data: { eventId: 1, test_mode: true } });
  return landed({
    dialect: 'v2',
    click: { body, outcome: { ...answered(USUAL.click.at, 200), body: reply } },
    cookie: null,
  });
}

export const COOKIE_CASES: Record<string, RuleCases> = {
  'cookie-not-written': {
    valid: {
      'a click that left its cookie': journey(),
      'a click answered just now': {
        entries: landed({ cookie: null }),
        options: { now: USUAL.click.at + 500 },
      },
      'a click that was a test': testClick(),
      'a cookie that was there before': [aCookie(LANDING), ...landed({ cookie: { action: 'unchanged' } })],
    },
    invalid: {
      'a click that left none': { entries: landed({ cookie: null }), title: /no customer cookie/ },
      'a signup that is lost by it': {
        entries: lostSignup(null),
        hides: ['cookie-missing-at-lead', 'lead-not-sent'],
      },
    },
  },
  'cookie-blocked': {
    valid: {
      'a cookie that was written': journey(),
      'a refused one, after which another was taken': [aCookie({ ...LANDING, action: 'refused' }), ...landed()],
    },
    invalid: {
      'a Secure cookie on plain http': {
        entries: landed({
          landing: { url: 'http://shop.example.com/?ref=maya-reviews' },
          cookie: { action: 'refused', documentUrl: 'http://shop.example.com/?ref=maya-reviews' },
        }),
        hides: ['cookie-not-written'],
      },
      'a domain that the page does not belong to': {
        entries: landed({ cookie: { ...attributes({ domain: 'other.com' }), action: 'refused' } }),
        fix: 'data-affitor-cookie-domain="example.com"',
        hides: ['cookie-not-written'],
      },
      'the tracker’s own check, which failed': {
        entries: [
          ...landed({ cookie: null }),
          aConsoleLine({ ...LANDING, text: '[Affitor] Cookie verification FAILED - cookies may be blocked' }),
        ],
        hides: ['cookie-not-written'],
      },
    },
  },
  'cookie-missing-at-lead': {
    valid: {
      'a signup with the cookie in place': journey(),
      'a lead that carries the customer itself, though no cookie was seen': journey({ cookie: null, click: null }),
      'a lead that Affitor took': journey({ cookie: null, pageGlobal: { state: EMPTY } }),
    },
    invalid: {
      'a signup on a page that cannot read the cookie, for no reason we saw': {
        entries: lostSignup(attributes({ domain: '.elsewhere.example' })),
        fix: '?ref=',
        hides: ['lead-not-sent'],
      },
    },
  },
  'cookie-expired': {
    valid: {
      'a cookie that lives': journey(),
      'one that was deleted before the landing, which made none anew': [...setAside(), ...lostSignup(null)],
    },
    invalid: {
      'a cookie that ended before the signup': {
        entries: lostSignup(attributes({ expiresAt: USUAL.cookie.at + 600 })),
        with: ['cookie-expires-early'],
        hides: ['cookie-missing-at-lead', 'lead-not-sent'],
      },
      'a cookie that a logout deleted': {
        entries: lostSignup({}, [{ action: 'removed' }]),
        title: /deleted/,
        hides: ['cookie-missing-at-lead', 'lead-not-sent'],
      },
    },
  },
  'cookie-expires-early': {
    valid: {
      'a cookie that a server set for 60 days': journey({
        cookie: { author: { kind: 'response', url: `${SITE}/` } },
      }),
      'a v1 cookie of 60 days where the program says 90': landed({
        cookie: { author: { kind: 'response', url: `${SITE}/` } },
        click: {
          outcome: answered(USUAL.click.at, 200, { success: true, customer_code: CLICK_ID, cookie_window_days: 90 }),
        },
      }),
      'a cookie that the user shortened in the panel': landed({ cookie: { ...livingFor(DAY_MS), ours: true } }),
    },
    invalid: {
      'a cookie by script, which Safari shortens': { entries: journey(), severity: 'info', title: /Safari/ },
      'a cookie of 7 days, as some browsers cap it': {
        entries: landed({ cookie: livingFor(7 * DAY_MS) }),
        severity: 'info',
        title: /shortened/,
      },
      'a cookie of an old install': { entries: landed({ cookie: livingFor(30 * DAY_MS) }), severity: 'info' },
      'a cookie of one day': {
        entries: landed({ cookie: livingFor(DAY_MS) }),
        title: /1 days?/,
        at: ['/attributes/expiresAt'],
      },
      'a cookie of the session': {
        entries: landed({ cookie: { attributes: { domain: '.example.com', path: '/', secure: true } } }),
        title: /session/,
      },
      'a cookie of 60 days where the click says 90': {
        entries: landed({
          dialect: 'v2',
          click: {
            outcome: {
              kind: 'answered',
              status: 200,
              statusText: '',
              headers: [],
              body: jsonBody({ success: true, click_id: CLICK_ID, cookie_window_days: 90 }),
              endedAt: USUAL.click.at + 100,
              durationMs: 100,
            },
          },
        }),
        title: /90 days/,
      },
    },
  },
  'cookie-host-only': {
    valid: {
      'a cookie for the whole site': journey(),
      'a host-only cookie on a site of one host': journey({
        cookie: attributes({ hostOnly: true, domain: 'shop.example.com' }),
      }),
      'a host-only cookie on localhost': landed({
        landing: { url: 'http://localhost:3000/?ref=maya-reviews' },
        cookie: { attributes: { hostOnly: true, expiresAt: 1_765_200_000_000 }, documentUrl: 'http://localhost:3000/' },
      }),
    },
    invalid: {
      'a signup on another subdomain whose address was told late': {
        entries: lostOnUnnamedPage(),
        hides: ['cookie-missing-at-lead', 'lead-not-sent'],
      },
      'a signup on another subdomain': {
        entries: lostOnSubdomain(),
        fix: 'data-affitor-cookie-domain="example.com"',
        hides: ['cookie-missing-at-lead', 'lead-not-sent'],
      },
    },
  },
  'cookie-not-secure': {
    valid: {
      'a Secure cookie': journey({ dialect: 'v2' }),
      'a cookie on plain http': landed({
        landing: { url: 'http://shop.example.com/?ref=maya-reviews' },
        cookie: { ...attributes({ secure: false }), documentUrl: 'http://shop.example.com/' },
      }),
    },
    invalid: {
      'a v2 cookie without Secure': {
        entries: landed({ dialect: 'v2', cookie: attributes({ secure: false }) }),
        at: ['/attributes/secure'],
      },
      'a v1 cookie without Secure, which is the vendor’s doing': {
        entries: landed({ cookie: attributes({ secure: false }) }),
        severity: 'info',
      },
    },
  },
  'cookie-overwritten': {
    valid: {
      'a first click': journey(),
      'the same partner again': [
        ...landed(),
        aCookie({
          ...LANDING,
          name: 'affiliate_url',
          value: `${SITE}/?ref=maya-reviews`,
          previous: `${SITE}/?ref=maya-reviews`,
        }),
      ],
      'an edit of the user’s in the panel': [
        ...landed(),
        aCookie({ ...LANDING, action: 'changed', value: OTHER_ID, previous: CLICK_ID, ours: true }),
      ],
    },
    invalid: {
      'another partner’s link': {
        entries: [
          ...landed(),
          aCookie({
            ...LANDING,
            name: 'affiliate_url',
            action: 'changed',
            value: encodeURIComponent(`${SITE}/?ref=maya-reviews`),
            previous: `${SITE}/?ref=devtools-weekly`,
          }),
        ],
        title: /maya-reviews took over this visitor from devtools-weekly/,
        at: ['/value'],
      },
      'code of the site that writes another customer': {
        entries: [...landed(), aCookie({ ...LANDING, action: 'changed', value: OTHER_ID, previous: CLICK_ID })],
        title: /other than a click/,
      },
    },
  },
  'cookie-mirror-mismatch': {
    valid: {
      'two cookies alike': [...landed({ dialect: 'v2' }), aCookie({ ...LANDING, name: 'customer_code' })],
      'two cookies written one after the other': {
        entries: [...landed({ dialect: 'v2' }), aCookie({ ...LANDING, at: USUAL.cookie.at + 1, value: OTHER_ID })],
        options: { now: USUAL.cookie.at + 2 },
      },
    },
    invalid: {
      'a v2 cookie and a mirror of another customer': {
        entries: [...landed({ dialect: 'v2' }), aCookie({ ...LANDING, name: 'customer_code', value: OTHER_ID })],
        at: ['/value', '/value'],
      },
      'the two names of v1': {
        entries: [...landed(), aCookie({ ...LANDING, name: 'affitor_customer', value: OTHER_ID })],
      },
    },
  },
  'server-cookie-missing': {
    valid: {
      'a signup request with the cookie': serverSignup(`theme=dark; customer_code=${CLICK_ID}`),
      'a signup request with the code in its body': serverSignup('theme=dark', {
        body: jsonBody({ customer: CLICK_ID }),
      }),
      'a request whose headers nobody saw': serverSignup(null, { witnesses: ['page'] }),
      'a page that sends the lead itself': [...journey(), ...serverSignup('theme=dark').slice(-1)],
      'a request that is no signup': serverSignup('theme=dark', { url: `${SITE}/api/cart` }),
    },
    invalid: {
      'a signup request without it': { entries: serverSignup('theme=dark'), fix: "credentials: 'include'" },
    },
  },
};

/** The browser told of the second page's script before anybody told the page's address. */
function lostOnUnnamedPage(): Entry[] {
  const entries = lostOnSubdomain();
  const page = entries.find((entry) => entry.documentId === 'doc-signup');
  return [
    ...entries,
    aRequest({ documentId: 'doc-signup', documentUrl: '', frameId: 170, at: (page?.at ?? 0) - 5, carrier: 'script' }),
  ];
}

function lostOnSubdomain(): Entry[] {
  const cookie = attributes({ hostOnly: true, domain: 'shop.example.com' });
  const parts = journeyParts({ cookie, page: { url: 'https://app.example.com/signup' }, pageGlobal: { state: EMPTY } });
  const { landing, script, global, click, page, pageScript, pageGlobal, call } = parts;
  return [landing, script, global, click, parts.cookie, page, pageScript, pageGlobal, { ...call, effects: [] }];
}
