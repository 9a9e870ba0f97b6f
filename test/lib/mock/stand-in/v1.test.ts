// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { affitor, aPage, call } from './support';

const LANDING = 'https://shop.example/welcome?ref=PARTNER123';
const V1 = 'affitor-tracker-v1.js';
const DEBUG = { 'data-affitor-debug': 'true' };

describe('the stand-in in v1', () => {
  it('records a landing, and writes the customer cookies for 60 days', async () => {
    const page = aPage(LANDING);
    page.run(V1);
    await page.settled();
    expect(page.sent).toMatchObject([
      { path: '/api/tracking/click', method: 'POST', body: { affiliate_url: LANDING, page_url: LANDING } },
    ]);
    const { customer_code: code, affiliate_url: url } = page.cookies();
    expect(code).toMatch(/^cust_42_\d{13}$/);
    expect(url).toBe(LANDING);
    expect(affitor()).toMatchObject({
      customerCode: code,
      affiliateUrl: LANDING,
      hasAffiliateAttribution: true,
      debugMode: false,
      programId: 42,
    });
    const written = page.cookieWrites.find((text) => text.startsWith('customer_code='));
    expect(written).toMatch(/; path=\/; SameSite=Lax;.* Secure$/);
    const days = (Date.parse(/expires=([^;]+)/.exec(written ?? '')?.[1] ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(60);
  });

  it('shows the methods and state of v1 and nothing of v2', () => {
    aPage('https://shop.example/').run(V1);
    expect(Object.keys(affitor()).sort()).toEqual([
      'affiliateUrl',
      'customerCode',
      'debugMode',
      'hasAffiliateAttribution',
      'programId',
      'redirectToCheckout',
      'trackLead',
      'trackTest',
    ]);
  });

  it.each([
    ['no parameter', 'https://shop.example/'],
    ['the other dialect’s parameter', 'https://shop.example/?aff=PARTNER123'],
  ])('does nothing at a landing with %s', async (_, url) => {
    const page = aPage(url);
    page.run(V1);
    await page.settled();
    expect(page.sent).toEqual([]);
    expect(page.cookies()).toEqual({});
    expect(affitor()).toMatchObject({ customerCode: null, hasAffiliateAttribution: false });
  });

  it('keeps the customer at the same partner’s link, and passes them on at another’s', async () => {
    const page = aPage(LANDING);
    page.run(V1);
    await page.settled();
    const { customer_code: code } = page.cookies();
    page.run(V1);
    await page.settled();
    expect(page.sent).toHaveLength(1);
    window.history.replaceState(null, '', '/welcome?ref=abc123');
    page.run(V1);
    await page.settled();
    expect(page.sent.at(-1)).toMatchObject({ body: { customer_code: code } });
    expect(page.mock.ledger.customers.rows()).toMatchObject([{ code, partner: 'devs-weekly' }]);
  });

  it('writes no cookie for an inactive link', async () => {
    const page = aPage('https://shop.example/?ref=OLD2023');
    page.run(V1);
    await page.settled();
    expect(page.sent).toHaveLength(1);
    expect(page.cookies()).toEqual({});
  });

  it('sends a lead with keepalive, all fields as given', async () => {
    const page = aPage(LANDING);
    page.run(V1);
    await page.settled();
    await call('trackLead', {
      email: 'jo.park@example.com',
      user_id: 'u1',
      name: 'Jo',
      additional_data: { plan: 'pro' },
    });
    expect(page.sent.at(-1)).toMatchObject({
      path: '/api/tracking/lead',
      keepalive: true,
      body: {
        customer_code: page.cookies().customer_code,
        email: 'jo.park@example.com',
        user_id: 'u1',
        name: 'Jo',
        additional_data: { plan: 'pro' },
      },
    });
    expect(page.mock.ledger.leads.rows()).toMatchObject([{ customer_key: 'u1', via: 'browser' }]);
    expect(page.lines).toEqual([]);
  });

  it('says nothing and sends nothing for a lead without the customer cookie', async () => {
    const page = aPage('https://shop.example/signup');
    page.run(V1);
    await call('trackLead', { email: 'jo.park@example.com', user_id: 'u1' });
    expect(page.sent).toEqual([]);
    expect(page.lines).toEqual([]);
  });

  it('complains about a lead without user id, and sends it all the same', async () => {
    const page = aPage(LANDING);
    page.run(V1);
    await page.settled();
    await call('trackLead', { email: 'jo.park@example.com' });
    expect(page.lines.map(({ level }) => level)).toEqual(['error', 'error', 'error']);
    expect(page.lines[0]?.text).toBe(
      '[Affitor Tracker] ❌ Affitor: user_id is REQUIRED for trackLead() - payment attribution will not work without it!',
    );
    expect(page.lines[1]?.text).toBe('[Affitor Tracker] Please include user_id in your trackLead call:');
    expect(page.mock.ledger.leads.rows()).toMatchObject([{ customer_key: null }]);
  });

  it('tells in debug what it does, word for word, and still records the click', async () => {
    const page = aPage(LANDING);
    page.run(V1, DEBUG);
    await page.settled();
    const said = page.lines.map(({ text }) => text.replace('[Affitor Tracker] ', ''));
    expect(page.lines.every(({ text }) => text.startsWith('[Affitor Tracker] '))).toBe(true);
    expect(said.slice(0, 3)).toEqual([
      'Affitor tracker initialized with options: {"programId":42,"debug":true}',
      'Using advertiser ID: 42',
      '🔍 Verifying cookie functionality...',
    ]);
    expect(said[3]).toMatch(/^📝 Writing test cookies: \{/);
    expect(said[4]).toMatch(/^Cookie set: \{"name":"affitor_test_cookie","value":"test_\d+","expires":"[^"]+ GMT"\}$/);
    expect(said[5]).toMatch(/^📖 Reading test cookies back: \{/);
    expect(said[6]).toBe('✅ Cookie verification PASSED - All cookies working correctly!');
    expect(said[7]).toBe('trackTest() called true');
    expect(said[8]).toBe(
      'Sending test event to verify tracking: {"customerCode":null,"hasAttribution":false,"eventType":"test"}',
    );
    expect(said.slice(9).map((text) => text.split('"value"')[0])).toEqual([
      'Cookie set: {"name":"customer_code",',
      'Cookie set: {"name":"affiliate_url",',
    ]);
    expect(page.mock.ledger.clicks.size).toBe(1);
    expect(page.cookies()).not.toHaveProperty('affitor_test_cookie');
  });

  it('sends a test event instead of a lead in debug', async () => {
    const page = aPage(LANDING);
    page.run(V1, DEBUG);
    await page.settled();
    page.lines.length = 0;
    await call('trackLead', { email: 'jo.park@example.com', user_id: 'user_123' });
    expect(page.lines.map(({ text }) => text)).toEqual([
      '[Affitor Tracker] ✅ Affitor: user_id detected - user_123',
      '[Affitor Tracker] trackTest() called true',
      expect.stringMatching(/^\[Affitor Tracker\] Sending test event to verify tracking: \{"customerCode":"cust_42_/),
    ]);
    expect(page.sent.at(-1)).toMatchObject({
      path: '/api/tracking/test',
      body: { program_id: 42, step_id: 'referrals' },
    });
    expect(page.mock.ledger.leads.size).toBe(0);
    expect(page.mock.ledger.testEvents.rows().at(-1)).toMatchObject({ step_id: 'referrals' });
  });

  it('says in debug when cookies do not hold', () => {
    const page = aPage('https://shop.example/');
    Object.defineProperty(document, 'cookie', { configurable: true, get: () => '', set: () => {} });
    page.run(V1, DEBUG);
    const failed = page.lines.findIndex(({ text }) =>
      text.endsWith('❌ Cookie verification FAILED - Cookies may be blocked or not working properly!'),
    );
    expect(page.lines[failed]?.level).toBe('error');
    expect(page.lines[failed + 1]?.text).toMatch(/^\[Affitor Tracker\] {4}/);
  });

  it('writes both customer cookies when told to', async () => {
    const page = aPage(LANDING);
    page.run(V1, { 'data-affitor-customer-cookie': 'both' });
    await page.settled();
    const { customer_code: code, affitor_customer: other } = page.cookies();
    expect(other).toBe(code);
  });

  it('survives an API that does not answer', async () => {
    const page = aPage(LANDING);
    page.mock.scenarios.set({ scenario: 'offline' });
    page.run(V1);
    await page.settled();
    expect(page.cookies()).toEqual({});
    expect(affitor()).toMatchObject({ customerCode: null });
  });

  it('says when it has no program id', () => {
    const page = aPage('https://shop.example/');
    page.run(V1, { 'data-affitor-program-id': '' });
    expect(page.lines).toMatchObject([{ level: 'error', text: expect.stringContaining('Program ID not found') }]);
    expect(affitor()).toMatchObject({ programId: null });
  });
});
