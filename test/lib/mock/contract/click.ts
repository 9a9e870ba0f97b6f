import { describe, expect, it } from 'vitest';
import { seedWorld } from '@/lib/mock/ledger/seed';
import { type Api, CLICK, landing, V1_CLICK } from './target';

export function clickContract(api: Api): void {
  describe.each([
    { dialect: 'v1', path: V1_CLICK, parameter: 'ref', idField: 'customer_code' },
    { dialect: 'v2', path: CLICK, parameter: 'aff', idField: 'click_id' },
  ])('click in $dialect', ({ dialect, path, parameter, idField }) => {
    const click = (affiliateUrl: unknown, more = {}) =>
      api.send(path, { body: JSON.stringify({ affiliate_url: affiliateUrl, ...more }) });

    it('makes a customer whose id names the program and the time', async () => {
      const { status, body } = await click(landing('PARTNER123', parameter));
      expect(status).toBe(200);
      expect(body).toMatchObject({ success: true, partner_code: 'PARTNER123', cookie_window_days: 60 });
      expect(body[idField]).toMatch(/^cust_42_\d{13}$/);
      const ledger = await api.ledger();
      expect(ledger.customers).toMatchObject([{ code: body[idField], status: 'click', partner: 'maya-reviews' }]);
      expect(ledger.clicks).toMatchObject([{ customer_code: body[idField], partner_code: 'PARTNER123', dialect }]);
    });

    it('tells the other program’s cookie window', async () => {
      const { body } = await click(landing('xyz789', parameter));
      expect(body).toMatchObject({ cookie_window_days: 90 });
      expect(body[idField]).toMatch(/^cust_29_/);
    });

    it.each([
      { what: 'no affiliate_url', url: undefined, error: 'affiliate_url is required' },
      { what: 'an empty affiliate_url', url: '', error: 'affiliate_url is required' },
      { what: 'an affiliate_url that is no text', url: 7, error: 'affiliate_url is required' },
      { what: 'an affiliate_url that is no URL', url: 'not a url', error: 'Invalid affiliate_url' },
      { what: 'an affiliate_url of another scheme', url: 'javascript:0', error: 'Invalid affiliate_url' },
      {
        what: 'no parameter',
        url: 'https://shop.example/',
        error: `No ${parameter} parameter found in affiliate_url`,
      },
      {
        what: 'the other dialect’s parameter',
        url: landing('PARTNER123', parameter === 'ref' ? 'aff' : 'ref'),
        error: `No ${parameter} parameter found in affiliate_url`,
      },
      { what: 'a code nobody has', url: landing('NOBODY', parameter), error: 'Referral link not found' },
    ])('refuses $what', async ({ url, error }) => {
      const { status, body } = await click(url);
      expect({ status, body }).toEqual({ status: 400, body: { error } });
      expect((await api.ledger()).customers).toEqual([]);
    });

    it('refuses a link whose partner is missing', async () => {
      const world = seedWorld();
      world.links.push({ code: 'LOOSE', program_id: 42, partner: 'nobody', state: 'active' });
      await api.restore(world);
      const { status, body } = await click(landing('LOOSE', parameter));
      expect({ status, body }).toEqual({ status: 400, body: { error: 'Invalid referral link configuration' } });
    });

    it.each([
      ['an inactive link', 'OLD2023'],
      ['a link of an inactive program', 'CLOSED7'],
    ])('says no with status 200 to %s', async (_, code) => {
      const { status, body } = await click(landing(code, parameter));
      expect({ status, body }).toEqual({
        status: 200,
        body: { success: false, message: 'Referral link is inactive' },
      });
      expect((await api.ledger()).clicks).toEqual([]);
    });

    it('keeps a known customer, and lets the last partner have them', async () => {
      const first = await click(landing('PARTNER123', parameter));
      const second = await click(landing('abc123', parameter), { existing_click_id: first.body[idField] });
      expect(second.body[idField]).toBe(first.body[idField]);
      const ledger = await api.ledger();
      expect(ledger.customers).toMatchObject([{ partner: 'devs-weekly', partner_code: 'abc123' }]);
      expect(ledger.clicks).toHaveLength(2);
    });

    it('makes a new customer when the known one is of another program, or not known at all', async () => {
      const first = await click(landing('PARTNER123', parameter));
      await click(landing('xyz789', parameter), { existing_click_id: first.body[idField] });
      await click(landing('xyz789', parameter), { existing_click_id: 'cust_29_1' });
      const programs = (await api.ledger()).customers.map(({ program_id }) => program_id);
      expect(programs).toEqual([42, 29, 29]);
    });

    it('only records a test event in test mode', async () => {
      const { status, body } = await api.send(path, {
        body: { additional_data: { test_mode: true, program_id: '42' } },
      });
      expect(status).toBe(200);
      expect(body).toEqual({
        success: true,
        message: 'Test click event tracked successfully',
        data: { eventId: expect.any(Number), programId: 42, test_mode: true },
      });
      const ledger = await api.ledger();
      expect(ledger.test_events).toMatchObject([{ event_type: 'click', program_id: 42, dialect }]);
      expect([...ledger.customers, ...ledger.clicks]).toEqual([]);
    });

    it('refuses a test event without a program', async () => {
      const { status, body } = await api.send(path, { body: { additional_data: { test_mode: true } } });
      expect({ status, body }).toEqual({ status: 400, body: { error: 'program_id is required' } });
    });

    it('refuses a body that is no JSON object', async () => {
      for (const body of ['{', '[]', '"text"', 'null']) {
        const answer = await api.send(path, { body });
        expect(answer.status).toBe(400);
        expect(answer.body).toEqual({ error: 'Request body is not a JSON object' });
      }
    });
  });

  it('keeps v2’s click when v1’s cookie names the customer', async () => {
    const id = await api.click();
    const { body } = await api.send(V1_CLICK, { body: { affiliate_url: landing('abc123', 'ref'), customer_code: id } });
    expect(body.customer_code).toBe(id);
  });
}
