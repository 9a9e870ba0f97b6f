import type { Dialect } from '@/lib/model/entry';
import { GLOBAL_NAME, V1, V2 } from '@/lib/tracker/dialects';
import { type CookieJar, createCookieJar } from './cookies';
import { drainQueue } from './queue';
import { type PageWindow, readSetup } from './setup';
import { landingCode, type State, type Tracker } from './tracker';
import { createV1 } from './v1';
import { createV2 } from './v2';

/**
 * The stand-in for the vendor's tracker: sets `window.affitor`, records a landing, drains the queue. With a fixed
 * dialect it shows that one's methods and state; else it offers both and settles by what it meets.
 */
/** `dialect` fixes it where neither file name nor attribute of the tag can say so. */
export function installStandIn(page: PageWindow, dialect?: Dialect): void {
  const read = readSetup(page);
  const setup = dialect ? { ...read, dialect } : read;
  const cookies = createCookieJar(page, setup.cookieDomain);
  const state: State = {
    customerCode: null,
    clickId: null,
    affiliateUrl: null,
    hasAffiliateAttribution: false,
    debugMode: setup.debug,
    programId: setup.programId,
    loaded: false,
  };
  const hidden = HIDDEN[setup.dialect ?? 'both'];
  // Plain data properties, as the vendor's object has them: inspectors read those without running page code.
  const shown: Record<string, unknown> = {};
  const update = (change: Partial<State>) => {
    Object.assign(state, change);
    for (const [name, value] of Object.entries(change)) if (!hidden.includes(name)) shown[name] = value;
  };
  const tracker: Tracker = { page, setup, cookies, state, update, sessionId: newSessionId() };
  const v1 = createV1(tracker);
  const v2 = createV2(tracker);
  let settled: Dialect = setup.dialect ?? metDialect(page, cookies);
  const settleOnV2 = () => {
    if (settled === 'v2') return;
    settled = 'v2';
    v2.adopt();
  };

  const methods = {
    trackLead: (data?: unknown) => (settled === 'v1' ? v1.trackLead(data) : v2.trackLead(data)),
    trackTest: (data?: unknown) => (settled === 'v1' ? v1.trackTest(data) : v2.trackTest(data)),
    redirectToCheckout: v1.redirectToCheckout,
    init(options?: unknown) {
      settleOnV2();
      v2.init(options);
    },
    signup(customerKey?: unknown, email?: unknown) {
      settleOnV2();
      return v2.signup(customerKey, email);
    },
    trackClick: v2.trackClick,
    getClickId: v2.getClickId,
    getData: v2.getData,
  };
  for (const [name, method] of Object.entries(methods)) if (!hidden.includes(name)) shown[name] = method;
  update(state);
  const complain = (...args: unknown[]) => {
    page.console.error((settled === 'v1' ? V1 : V2).consolePrefix, ...args);
  };
  if (!Reflect.set(page, GLOBAL_NAME, shown)) complain('window.affitor could not be set');
  if (settled === 'v1') v1.load();
  else v2.load();
  update({ loaded: true });

  drainQueue(
    page,
    (name, args) => {
      // Through the public object, so that a page (or an inspector) that wrapped a method sees queued calls too.
      const method = Object.hasOwn(methods, name) ? shown[name] : undefined;
      if (typeof method === 'function') Reflect.apply(method, shown, args);
      else complain('Unknown method in queue:', name);
    },
    complain,
    setup.liveQueue,
  );
}

/** What the other dialect has. */
const HIDDEN: Record<Dialect | 'both', string[]> = {
  v1: ['clickId', 'loaded', 'init', 'signup', 'trackClick', 'getClickId', 'getData'],
  v2: ['customerCode', 'redirectToCheckout'],
  both: [],
};

/** v2 at its landing parameter or its cookie, else v1 until a first `signup`. */
function metDialect(page: PageWindow, cookies: CookieJar): Dialect {
  const landed = landingCode(page.location.href, V2.landingParameter) !== null;
  return landed || cookies.read('affitor_click_id') !== null ? 'v2' : 'v1';
}

function newSessionId(): string {
  return `sess_${Math.random().toString(36).slice(2, 11)}_${Date.now()}`;
}
