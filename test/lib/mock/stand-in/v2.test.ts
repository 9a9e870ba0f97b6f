// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { affitor, aPage, call } from './support';

const LANDING = 'https://shop.example/welcome?aff=abc123';
const V2 = 'affitor-tracker-v2.js';
const DEBUG = { 'data-affitor-debug': 'true' };

describe('the stand-in in v2', () => {
  it('records a landing, and writes click, mirror and URL cookies', async () => {
    const page = aPage(LANDING);
    page.run(V2);
    await page.settled();
    expect(page.sent).toMatchObject([
      {
        path: '/api/v1/track/click',
        body: {
          affiliate_url: LANDING,
          page_url: LANDING,
          session_id: expect.stringMatching(/^sess_/),
          viewport_size: expect.stringMatching(/^\d+x\d+$/),
          timezone: expect.any(String),
        },
      },
    ]);
    const { affitor_click_id: id, ...others } = page.cookies();
    expect(id).toMatch(/^cust_42_\d{13}$/);
    expect(others).toEqual({ customer_code: id, affitor_aff_url: LANDING });
    expect(affitor()).toMatchObject({
      clickId: id,
      affiliateUrl: LANDING,
      hasAffiliateAttribution: true,
      programId: 42,
      loaded: true,
    });
    expect(await call('getClickId')).toBe(id);
    expect(await call('getData')).toEqual({ clickId: id, programId: 42, hasAttribution: true, affiliateUrl: LANDING });
  });

  it('keeps its cookies as long as the click’s answer says', async () => {
    const page = aPage('https://shop.example/?aff=xyz789');
    page.run(V2);
    await page.settled();
    const written = page.cookieWrites.find((text) => text.startsWith('affitor_click_id='));
    const days = (Date.parse(/expires=([^;]+)/.exec(written ?? '')?.[1] ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(90);
  });

  it('shows the methods and state of v2 and nothing of v1', () => {
    aPage('https://shop.example/').run(V2);
    expect(Object.keys(affitor()).sort()).toEqual([
      'affiliateUrl',
      'clickId',
      'debugMode',
      'getClickId',
      'getData',
      'hasAffiliateAttribution',
      'init',
      'loaded',
      'programId',
      'signup',
      'trackClick',
      'trackLead',
      'trackTest',
    ]);
  });

  it('moves a cookie of v1 in', () => {
    const page = aPage('https://shop.example/');
    // biome-ignore lint/suspicious/noDocumentCookie: what the older tracker left
    document.cookie = 'customer_code=cust_42_1234567890; path=/';
    page.run(V2);
    expect(page.cookies().affitor_click_id).toBe('cust_42_1234567890');
    expect(affitor()).toMatchObject({ clickId: 'cust_42_1234567890', hasAffiliateAttribution: true });
  });

  it('records a landing of a customer whom only v1 knew', async () => {
    const page = aPage(LANDING);
    // biome-ignore lint/suspicious/noDocumentCookie: what the older tracker left
    document.cookie = 'customer_code=cust_42_1234567890; path=/';
    page.run(V2);
    await page.settled();
    expect(page.sent).toMatchObject([{ body: { existing_click_id: 'cust_42_1234567890' } }]);
  });

  it('does nothing at v1’s parameter', async () => {
    const page = aPage('https://shop.example/?ref=abc123');
    page.run(V2);
    await page.settled();
    expect(page.sent).toEqual([]);
  });

  it('passes the customer on at another partner’s link', async () => {
    const page = aPage(LANDING);
    page.run(V2);
    await page.settled();
    const { affitor_click_id: id } = page.cookies();
    window.history.replaceState(null, '', '/welcome?aff=PARTNER123');
    page.run(V2);
    await page.settled();
    expect(page.sent.at(-1)).toMatchObject({ body: { existing_click_id: id } });
    expect(page.mock.ledger.customers.rows()).toMatchObject([{ code: id, partner: 'maya-reviews' }]);
  });

  it('signs up with keepalive, and says so in debug only', async () => {
    const page = aPage(LANDING);
    page.run(V2, DEBUG);
    await page.settled();
    page.lines.length = 0;
    await call('signup', 'u1', 'jo.park@example.com');
    expect(page.sent.at(-1)).toMatchObject({
      path: '/api/v1/track/lead',
      keepalive: true,
      body: {
        customer_key: 'u1',
        email: 'jo.park@example.com',
        click_id: page.cookies().affitor_click_id,
        page_url: LANDING,
        program_id: 42,
        has_attribution: true,
      },
    });
    expect(page.lines).toEqual([{ level: 'log', text: '[Affitor] Signup tracked successfully' }]);
    expect(page.mock.ledger.leads.rows()).toMatchObject([{ customer_key: 'u1', dialect: 'v2' }]);
  });

  it('takes trackLead for signup under its old name', async () => {
    const page = aPage(LANDING);
    page.run(V2);
    await page.settled();
    await call('trackLead', { user_id: 'u1', email: 'jo.park@example.com', additional_data: { plan: 'pro' } });
    expect(page.sent.at(-1)).toMatchObject({
      path: '/api/v1/track/lead',
      body: { customer_key: 'u1', additional_data: { plan: 'pro' } },
    });
  });

  it('complains about a signup without key, and about one that was refused, debug or not', async () => {
    const page = aPage('https://shop.example/');
    page.run(V2);
    await call('signup');
    expect(page.lines).toEqual([
      { level: 'error', text: '[Affitor] signup() requires customerKey as first argument' },
      { level: 'error', text: '[Affitor] Failed to track signup: click_id or customer_key is required' },
    ]);
  });

  it('tells in debug what it does, word for word', async () => {
    const page = aPage(LANDING);
    page.run(V2, DEBUG);
    await page.settled();
    const said = page.lines.map(({ text }) => text);
    expect(said.slice(0, 3)).toEqual([
      '[Affitor] Affitor tracker v2 initialized: {"programId":42,"debug":true}',
      '[Affitor] Using program ID: 42',
      '[Affitor] Verifying cookie functionality...',
    ]);
    expect(said[3]).toMatch(/^\[Affitor\] Cookie set: \{"name":"affitor_test_cookie"/);
    expect(said[4]).toBe('[Affitor] Cookie verification PASSED');
    expect(said[5]).toBe('[Affitor] trackTest() called true');
    expect(said[6]).toMatch(/^\[Affitor\] Sending test click event: \{/);
    expect(said.at(-1)).toBe(`[Affitor] Click tracked, click_id saved: ${page.cookies().affitor_click_id}`);
    expect(page.mock.ledger.testEvents.rows()).toMatchObject([{ event_type: 'click', program_id: 42, dialect: 'v2' }]);
    expect(page.mock.ledger.clicks.size).toBe(1);
  });

  it('says in debug when cookies do not hold', () => {
    const page = aPage('https://shop.example/');
    Object.defineProperty(document, 'cookie', { configurable: true, get: () => '', set: () => {} });
    page.run(V2, DEBUG);
    expect(page.lines).toContainEqual({
      level: 'error',
      text: '[Affitor] Cookie verification FAILED - cookies may be blocked',
    });
  });

  it('sends a test lead for the referrals step', async () => {
    const page = aPage('https://shop.example/');
    page.run(V2);
    await call('init', { programId: '29', debug: true });
    page.lines.length = 0;
    await call('trackTest', { step_id: 'referrals', customer_key: 'u1' });
    expect(page.lines.map(({ text }) => text)).toEqual([
      '[Affitor] trackTest() called true',
      expect.stringMatching(/^\[Affitor\] Sending test lead event: \{/),
      expect.stringMatching(/^\[Affitor\] Test lead event sent successfully \{/),
    ]);
    expect(page.mock.ledger.testEvents.rows().at(-1)).toMatchObject({ event_type: 'lead', program_id: 29 });
  });

  it('takes its program, its API and its cookies’ domain from its tag', async () => {
    const page = aPage('https://app.shop.example/?aff=abc123');
    page.run(V2, {
      'data-affitor-program-id': '29',
      'data-affitor-api-base': 'https://mock.example/',
      'data-affitor-cookie-domain': '.shop.example',
    });
    await page.settled();
    expect(affitor()).toMatchObject({ programId: 29 });
    expect(page.sent[0]?.url).toBe('https://mock.example/api/v1/track/click');
    expect(page.cookieWrites.at(-1)).toContain('; domain=.shop.example');
  });

  it('writes host-only cookies on localhost and addresses, without Secure on http', async () => {
    for (const origin of ['http://localhost:8080', 'http://127.0.0.1:8080']) {
      const page = aPage(`${origin}/?aff=abc123`);
      page.run(V2);
      await page.settled();
      const written = page.cookieWrites.filter((text) => text.startsWith('affitor_click_id='));
      expect(written).toHaveLength(1);
      expect(written[0]).not.toMatch(/domain=|Secure/);
    }
  });
});
