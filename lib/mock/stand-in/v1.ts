import { ASSUMED_V1_PATHS, V1 } from '@/lib/tracker/dialects';
import { asFields, type Fields, landingCode, post, type Tracker, visitFields } from './tracker';

/** The first generation: `?ref=`, `trackLead`, talkative in debug, silent without the customer cookie. */
export type V1Tracker = {
  load(): void;
  trackLead(data?: unknown): Promise<void>;
  trackTest(data?: unknown): Promise<void>;
  redirectToCheckout(params?: unknown): void;
};

const COOKIE_DAYS = 60;
const PROBE_COOKIE = 'affitor_test_cookie';
const [CUSTOMER_COOKIE = 'customer_code', OTHER_CUSTOMER_COOKIE = 'affitor_customer'] = V1.customerCookies;

export function createV1(tracker: Tracker): V1Tracker {
  const { page, setup, cookies, state } = tracker;

  const log = (...args: unknown[]) => {
    if (state.debugMode) page.console.log(V1.consolePrefix, ...args);
  };
  const complain = (...args: unknown[]) => page.console.error(V1.consolePrefix, ...args);

  function setCookie(name: string, value: string): void {
    const expires = cookies.write(name, value, COOKIE_DAYS);
    log('Cookie set:', { name, value, expires: expires.toUTCString() });
  }

  function verifyCookies(): void {
    log('🔍 Verifying cookie functionality...');
    const value = `test_${Date.now()}`;
    log('📝 Writing test cookies:', { [PROBE_COOKIE]: value });
    setCookie(PROBE_COOKIE, value);
    const found = cookies.read(PROBE_COOKIE);
    log('📖 Reading test cookies back:', { [PROBE_COOKIE]: found });
    cookies.remove(PROBE_COOKIE);
    if (found === value) {
      log('✅ Cookie verification PASSED - All cookies working correctly!');
      return;
    }
    complain('❌ Cookie verification FAILED - Cookies may be blocked or not working properly!');
    complain(`   Expected ${PROBE_COOKIE}: ${value}`);
    complain(`   Got ${PROBE_COOKIE}: ${found}`);
    complain('   Possible causes:');
    complain('   - Cookies are blocked by browser settings');
    complain('   - Privacy tools or extensions are blocking cookies');
    complain('   - The page is not served over HTTPS');
  }

  function readAttribution(): void {
    const customerCode = cookies.read(CUSTOMER_COOKIE) ?? cookies.read(OTHER_CUSTOMER_COOKIE);
    tracker.update({
      customerCode,
      affiliateUrl: cookies.read(V1.urlCookie),
      hasAffiliateAttribution: customerCode !== null,
    });
  }

  async function trackLanding(): Promise<void> {
    const url = page.location.href;
    const code = landingCode(url, V1.landingParameter);
    if (code === null) return;
    const sameAsBefore = landingCode(state.affiliateUrl, V1.landingParameter) === code;
    if (state.customerCode !== null && sameAsBefore) return;
    const reply = await post(tracker, ASSUMED_V1_PATHS.click, {
      affiliate_url: url,
      ...visitFields(tracker),
      program_id: state.programId,
      ...(state.customerCode !== null && { customer_code: state.customerCode }),
    });
    const customerCode = reply?.body.customer_code;
    if (typeof customerCode !== 'string') {
      log('Click was not tracked:', reply?.body.error ?? reply?.body.message ?? 'no answer');
      return;
    }
    setCookie(CUSTOMER_COOKIE, customerCode);
    if (setup.bothCustomerCookies) setCookie(OTHER_CUSTOMER_COOKIE, customerCode);
    setCookie(V1.urlCookie, url);
    readAttribution();
  }

  async function trackTest(data?: unknown): Promise<void> {
    log('trackTest() called', state.debugMode);
    const event = {
      customerCode: state.customerCode,
      hasAttribution: state.hasAffiliateAttribution,
      eventType: 'test',
    };
    log('Sending test event to verify tracking:', event);
    const { step_id: stepId = 'pageview', ...rest } = asFields(data);
    await post(tracker, '/api/tracking/test', {
      program_id: state.programId,
      step_id: stepId,
      customer_code: state.customerCode,
      event_type: 'test',
      page_url: page.location.href,
      ...rest,
    });
  }

  function checkUserId(userId: unknown): void {
    if (userId !== undefined && userId !== null && userId !== '') {
      if (state.debugMode) log(`✅ Affitor: user_id detected - ${String(userId)}`);
      return;
    }
    complain('❌ Affitor: user_id is REQUIRED for trackLead() - payment attribution will not work without it!');
    complain('Please include user_id in your trackLead call:');
    complain("window.affitor.trackLead({ email: 'user@example.com', user_id: 'your_user_id' });");
  }

  return {
    load() {
      log('Affitor tracker initialized with options:', { programId: state.programId, debug: state.debugMode });
      log('Using advertiser ID:', state.programId);
      if (state.programId === null) complain('Program ID not found. Set data-affitor-program-id on the script tag.');
      if (state.debugMode) verifyCookies();
      readAttribution();
      void trackLanding();
      if (state.debugMode) void trackTest();
    },
    async trackLead(data) {
      const lead: Fields = asFields(data);
      checkUserId(lead.user_id);
      readAttribution();
      if (state.debugMode) {
        await trackTest({ step_id: 'referrals' });
        return;
      }
      // The vendor's tracker says nothing here either: without the cookie the lead is simply lost.
      if (state.customerCode === null) return;
      const { customerCode } = state;
      await post(
        tracker,
        ASSUMED_V1_PATHS.lead,
        { ...lead, customer_code: customerCode, program_id: state.programId, page_url: page.location.href },
        true,
      );
    },
    trackTest,
    redirectToCheckout(params) {
      const { price, currency, product_name: productName, programId } = asFields(params);
      const query = new URLSearchParams({ program_id: String(programId ?? state.programId ?? '') });
      for (const [name, value] of Object.entries({ price, currency, product_name: productName })) {
        if (value !== undefined) query.set(name, String(value));
      }
      const customer = state.customerCode ?? state.clickId;
      if (customer !== null) query.set('customer_code', customer);
      page.location.assign(`${setup.apiBase}/checkout?${query}`);
    },
  };
}
