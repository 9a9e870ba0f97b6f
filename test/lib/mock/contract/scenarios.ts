import { describe, expect, it } from 'vitest';
import { SCENARIO_NAMES } from '@/lib/model/ledger';
import { type Api, CLICK, LEAD, landing, REFUND, SALE, TOKEN, V1_CLICK, V1_LEAD } from './target';

export function scenarioContract(api: Api): void {
  const click = () => api.send(CLICK, { body: { affiliate_url: landing('PARTNER123') } });

  describe('scenarios', () => {
    it('answers as usual under normal', async () => {
      await api.setScenario({ scenario: 'normal' });
      expect(await click()).toMatchObject({ status: 200, body: { success: true } });
    });

    it.each([
      { scenario: '400', path: CLICK, body: { error: 'affiliate_url is required' } },
      { scenario: '400', path: LEAD, body: { error: 'click_id or customer_key is required' } },
      { scenario: '400', path: V1_LEAD, body: { error: 'Missing customer_code or user_id' } },
      { scenario: '401', path: SALE, body: { error: 'Invalid API token' } },
      { scenario: '401', path: V1_LEAD, body: { error: 'Missing or invalid API token' } },
      { scenario: '403', path: V1_LEAD, body: { error: 'Program not active' } },
      { scenario: '404', path: V1_LEAD, body: { error: 'Customer not found or not in this program' } },
      { scenario: '404', path: REFUND, body: { error: 'Sale not found for transaction_id' } },
      {
        scenario: '409',
        path: SALE,
        body: { error: 'Duplicate transaction_id. This sale has already been recorded.' },
      },
      { scenario: '500', path: V1_CLICK, body: { error: 'Internal server error' } },
    ] as const)('answers $path with $scenario in its own words', async ({ scenario, path, body }) => {
      await api.setScenario({ scenario });
      expect(await api.send(path, { token: TOKEN, body: {} })).toMatchObject({ status: Number(scenario), body });
    });

    it('says when to come again under 429', async () => {
      await api.setScenario({ scenario: '429' });
      const { status, headers, body } = await click();
      expect(status).toBe(429);
      const seconds = Number(headers.get('retry-after'));
      expect(body).toMatchObject({ error: { status: 429, code: 'rate_limited', retry_after_seconds: seconds } });
    });

    it('answers late under slow, as late as chosen', async () => {
      await api.setScenario({ scenario: 'slow', delayMs: 120 });
      const startedAt = performance.now();
      expect((await click()).status).toBe(200);
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(100);
    });

    it.each(['timeout', 'dropped', 'offline'] as const)(
      'gives no answer under %s, and records nothing',
      async (scenario) => {
        await api.setScenario({ scenario, delayMs: 20 });
        await expect(click()).rejects.toThrow();
        expect((await api.ledger()).clicks).toEqual([]);
      },
    );

    it('does the work and garbles the answer under malformed-json', async () => {
      await api.setScenario({ scenario: 'malformed-json' });
      await expect(click()).rejects.toThrow(SyntaxError);
      expect((await api.ledger()).clicks).toHaveLength(1);
    });

    it('answers with a page under html-error', async () => {
      await api.setScenario({ scenario: 'html-error' });
      await expect(click()).rejects.toThrow(SyntaxError);
      expect((await api.ledger()).clicks).toEqual([]);
    });

    it('does the work and keeps the answer from pages under cors-refused', async () => {
      await api.setScenario({ scenario: 'cors-refused' });
      if (api.fromPage) await expect(click()).rejects.toThrow();
      else expect((await click()).headers.get('access-control-allow-origin')).toBeNull();
      expect((await api.ledger()).clicks).toHaveLength(1);
    });

    it('takes every program for inactive under inactive-program', async () => {
      const id = await api.click();
      await api.setScenario({ scenario: 'inactive-program' });
      const lead = { customer_code: id, click_id: id, user_id: 'u1' };
      for (const path of [LEAD, V1_LEAD]) {
        const refusal = { status: 403, body: { error: 'Program not active' } };
        expect(await api.send(path, { body: lead })).toMatchObject(refusal);
      }
      expect((await click()).body).toEqual({ success: false, message: 'Referral link is inactive' });
      expect((await api.sale('tx_1', { click_id: id })).status).toBe(403);
    });

    it('knows nobody under unknown-customer', async () => {
      const id = await api.click();
      await api.setScenario({ scenario: 'unknown-customer' });
      expect((await api.send(LEAD, { body: { click_id: id } })).status).toBe(400);
      expect((await api.send(V1_LEAD, { body: { customer_code: id } })).status).toBe(404);
      expect((await api.sale('tx_1', { click_id: id })).body).toEqual({
        error: 'Customer not found. Provide customer_key or click_id.',
      });
    });

    it('answers leads as provisional under provisional', async () => {
      const id = await api.click();
      await api.setScenario({ scenario: 'provisional' });
      expect((await api.send(LEAD, { body: { click_id: id } })).body).toMatchObject({ provisional: true });
      expect(await api.customer(id)).toMatchObject({ status: 'click' });
    });

    it('finds every click too old under expired-window', async () => {
      const id = await api.click();
      await api.setScenario({ scenario: 'expired-window' });
      expect((await api.sale('tx_1', { click_id: id })).body).toMatchObject({
        attributed: false,
        click_age_days: 61,
        window_days: 60,
      });
    });

    it('fails every nth under flaky, from where the seed says', async () => {
      const run = async (seed: number) => {
        await api.setScenario({ scenario: 'flaky', every: 3, seed });
        const statuses: number[] = [];
        for (let index = 0; index < 6; index += 1) statuses.push((await click()).status);
        return statuses;
      };
      expect(await run(0)).toEqual([200, 200, 500, 200, 200, 500]);
      expect(await run(1)).toEqual([200, 500, 200, 200, 500, 200]);
    });

    it('can be set for one endpoint alone, until all are set', async () => {
      await api.setScenario({ scenario: '500' }, 'lead');
      expect((await click()).status).toBe(200);
      expect((await api.send(LEAD, { body: {} })).status).toBe(500);
      await api.setScenario({ scenario: 'normal' });
      expect((await api.send(LEAD, { body: {} })).status).toBe(400);
    });

    it('answers every endpoint under every name, or not at all', async () => {
      const paths = [CLICK, LEAD, SALE, REFUND, V1_CLICK, V1_LEAD, '/api/tracking/test', '/api/v1/cli/test-event'];
      for (const scenario of SCENARIO_NAMES) {
        await api.setScenario({ scenario, delayMs: 1 });
        const endings = await Promise.allSettled(paths.map((path) => api.send(path, { token: TOKEN, body: {} })));
        for (const ending of endings) {
          if (ending.status === 'fulfilled') expect(ending.value.status).toBeGreaterThanOrEqual(200);
          else expect(ending.reason).toBeInstanceOf(Error);
        }
      }
    });
  });
}
