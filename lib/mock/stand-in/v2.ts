import { V2 } from '@/lib/tracker/dialects';
import { parseProgramId } from './setup';
import { asFields, landingCode, post, type Tracker, visitFields } from './tracker';

/** The second generation: `?aff=`, `signup(customerKey, email)`, promises, and a cookie that moves in from v1. */
export type V2Tracker = {
  load(): void;
  /** Takes over on a page where the first generation was chosen at load. */
  adopt(): void;
  init(options?: unknown): void;
  signup(customerKey?: unknown, email?: unknown): Promise<void>;
  trackLead(data?: unknown): Promise<void>;
  trackClick(url?: unknown, existingClickId?: unknown): Promise<void>;
  trackTest(data?: unknown): Promise<void>;
  getClickId(): string | null;
  getData(): {
    clickId: string | null;
    programId: number | string | null;
    hasAttribution: boolean;
    affiliateUrl: string | null;
  };
};

const PATHS = { click: '/api/v1/track/click', lead: '/api/v1/track/lead' } as const;
const CLICK_COOKIE = 'affitor_click_id';
const OLD_COOKIE = 'customer_code';
const PROBE_COOKIE = 'affitor_test_cookie';
const DEFAULT_COOKIE_DAYS = 60;

export function createV2(tracker: Tracker): V2Tracker {
  const { page, setup, cookies, state } = tracker;
  let cookieDays = DEFAULT_COOKIE_DAYS;

  const log = (...args: unknown[]) => {
    if (state.debugMode) page.console.log(V2.consolePrefix, ...args);
  };
  const complain = (...args: unknown[]) => page.console.error(V2.consolePrefix, ...args);

  function setCookie(name: string, value: string): void {
    const expires = cookies.write(name, value, cookieDays);
    log('Cookie set:', { name, value, expires: expires.toUTCString() });
  }

  function verifyCookies(): void {
    log('Verifying cookie functionality...');
    setCookie(PROBE_COOKIE, 'test');
    const holds = cookies.read(PROBE_COOKIE) === 'test';
    cookies.remove(PROBE_COOKIE);
    if (holds) log('Cookie verification PASSED');
    else complain('Cookie verification FAILED - cookies may be blocked');
  }

  /** The click's id from its cookie; one that only the first generation wrote is moved over. */
  function readClickId(): string | null {
    const clickId = cookies.read(CLICK_COOKIE);
    if (clickId !== null) return clickId;
    const old = cookies.read(OLD_COOKIE);
    if (old !== null) setCookie(CLICK_COOKIE, old);
    return old;
  }

  function readAttribution(): void {
    const clickId = readClickId();
    tracker.update({
      clickId,
      customerCode: clickId,
      affiliateUrl: cookies.read(V2.urlCookie) ?? state.affiliateUrl,
      hasAffiliateAttribution: clickId !== null,
    });
  }

  function trackLanding(): void {
    const url = page.location.href;
    const code = landingCode(url, V2.landingParameter);
    if (code === null) return;
    const sameAsBefore = landingCode(state.affiliateUrl, V2.landingParameter) === code;
    if (state.clickId !== null && sameAsBefore) return;
    void trackClick(url, state.clickId);
  }

  async function trackClick(url?: unknown, existingClickId?: unknown): Promise<void> {
    const affiliateUrl = typeof url === 'string' ? url : page.location.href;
    const reply = await post(tracker, PATHS.click, {
      affiliate_url: affiliateUrl,
      ...visitFields(tracker),
      ...(typeof existingClickId === 'string' && { existing_click_id: existingClickId }),
    });
    const clickId = reply?.body.click_id;
    if (typeof clickId !== 'string') {
      log('Failed to track click:', reply?.status ?? 'no answer', reply?.body.error ?? reply?.body.message ?? '');
      return;
    }
    const days = reply?.body.cookie_window_days;
    if (typeof days === 'number' && days > 0) cookieDays = days;
    setCookie(CLICK_COOKIE, clickId);
    setCookie(OLD_COOKIE, clickId);
    setCookie(V2.urlCookie, affiliateUrl);
    readAttribution();
    log('Click tracked, click_id saved:', clickId);
  }

  async function signup(customerKey?: unknown, email?: unknown): Promise<void> {
    if (customerKey === undefined || customerKey === null || customerKey === '') {
      complain('signup() requires customerKey as first argument');
    }
    readAttribution();
    await sendLead({ customer_key: customerKey ?? null, email: email ?? null });
  }

  async function sendLead(fields: Record<string, unknown>): Promise<void> {
    const body = {
      click_id: state.clickId,
      ...fields,
      page_url: page.location.href,
      session_id: tracker.sessionId,
      program_id: state.programId,
      has_attribution: state.hasAffiliateAttribution,
      debug_mode: state.debugMode,
    };
    const reply = await post(tracker, PATHS.lead, body, true);
    if (reply?.status === 200) log('Signup tracked successfully');
    else complain('Failed to track signup:', reply?.body.error ?? reply?.status ?? 'no answer');
  }

  async function trackTest(data?: unknown): Promise<void> {
    log('trackTest() called', state.debugMode);
    const { step_id: stepId = 'pageview', message, customer_key: customerKey } = asFields(data);
    const additional = {
      test_mode: true,
      program_id: state.programId,
      step_id: stepId,
      ...(message !== undefined && { message }),
    };
    if (stepId === 'referrals' || customerKey !== undefined) {
      const lead = { click_id: state.clickId, customer_key: customerKey ?? null, page_url: page.location.href };
      log('Sending test lead event:', lead);
      const reply = await post(tracker, PATHS.lead, { ...lead, additional_data: additional }, true);
      if (reply?.status === 200) log('Test lead event sent successfully', reply.body);
      else complain('Test lead event failed:', reply?.body.error ?? reply?.status ?? 'no answer');
      return;
    }
    const click = { affiliate_url: page.location.href, page_url: page.location.href, existing_click_id: state.clickId };
    log('Sending test click event:', click);
    await post(tracker, PATHS.click, { ...click, additional_data: additional });
  }

  function begin(): void {
    log('Using program ID:', state.programId);
    if (state.programId === null) complain('Program ID not found. Set data-affitor-program-id on the script tag.');
    if (state.debugMode) verifyCookies();
    readAttribution();
    trackLanding();
    tracker.update({ loaded: true });
    if (state.debugMode) void trackTest();
  }

  return {
    load() {
      log('Affitor tracker v2 initialized:', { programId: state.programId, debug: state.debugMode });
      begin();
    },
    adopt: readAttribution,
    init(options) {
      const { programId, debug, cookieDomain, apiBase } = asFields(options);
      if (programId !== undefined) tracker.update({ programId: parseProgramId(String(programId)) });
      if (debug !== undefined) tracker.update({ debugMode: debug === true });
      if (typeof cookieDomain === 'string') setup.cookieDomain = cookieDomain;
      if (typeof apiBase === 'string') setup.apiBase = apiBase.replace(/\/+$/, '');
      log('Affitor SDK initialized:', { programId: state.programId, debug: state.debugMode });
      begin();
    },
    signup,
    async trackLead(data) {
      const { customer_key: customerKey, user_id: userId, email, additional_data: additional } = asFields(data);
      readAttribution();
      await sendLead({
        customer_key: customerKey ?? userId ?? null,
        email: email ?? null,
        ...(additional !== undefined && { additional_data: additional }),
      });
    },
    trackClick,
    trackTest,
    getClickId: () => state.clickId ?? readClickId(),
    getData: () => ({
      clickId: state.clickId ?? readClickId(),
      programId: state.programId,
      hasAttribution: state.hasAffiliateAttribution,
      affiliateUrl: state.affiliateUrl,
    }),
  };
}
