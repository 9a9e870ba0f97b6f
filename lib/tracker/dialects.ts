import type { Dialect, EndpointName } from '@/lib/model/entry';
import type { LinkParameter } from '@/lib/model/site-test';

/**
 * The two generations of the Affitor tracker as data. Facts come from the vendor's documentation
 * (https://docs.affitor.com) and the npm package `@affitor/tracker`; what neither says is marked assumed.
 */

export type EndpointFact = {
  name: EndpointName;
  method: 'GET' | 'POST';
  /** Pathname, or its beginning when it ends in `/`. */
  path: string;
  dialect: Dialect;
  assumed?: boolean;
};

export type DialectFact = {
  name: Dialect;
  landingParameter: LinkParameter;
  /** Cookies that hold the customer identifier, the one written first. */
  customerCookies: string[];
  /** Every cookie the dialect reads or writes. */
  cookies: string[];
  urlCookie: string;
  probeCookies: string[];
  consolePrefix: string;
  leadMethods: string[];
  methods: string[];
};

export const V1: DialectFact = {
  name: 'v1',
  landingParameter: 'ref',
  customerCookies: ['customer_code', 'affitor_customer'],
  cookies: ['customer_code', 'affitor_customer', 'affiliate_url', 'partner_code'],
  urlCookie: 'affiliate_url',
  probeCookies: [],
  consolePrefix: '[Affitor Tracker]',
  leadMethods: ['trackLead'],
  methods: ['trackLead', 'trackTest', 'redirectToCheckout'],
};

export const V2: DialectFact = {
  name: 'v2',
  landingParameter: 'aff',
  customerCookies: ['affitor_click_id', 'customer_code'],
  cookies: ['affitor_click_id', 'affitor_aff_url', 'customer_code'],
  urlCookie: 'affitor_aff_url',
  probeCookies: ['affitor_test_cookie'],
  consolePrefix: '[Affitor]',
  leadMethods: ['signup', 'trackLead'],
  methods: ['signup', 'trackLead', 'trackTest', 'trackClick', 'init', 'getClickId', 'getData'],
};

export const DIALECTS: Record<Dialect, DialectFact> = { v1: V1, v2: V2 };

export const ALL_DIALECTS = /* @__PURE__ */ Object.values(DIALECTS);

/**
 * The vendor documents only the prefix of v1's browser requests; the click and lead paths below it are our
 * assumption, and every place that shows them says so.
 */
export const ASSUMED_V1_PATHS = { click: '/api/tracking/click', lead: '/api/tracking/lead' } as const;

export const ENDPOINTS: EndpointFact[] = [
  { name: 'click', method: 'POST', path: ASSUMED_V1_PATHS.click, dialect: 'v1', assumed: true },
  { name: 'lead', method: 'POST', path: ASSUMED_V1_PATHS.lead, dialect: 'v1', assumed: true },
  { name: 'test', method: 'POST', path: '/api/tracking/test', dialect: 'v1' },
  { name: 'check-test-events', method: 'POST', path: '/api/tracking/check-test-events', dialect: 'v1' },
  { name: 'events', method: 'GET', path: '/api/tracking/events/', dialect: 'v1' },
  { name: 'click', method: 'POST', path: '/api/v1/track/click', dialect: 'v2' },
  { name: 'lead', method: 'POST', path: '/api/v1/track/lead', dialect: 'v2' },
  { name: 'sale', method: 'POST', path: '/api/v1/track/sale', dialect: 'v2' },
  { name: 'refund', method: 'POST', path: '/api/v1/track/refund', dialect: 'v2' },
  { name: 'test-event', method: 'POST', path: '/api/v1/cli/test-event', dialect: 'v2' },
  { name: 'readiness', method: 'GET', path: '/api/v1/programs/me/readiness', dialect: 'v2' },
];

export type Environment = 'production' | 'uat' | 'local';

/** Origins that serve the script and the API, by environment, as the SDK names them. */
export const ENVIRONMENTS: Record<Environment, { origin: string; script: string }> = {
  production: { origin: 'https://api.affitor.com', script: '/js/affitor-tracker.js' },
  uat: { origin: 'https://uat-affitor-cms.vanilla-ott.com', script: '/js/affitor-tracker-uat.js' },
  local: { origin: 'http://localhost:1337', script: '/js/affitor-tracker-local.js' },
};

/** Hosts (with port where not the default) that are always the tracker's. */
export const TRACKER_HOSTS = ['api.affitor.com', 'uat-affitor-cms.vanilla-ott.com', 'localhost:1337', '127.0.0.1:1337'];

/** Any script file of this name is taken for the tracker, wherever it is hosted. */
export const SCRIPT_NAME = /\/affitor-tracker(?:-[a-z0-9]+)*(?:\.min)?\.js(?:$|[?#])/;

export const SCRIPT_ATTRIBUTES = {
  programId: 'data-affitor-program-id',
  debug: 'data-affitor-debug',
  cookieDomain: 'data-affitor-cookie-domain',
  apiBase: 'data-affitor-api-base',
} as const;

export const GLOBAL_NAME = 'affitor';
export const QUEUE_NAME = 'affitorQueue';
export const PROGRAM_ID_GLOBAL = 'AFFITOR_PROGRAM_ID';

const inAnyDialect = (names: (fact: DialectFact) => string[]): string[] => [...new Set(ALL_DIALECTS.flatMap(names))];

// Marked, so that what is put into pages carries only those of them that it reads.

/** Every cookie name of any dialect. */
export const TRACKER_COOKIES = /* @__PURE__ */ inAnyDialect(({ cookies, probeCookies }) => [
  ...cookies,
  ...probeCookies,
]);

/** Those of them that hold the customer identifier. */
export const CUSTOMER_COOKIES = /* @__PURE__ */ inAnyDialect(({ customerCookies }) => customerCookies);

/** Every method name of any dialect. */
export const TRACKER_METHODS = /* @__PURE__ */ inAnyDialect(({ methods }) => methods);

/** Those of them that make a lead. */
export const LEAD_METHODS = /* @__PURE__ */ inAnyDialect(({ leadMethods }) => leadMethods);

/** Vendor pages that findings link to. */
const DOCS = 'https://docs.affitor.com';
export const DOCS_PAGES = {
  clickTracking: `${DOCS}/brand/tracking/click-tracking/`,
  leadTracking: `${DOCS}/brand/tracking/lead-tracking-signup/`,
  payments: `${DOCS}/brand/tracking/payment-tracking-stripe/`,
  testing: `${DOCS}/brand/tracking/testing-integration/`,
  errors: `${DOCS}/api-reference/errors/`,
  trackClick: `${DOCS}/api-reference/track-click/`,
  trackLead: `${DOCS}/api-reference/track-lead/`,
  trackSale: `${DOCS}/api-reference/track-sale/`,
  attribution: `${DOCS}/attribution/`,
} as const;
