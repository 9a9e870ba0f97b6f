import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/lib/model/json';
import { type Api, CLICK } from './target';

export function eventsContract(api: Api): void {
  const list = async (query = '', program = '42') => {
    const { status, body } = await api.send(`/api/tracking/events/${program}${query}`);
    // The contract's own reading of a list; what does not fit fails the assertions below.
    const data = (body.data ?? []) as JsonObject[];
    const meta = body.meta as JsonObject | undefined;
    return { status, body, data, pagination: meta?.pagination, types: data.map(({ event_type }) => event_type) };
  };

  async function journey(): Promise<string> {
    const id = await api.lead('u1');
    await api.advanceDays(1);
    await api.sale('tx_1', { customer_key: 'u1' });
    return id;
  }

  describe('events', () => {
    it('come newest first, without test events', async () => {
      const id = await journey();
      await api.send(CLICK, { body: { additional_data: { test_mode: true, program_id: 42 } } });
      const { status, data, pagination, types } = await list();
      expect(status).toBe(200);
      expect(types).toEqual(['conversion', 'lead', 'click']);
      expect(data[0]).toMatchObject({
        id: expect.any(Number),
        timestamp: expect.stringMatching(/Z$/),
        click_id: id,
        customer_key: 'u1',
        amount_cents: 4900,
      });
      expect(data.every(({ page_url }) => page_url !== undefined)).toBe(true);
      expect(pagination).toEqual({ page: 1, pageSize: 25, pageCount: 1, total: 3 });
    });

    it('come a page at a time', async () => {
      for (let index = 0; index < 5; index += 1) await api.click();
      const second = await list('?page=2&pageSize=2');
      expect(second.data).toHaveLength(2);
      expect(second.pagination).toEqual({ page: 2, pageSize: 2, pageCount: 3, total: 5 });
      const ids = [...(await list('?page=1&pageSize=2')).data, ...second.data].map(({ id }) => Number(id));
      expect(ids).toEqual(ids.toSorted((a, b) => b - a));
      expect((await list('?page=9&pageSize=2')).data).toEqual([]);
      expect((await list('?pageSize=5000')).pagination).toMatchObject({ pageSize: 100 });
    });

    it('can be narrowed by type', async () => {
      await journey();
      for (const type of ['click', 'lead', 'conversion']) {
        expect((await list(`?eventType=${type}`)).types).toEqual([type]);
      }
    });

    it('can be narrowed by date, a bare day counting whole', async () => {
      await journey();
      const [{ timestamp } = {}] = (await list('?eventType=conversion')).data;
      const day = String(timestamp).slice(0, 10);
      expect((await list(`?dateFrom=${day}`)).types).toEqual(['conversion']);
      expect((await list(`?dateTo=${day}`)).types).toHaveLength(3);
      expect((await list(`?dateFrom=${day}&dateTo=${day}`)).types).toEqual(['conversion']);
      expect((await list('?dateTo=2000-01-01')).types).toEqual([]);
    });

    it('belong to one program', async () => {
      await api.click('xyz789');
      expect((await list('', '42')).types).toEqual([]);
      expect((await list('', '29')).types).toEqual(['click']);
    });

    it('are refused for an unknown program or a query that makes no sense', async () => {
      expect((await list('', '999')).status).toBe(404);
      for (const query of ['?page=0', '?pageSize=x', '?eventType=visit', '?dateFrom=soon', '?dateTo=x']) {
        expect((await list(query)).status).toBe(400);
      }
    });
  });
}
