import { describe, expect, it } from 'vitest';
import { type Api, INACTIVE_TOKEN, REFUND, SALE, SECOND_TOKEN, TOKEN } from './target';

export function saleContract(api: Api): void {
  describe('sale', () => {
    it('is recorded with its commission, and converts the customer', async () => {
      const id = await api.lead('u1');
      const { status, body } = await api.sale('tx_1', {
        customer_key: 'u1',
        currency: 'EUR',
        sale_type: 'subscription',
        subscription_interval: 'monthly',
        line_items: [{ name: 'Pro', quantity: 1 }],
      });
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          success: true,
          sale_id: expect.any(Number),
          commission_id: expect.any(Number),
          message: 'Sale tracked successfully',
        },
      });
      const ledger = await api.ledger();
      expect(ledger.sales).toMatchObject([
        {
          id: body.sale_id,
          amount_cents: 4900,
          currency: 'EUR',
          partner: 'maya-reviews',
          details: { subscription_interval: 'monthly', line_items: [{ name: 'Pro', quantity: 1 }] },
        },
      ]);
      expect(ledger.commissions).toMatchObject([{ id: body.commission_id, amount_cents: 1470, state: 'pending' }]);
      expect(await api.customer(id)).toMatchObject({ status: 'conversion' });
    });

    it('finds the customer by click id too, and converts a mere click', async () => {
      const id = await api.click();
      expect(await api.sale('tx_1', { click_id: id })).toMatchObject({ status: 200, body: { success: true } });
      expect(await api.customer(id)).toMatchObject({ status: 'conversion' });
    });

    it('pays the partner of the last click', async () => {
      const id = await api.click('PARTNER123');
      await api.click('abc123', id);
      await api.sale('tx_1', { click_id: id });
      expect((await api.ledger()).commissions).toMatchObject([{ partner: 'devs-weekly' }]);
    });

    it('refuses the same transaction a second time, and pays once', async () => {
      await api.lead('u1');
      await api.sale('tx_1', { customer_key: 'u1' });
      expect(await api.sale('tx_1', { customer_key: 'u1', amount_cents: 100 })).toMatchObject({
        status: 409,
        body: { error: 'Duplicate transaction_id. This sale has already been recorded.' },
      });
      const ledger = await api.ledger();
      expect([ledger.sales.length, ledger.commissions.length]).toEqual([1, 1]);
    });

    it('tells two programs’ equal transaction ids apart', async () => {
      await api.lead('u1', 'PARTNER123');
      await api.lead('u1', 'xyz789');
      expect(await api.sale('tx_1', { customer_key: 'u1' })).toMatchObject({ status: 200 });
      expect(await api.sale('tx_1', { customer_key: 'u1' }, SECOND_TOKEN)).toMatchObject({ status: 200 });
    });

    it.each([
      {
        what: 'no transaction id',
        body: { amount_cents: 1 },
        error: 'transaction_id is required and must be a string',
      },
      {
        what: 'a transaction id that is no text',
        body: { transaction_id: 7, amount_cents: 1 },
        error: 'transaction_id is required and must be a string',
      },
      ...[undefined, 0, -1, 1.5, '4900', null].map((amount) => ({
        what: `an amount of ${JSON.stringify(amount)}`,
        body: { transaction_id: 'tx_1', ...(amount !== undefined && { amount_cents: amount }) },
        error: 'amount_cents is required and must be a positive integer',
      })),
      {
        what: 'a customer nobody knows',
        body: { transaction_id: 'tx_1', amount_cents: 1, customer_key: 'nobody' },
        error: 'Customer not found. Provide customer_key or click_id.',
      },
      {
        what: 'no customer',
        body: { transaction_id: 'tx_1', amount_cents: 1 },
        error: 'Customer not found. Provide customer_key or click_id.',
      },
    ])('refuses $what', async ({ body, error }) => {
      expect(await api.send(SALE, { token: TOKEN, body })).toMatchObject({ status: 400, body: { error } });
    });

    it('refuses a customer whose click was for another program', async () => {
      const id = await api.click('PARTNER123');
      expect(await api.sale('tx_1', { click_id: id }, SECOND_TOKEN)).toMatchObject({
        status: 400,
        body: { error: 'No affiliate attribution found for this customer in this program' },
      });
    });

    it('refuses values outside the documented lists', async () => {
      await api.lead('u1');
      for (const wrong of [{ currency: 'XXX' }, { sale_type: 'gift' }, { subscription_interval: 'daily' }]) {
        expect(await api.sale('tx_1', { customer_key: 'u1', ...wrong })).toMatchObject({ status: 400 });
      }
      expect((await api.ledger()).sales).toEqual([]);
    });

    it('needs the token of an active program', async () => {
      const body = { transaction_id: 'tx_1', amount_cents: 1, customer_key: 'u1' };
      const refusal = { status: 401, body: { error: 'Invalid API token' } };
      expect(await api.send(SALE, { body })).toMatchObject(refusal);
      expect(await api.send(SALE, { token: 'affitor_wrong', body })).toMatchObject(refusal);
      expect(await api.send(SALE, { token: INACTIVE_TOKEN, body })).toMatchObject({ status: 403 });
    });

    it('is not attributed once the window is over, and then records nothing', async () => {
      const id = await api.lead('u1');
      await api.advanceDays(61);
      const { status, body } = await api.sale('tx_1', { customer_key: 'u1' });
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          success: true,
          attributed: false,
          reason: 'attribution_window_expired',
          click_age_days: 61,
          window_days: 60,
          sale_id: null,
          commission_id: null,
        },
      });
      const ledger = await api.ledger();
      expect([...ledger.sales, ...ledger.commissions]).toEqual([]);
      expect(await api.customer(id)).toMatchObject({ status: 'lead' });
    });

    it('is attributed again after another click', async () => {
      const id = await api.lead('u1');
      await api.advanceDays(61);
      await api.click('abc123', id);
      expect((await api.sale('tx_1', { customer_key: 'u1' })).body).toMatchObject({
        commission_id: expect.any(Number),
      });
    });

    it('only records a test event in test mode, and still needs the token', async () => {
      const body = { additional_data: { test_mode: true, program_id: 42 } };
      expect(await api.send(SALE, { body })).toMatchObject({ status: 401, body: { error: 'Invalid API token' } });
      expect((await api.send(SALE, { token: TOKEN, body })).body).toMatchObject({
        message: 'Test sale event tracked successfully',
        data: { programId: 42, test_mode: true },
      });
      expect((await api.ledger()).sales).toEqual([]);
    });
  });

  describe('refund', () => {
    const refund = (more: object, token: string | null = TOKEN) =>
      api.send(REFUND, { ...(token !== null && { token }), body: JSON.stringify({ transaction_id: 'tx_1', ...more }) });

    it('takes the whole commission back, however often it comes', async () => {
      await api.lead('u1');
      const { body } = await api.sale('tx_1', { customer_key: 'u1' });
      for (const _ of ['first', 'again']) {
        const got = await refund({ refund_reason: 'requested_by_customer' });
        expect(got).toMatchObject({ status: 200, body: { success: true, commission_id: body.commission_id } });
      }
      const ledger = await api.ledger();
      expect(ledger.sales).toMatchObject([{ refunded_cents: 4900 }]);
      expect(ledger.commissions).toMatchObject([{ amount_cents: 0, state: 'reversed' }]);
    });

    it('takes a part back, and the same part only once', async () => {
      await api.lead('u1');
      await api.sale('tx_1', { customer_key: 'u1' });
      await refund({ refund_amount_cents: 1900 });
      await refund({ refund_amount_cents: 1900 });
      const ledger = await api.ledger();
      expect(ledger.sales).toMatchObject([{ refunded_cents: 1900 }]);
      expect(ledger.commissions).toMatchObject([{ amount_cents: 900, state: 'reduced' }]);
    });

    it('says when a sale earned no commission', async () => {
      await api.lead('u1');
      await api.sale('tx_1', { customer_key: 'u1', amount_cents: 1 });
      expect(await refund({})).toMatchObject({
        status: 200,
        body: { success: true, status: 'no_commission', message: expect.any(String) },
      });
    });

    it('refuses what it cannot find, and what is more than was paid', async () => {
      expect(await api.send(REFUND, { token: TOKEN, body: {} })).toMatchObject({
        status: 400,
        body: { error: 'transaction_id is required' },
      });
      expect(await refund({})).toMatchObject({ status: 404, body: { error: 'Sale not found for transaction_id' } });
      await api.lead('u1');
      await api.sale('tx_1', { customer_key: 'u1' });
      for (const cents of [4901, 0, -1, 1.5, '100']) {
        expect(await refund({ refund_amount_cents: cents })).toMatchObject({ status: 400 });
      }
      expect(await refund({}, SECOND_TOKEN)).toMatchObject({ status: 404 });
      expect(await refund({}, null)).toMatchObject({ status: 401, body: { error: 'Invalid API token' } });
      expect((await api.ledger()).sales).toMatchObject([{ refunded_cents: 0 }]);
    });

    it('only records a test event in test mode', async () => {
      const got = await refund({ additional_data: { test_mode: true } });
      expect(got.body).toMatchObject({ message: 'Test refund event tracked successfully', data: { programId: 42 } });
    });
  });
}
