import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Api, INACTIVE_TOKEN, landing, SECOND_TOKEN, TOKEN, V1_CLICK, V1_LEAD } from './target';

export function leadV1Contract(api: Api): void {
  const click = async () => {
    const { body } = await api.send(V1_CLICK, { body: { affiliate_url: landing('PARTNER123', 'ref') } });
    return String(body.customer_code);
  };
  const notFound = { status: 404, body: { error: 'Customer not found or not in this program' } };
  const missing = { status: 400, body: { error: 'Missing customer_code or user_id' } };

  describe('lead in v1, from a browser', () => {
    it('needs no token, and makes the customer a lead', async () => {
      const code = await click();
      const { status, body } = await api.send(V1_LEAD, { body: { customer_code: code, user_id: 'usr_8f31c2' } });
      expect({ status, body }).toEqual({
        status: 200,
        body: { success: true, message: 'Lead tracked successfully', customer_code: code },
      });
      expect(await api.customer(code)).toMatchObject({ status: 'lead', customer_key: 'usr_8f31c2' });
    });

    it('is taken without a user id, which then pays nobody', async () => {
      const code = await click();
      const { status } = await api.send(V1_LEAD, { body: { customer_code: code, email: 'jo.park@example.com' } });
      expect(status).toBe(200);
      expect(await api.customer(code)).toMatchObject({ status: 'lead', customer_key: null });
    });

    it('keeps of the e-mail only its hash and mask, and of name and phone nothing', async () => {
      const code = await click();
      const personal = { email: ' Jo.Park@Example.com ', name: 'Jo Park', phone: '+4915112345678' };
      await api.send(V1_LEAD, {
        body: { customer_code: code, user_id: 'u1', ...personal, additional_data: { plan: 'pro' } },
      });
      const ledger = await api.ledger();
      expect(ledger.leads).toMatchObject([
        {
          email_sha256: createHash('sha256').update('jo.park@example.com').digest('hex'),
          email_mask: 'jo•••@example.com',
          additional_data: { plan: 'pro' },
        },
      ]);
      const kept = JSON.stringify(ledger).toLowerCase();
      for (const text of ['jo.park', 'jo park', '4915112345678']) expect(kept).not.toContain(text);
    });

    it('updates the first lead when it comes again', async () => {
      const code = await click();
      for (const plan of ['free', 'pro']) {
        await api.send(V1_LEAD, { body: { customer_code: code, user_id: 'u1', additional_data: { plan } } });
      }
      expect((await api.ledger()).leads).toMatchObject([{ updates: 1, additional_data: { plan: 'pro' } }]);
    });

    it('never takes a conversion back', async () => {
      const code = await click();
      await api.send(V1_LEAD, { body: { customer_code: code, user_id: 'u1' } });
      await api.sale('tx_1', { customer_key: 'u1' });
      const { status } = await api.send(V1_LEAD, { body: { customer_code: code, user_id: 'u1' } });
      expect(status).toBe(200);
      expect(await api.customer(code)).toMatchObject({ status: 'conversion' });
    });

    it('refuses what names no customer, or one nobody knows', async () => {
      const nameless = await api.send(V1_LEAD, { body: { user_id: 'u1' } });
      expect(nameless).toMatchObject(missing);
      const unknown = await api.send(V1_LEAD, { body: { customer_code: 'cust_42_1', user_id: 'u1' } });
      expect(unknown).toMatchObject(notFound);
    });

    it('only records a test event in test mode', async () => {
      const { body } = await api.send(V1_LEAD, { body: { additional_data: { test_mode: true, program_id: 42 } } });
      expect(body).toMatchObject({ message: 'Test lead event tracked successfully', data: { programId: 42 } });
      const ledger = await api.ledger();
      expect(ledger.test_events).toMatchObject([{ event_type: 'lead', dialect: 'v1' }]);
      expect(ledger.leads).toEqual([]);
    });
  });

  describe('lead in v1, with a token', () => {
    it('makes the customer a lead', async () => {
      const code = await click();
      const { status, body } = await api.send(V1_LEAD, { token: TOKEN, body: { customer_code: code, user_id: 'u1' } });
      expect({ status, body }).toEqual({
        status: 200,
        body: { success: true, message: 'Lead tracked successfully', customer_code: code },
      });
      expect((await api.ledger()).leads).toMatchObject([{ via: 'server', dialect: 'v1' }]);
    });

    it.each([
      { what: 'a token nobody has', token: 'affitor_wrong', expected: { status: 401 } },
      {
        what: 'the token of an inactive program',
        token: INACTIVE_TOKEN,
        expected: { status: 403, body: { error: 'Program not active' } },
      },
      { what: 'another program’s token', token: SECOND_TOKEN, expected: notFound },
    ])('refuses $what', async ({ token, expected }) => {
      const code = await click();
      const got = await api.send(V1_LEAD, { token, body: { customer_code: code, user_id: 'u1' } });
      expect(got).toMatchObject(expected);
      expect((await api.ledger()).leads).toEqual([]);
    });

    it('refuses what lacks a customer code or a user id', async () => {
      const code = await click();
      expect(await api.send(V1_LEAD, { token: TOKEN, body: { customer_code: code } })).toMatchObject(missing);
      expect(await api.send(V1_LEAD, { token: TOKEN, body: { user_id: 'u1' } })).toMatchObject(missing);
    });

    it('needs neither in test mode', async () => {
      const { status, body } = await api.send(V1_LEAD, {
        token: TOKEN,
        body: { additional_data: { test_mode: true } },
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ message: 'Test lead event tracked successfully', data: { programId: 42 } });
    });

    const noOrigin = 'a page’s browser always tells the origin';

    api.unlessPage(noOrigin, 'refuses a call that has neither origin nor token', async () => {
      const code = await click();
      const got = await api.send(V1_LEAD, { origin: null, body: { customer_code: code, user_id: 'u1' } });
      expect(got).toMatchObject({ status: 401, body: { error: 'Missing or invalid API token' } });
    });

    api.unlessPage(noOrigin, 'takes one with the token', async () => {
      const code = await click();
      const got = await api.send(V1_LEAD, { origin: null, token: TOKEN, body: { customer_code: code, user_id: 'u1' } });
      expect(got).toMatchObject({ status: 200, body: { customer_code: code } });
    });
  });
}
