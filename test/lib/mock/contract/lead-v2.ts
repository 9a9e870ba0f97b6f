import { describe, expect, it } from 'vitest';
import { seedWorld } from '@/lib/mock/ledger/seed';
import { type Api, INACTIVE_TOKEN, LEAD, SECOND_TOKEN, TOKEN } from './target';

export function leadV2Contract(api: Api): void {
  const success = { success: true, message: 'Lead tracked successfully' };

  describe('lead in v2', () => {
    it('makes the customer of the click a lead, without a token', async () => {
      const id = await api.click();
      const { status, body } = await api.send(LEAD, {
        body: { click_id: id, customer_key: 'u1', email: 'jo.park@example.com', page_url: 'https://shop.example/hi' },
      });
      expect({ status, body }).toEqual({ status: 200, body: success });
      expect(await api.customer(id)).toMatchObject({
        status: 'lead',
        customer_key: 'u1',
        email_mask: 'jo•••@example.com',
      });
      expect((await api.ledger()).leads).toMatchObject([{ via: 'browser', page_url: 'https://shop.example/hi' }]);
    });

    it('finds the customer by key alone, once the key is known', async () => {
      const id = await api.lead('u1');
      const { body } = await api.send(LEAD, { body: { customer_key: 'u1', additional_data: { plan: 'pro' } } });
      expect(body).toEqual(success);
      expect((await api.ledger()).leads).toMatchObject([{ customer_code: id, updates: 1 }]);
    });

    it('takes the latest known of several click ids', async () => {
      const older = await api.click();
      const newer = await api.click('abc123');
      await api.send(LEAD, { body: { click_ids: [older, newer, 'cust_42_1'], customer_key: 'u1' } });
      expect((await api.ledger()).leads).toMatchObject([{ customer_code: newer }]);
    });

    it('gives a key that two customers share to the one who clicked last', async () => {
      await api.lead('u1', 'PARTNER123');
      const newer = await api.lead('u1', 'abc123');
      await api.sale('tx_1', { customer_key: 'u1' });
      expect((await api.ledger()).sales).toMatchObject([{ customer_code: newer, partner: 'devs-weekly' }]);
    });

    it.each([
      { what: 'neither id', body: {}, error: 'click_id or customer_key is required' },
      { what: 'empty ids', body: { click_id: '', customer_key: '' }, error: 'click_id or customer_key is required' },
      {
        what: 'an unknown click',
        body: { click_id: 'cust_42_1' },
        error: 'Customer not found. Provide a valid click_id or customer_key.',
      },
      {
        what: 'an unknown key',
        body: { customer_key: 'nobody' },
        error: 'Customer not found. Provide a valid click_id or customer_key.',
      },
    ])('refuses $what', async ({ body, error }) => {
      const got = await api.send(LEAD, { body });
      expect(got).toMatchObject({ status: 400, body: { error } });
    });

    it('refuses a customer of another program', async () => {
      const id = await api.click('PARTNER123');
      const refusal = { status: 400, body: { error: 'Customer does not belong to this program' } };
      expect(await api.send(LEAD, { token: SECOND_TOKEN, body: { click_id: id } })).toMatchObject(refusal);
      const claimed = { click_id: id, additional_data: { program_id: 29 } };
      expect(await api.send(LEAD, { body: claimed })).toMatchObject(refusal);
    });

    it('refuses a customer who bought already, and leaves them there', async () => {
      const id = await api.lead('u1');
      await api.sale('tx_1', { customer_key: 'u1' });
      const got = await api.send(LEAD, { body: { click_id: id } });
      const error = 'Customer status cannot be updated to lead. Current status: conversion';
      expect(got).toMatchObject({ status: 400, body: { error } });
      expect(await api.customer(id)).toMatchObject({ status: 'conversion' });
    });

    it('refuses a wrong token, and an inactive program', async () => {
      const id = await api.click();
      const wrong = await api.send(LEAD, { token: 'affitor_wrong', body: { click_id: id } });
      expect(wrong).toMatchObject({ status: 401, body: { error: 'Invalid API token' } });
      const world = seedWorld();
      await api.restore({ ...world, programs: world.programs.map((program) => ({ ...program, state: 'active' })) });
      const closed = await api.click('CLOSED7');
      await api.restore({ ...(await api.ledger()), programs: world.programs });
      const inactive = await api.send(LEAD, { token: INACTIVE_TOKEN, body: { click_id: closed } });
      expect(inactive).toMatchObject({ status: 403, body: { error: 'Program not active' } });
    });

    it('is provisional where the program wants a server’s word, until that comes', async () => {
      const world = seedWorld();
      await api.restore({
        ...world,
        programs: world.programs.map((program) => ({ ...program, lead_auth: 'server_required' })),
      });
      const id = await api.click();
      const fromBrowser = await api.send(LEAD, { body: { click_id: id, customer_key: 'u1' } });
      expect(fromBrowser).toMatchObject({
        status: 200,
        body: { success: true, provisional: true, message: expect.any(String) },
      });
      expect(await api.customer(id)).toMatchObject({ status: 'click' });
      expect((await api.ledger()).leads).toMatchObject([{ provisional: true }]);

      const fromServer = await api.send(LEAD, { token: TOKEN, body: { click_id: id, customer_key: 'u1' } });
      expect(fromServer.body).toEqual(success);
      expect(await api.customer(id)).toMatchObject({ status: 'lead' });
      expect((await api.ledger()).leads).toMatchObject([{ provisional: false, via: 'server', updates: 1 }]);
    });

    it('only records a test event in test mode, for which nothing need exist', async () => {
      const { body } = await api.send(LEAD, {
        body: { click_id: 'test_lead_001', additional_data: { test_mode: true, program_id: 29 } },
      });
      expect(body).toEqual({
        success: true,
        message: 'Test lead event tracked successfully',
        data: { eventId: expect.any(Number), programId: 29, test_mode: true },
      });
      expect((await api.ledger()).leads).toEqual([]);
    });
  });
}
