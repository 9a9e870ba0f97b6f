import { describe, expect, it } from 'vitest';
import { type Api, REFUND, SALE, SECOND_TOKEN, TOKEN } from './target';

const TEST = '/api/tracking/test';
const CHECK = '/api/tracking/check-test-events';
const TEST_EVENT = '/api/v1/cli/test-event';
const READINESS = '/api/v1/programs/me/readiness';
const invalidKey = { status: 401, body: { error: { code: 'invalid_key', message: 'Invalid API token' } } };

export function verificationContract(api: Api): void {
  describe('test events', () => {
    it('are received for a program and step', async () => {
      const { status, body } = await api.send(TEST, { body: { program_id: '42', step_id: 'referrals' } });
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          success: true,
          message: 'Test event received',
          testEvent: { id: expect.any(Number), event_type: 'test', timestamp: expect.stringMatching(/^\d{4}-.*Z$/) },
        },
      });
      expect((await api.ledger()).test_events).toMatchObject([{ program_id: 42, step_id: 'referrals' }]);
    });

    it('can be asked for, by program and by step', async () => {
      await api.send(TEST, { body: { program_id: 42 } });
      await api.send(TEST, { body: { program_id: 42, step_id: 'referrals' } });
      const all = await api.send(CHECK, { body: { program_id: '42' } });
      expect(all.body).toMatchObject({
        success: true,
        received: true,
        events: [{ step_id: 'referrals' }, { step_id: 'pageview' }],
      });
      const payments = await api.send(CHECK, { body: { program_id: 42, step_id: 'payments' } });
      expect(payments.body).toMatchObject({ success: true, received: false, events: [] });
    });

    it('need a program', async () => {
      for (const path of [TEST, CHECK]) {
        expect(await api.send(path, { body: {} })).toMatchObject({
          status: 400,
          body: { error: 'program_id is required' },
        });
      }
    });
  });

  describe('the verification chain', () => {
    const chain = (token = TOKEN) => api.send(TEST_EVENT, { token, body: { type: 'chain' } });

    it('gives a verdict on click, lead and sale, and leaves only test events', async () => {
      const { status, body } = await chain();
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          data: {
            type: 'chain',
            short_code: 'PARTNER123',
            customer_key: expect.any(String),
            verdict: { click: 'attributed', lead: 'attributed', sale: 'attributed' },
            attributed: true,
          },
        },
      });
      const ledger = await api.ledger();
      expect(ledger.test_events.map(({ event_type }) => event_type)).toEqual(['click', 'lead', 'sale']);
      expect([...ledger.customers, ...ledger.clicks, ...ledger.leads, ...ledger.sales]).toEqual([]);
    });

    it('is not attributed in a program without an active link', async () => {
      const world = await api.ledger();
      await api.restore({ ...world, links: world.links.map((link) => ({ ...link, state: 'inactive' })) });
      expect((await chain()).body).toMatchObject({
        data: { attributed: false, verdict: { click: 'unattributed', lead: 'unattributed', sale: 'unattributed' } },
      });
    });

    it('runs ten times an hour, and says when to come again', async () => {
      for (let run = 0; run < 10; run += 1) expect((await chain()).status).toBe(200);
      const { status, headers, body } = await chain();
      expect(status).toBe(429);
      const seconds = Number(headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(3_500);
      expect(body).toEqual({
        error: { status: 429, code: 'rate_limited', message: expect.any(String), retry_after_seconds: seconds },
      });
      expect((await chain(SECOND_TOKEN)).status).toBe(200);
      await api.advanceDays(1 / 24);
      expect((await chain()).status).toBe(200);
    });

    it('needs a token', async () => {
      expect(await api.send(TEST_EVENT, { body: { type: 'chain' } })).toMatchObject(invalidKey);
      expect(await chain('affitor_wrong')).toMatchObject(invalidKey);
    });
  });

  describe('a single test event', () => {
    it.each(['click', 'lead', 'sale'])('of type %s is received, and not attributed', async (word) => {
      const { status, body } = await api.send(TEST_EVENT, { token: TOKEN, body: { program_id: 42, event_type: word } });
      expect({ status, body }).toEqual({
        status: 200,
        body: { received: true, event_id: expect.any(Number), attributed: false, message: expect.any(String) },
      });
      expect((await api.ledger()).test_events).toMatchObject([{ event_type: word }]);
    });

    it('of another type, or for another program, is refused', async () => {
      for (const body of [{ event_type: 'visit' }, {}, { event_type: 'click', program_id: 29 }]) {
        expect(await api.send(TEST_EVENT, { token: TOKEN, body: JSON.stringify(body) })).toMatchObject({ status: 400 });
      }
    });
  });

  describe('readiness', () => {
    it('has a shut gate until the integration is verified', async () => {
      const { status, body } = await api.send(READINESS, { token: TOKEN });
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          program_id: 42,
          state: 'testing',
          integration_verified: false,
          blocker: 'tracking',
          gates: { profile: true, economics: true, payout: true, tracking: false, live: false },
          last_event_at: { click: null, lead: null, sale: null },
          counts_24h: { clicks: 0, leads: 0, sales: 0 },
          poll: { retry_after_seconds: 5 },
        },
      });
    });

    it('is live after a click, a lead and a sale, and counts the last day', async () => {
      await api.lead('u1');
      await api.sale('tx_1', { customer_key: 'u1' });
      expect((await api.send(READINESS, { token: TOKEN })).body).toMatchObject({
        state: 'live',
        integration_verified: true,
        blocker: null,
        counts_24h: { clicks: 1, leads: 1, sales: 1 },
      });
      await api.advanceDays(2);
      expect((await api.send(READINESS, { token: TOKEN })).body).toMatchObject({
        last_event_at: { click: expect.any(String), lead: expect.any(String), sale: expect.any(String) },
        counts_24h: { clicks: 0, leads: 0, sales: 0 },
      });
    });

    it('needs a token', async () => {
      expect(await api.send(READINESS)).toMatchObject(invalidKey);
      expect(await api.send(READINESS, { token: 'affitor_wrong' })).toMatchObject(invalidKey);
    });
  });

  it('every call that needs a token refuses one that is no Bearer token', async () => {
    for (const path of [SALE, REFUND]) {
      const got = await api.send(path, {
        token: `${TOKEN} and more`,
        body: { transaction_id: 'tx_1', amount_cents: 1 },
      });
      expect(got.status).toBe(401);
    }
  });
}
