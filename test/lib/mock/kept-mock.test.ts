import { describe, expect, it } from 'vitest';
import { createKeptMock, type Shelf } from '@/lib/mock/kept-mock';
import type { ReplayRequest } from '@/lib/model/replay';

function aShelf(text?: string): Shelf & { text: string | undefined } {
  const shelf: Shelf & { text: string | undefined } = {
    text,
    read: async () => shelf.text,
    write: async (written) => {
      shelf.text = written;
    },
  };
  return shelf;
}

const json = (path: string, body: object): ReplayRequest => ({
  method: 'POST',
  url: `https://api.affitor.com${path}`,
  headers: [['content-type', 'application/json']],
  body: JSON.stringify(body),
  origin: 'https://shop.example',
});

const aClick = json('/api/v1/track/click', { affiliate_url: 'https://shop.example/?aff=PARTNER123' });
const { signal } = new AbortController();

describe('a mock that is kept', () => {
  it('still knows its customers after the background was stopped', async () => {
    const shelf = aShelf();
    const reply = await createKeptMock(shelf).send(aClick, signal);
    expect(reply.status).toBe(200);
    const { click_id: clickId } = JSON.parse(reply.body);

    const later = createKeptMock(shelf);
    const lead = json('/api/v1/track/lead', { click_id: clickId, customer_key: 'u_1', email: 'a@b.example' });
    expect(await later.send(lead, signal)).toMatchObject({ status: 200 });
    expect((await later.state()).ledger.customers).toMatchObject([{ code: clickId, status: 'lead' }]);
    expect(shelf.text).not.toContain('a@b.example');
  });

  it('answers a page while it writes, and writes in one go what came meanwhile', async () => {
    const writes: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const mock = createKeptMock({
      read: async () => undefined,
      write: async (text) => {
        writes.push(text);
        await held;
      },
    });
    const ask = () =>
      mock.answer(new Request(aClick.url, { method: 'POST', body: aClick.body ?? '' }), {
        origin: 'https://shop.example',
      });
    for (let call = 0; call < 4; call += 1) expect(await ask()).toMatchObject({ kind: 'response' });
    expect(writes).toHaveLength(1);
    release();
    const { ledger } = await mock.control('PUT', 'scenario', { scenario: 'normal' });
    expect(ledger.clicks).toHaveLength(4);
    expect(writes).toHaveLength(2);
    expect(JSON.parse(writes[1] ?? '')).toMatchObject({ clicks: [{}, {}, {}, {}] });
  });

  it('writes again what could not be written', async () => {
    const shelf = aShelf();
    let isFull = true;
    const mock = createKeptMock({
      ...shelf,
      write: async (text) => {
        if (isFull) throw new Error('No space left');
        await shelf.write(text);
      },
    });
    await expect(mock.send(aClick, signal)).rejects.toThrow('No space left');
    isFull = false;
    await mock.send(aClick, signal);
    expect(JSON.parse(shelf.text ?? '')).toMatchObject({ clicks: [{}, {}] });
  });

  it('tells a browser’s lead from a server’s by the origin', async () => {
    const mock = createKeptMock(aShelf());
    const lead = json('/api/tracking/lead', { customer_code: 'cust_42_1', user_id: 'u' });
    const { origin: _, ...fromServer } = lead;
    expect((await mock.send(lead, signal)).status).toBe(404);
    expect((await mock.send(fromServer, signal)).status).toBe(401);
  });

  it('plays the scenario it is told to, and refuses an unknown one by name', async () => {
    const mock = createKeptMock(aShelf());
    await mock.control('PUT', 'scenario', { scenario: '500' });
    expect((await mock.send(aClick, signal)).status).toBe(500);
    await mock.control('PUT', 'scenario', { scenario: 'offline' });
    await expect(mock.send(aClick, signal)).rejects.toThrow('The mock plays “offline”.');
    await expect(mock.control('PUT', 'scenario', { scenario: 'sunny' })).rejects.toThrow('Unknown scenario');
  });

  it('forgets what was recorded at a reset', async () => {
    const mock = createKeptMock(aShelf());
    await mock.send(aClick, signal);
    expect((await mock.control('POST', 'reset', {})).ledger.customers).toEqual([]);
  });

  it('leaves everything as it was when a state file is bad', async () => {
    const mock = createKeptMock(aShelf());
    await mock.send(aClick, signal);
    await expect(mock.load('{"format": 1}')).rejects.toThrow(/line 1/);
    expect((await mock.state()).ledger.customers).toHaveLength(1);
  });

  it('starts with the default world when what was kept cannot be read', async () => {
    const { ledger } = await createKeptMock(aShelf('not a ledger')).state();
    expect(ledger.links.map((link) => link.code)).toContain('PARTNER123');
  });
});

describe('a visitor whose click the real API recorded', () => {
  const REAL = 'cust_42_1760000000000';
  const LATER = 'cust_42_1760000000001';

  it.each([
    ['v1', json('/api/tracking/lead', { customer_code: REAL, user_id: 'u_1' })],
    ['v2', json('/api/v1/track/lead', { click_id: REAL, customer_key: 'u_1' })],
  ])('is taken over with what the identifier says, and no partner, at a lead in %s', async (_dialect, lead) => {
    const mock = createKeptMock(aShelf());
    expect((await mock.send(lead, signal)).status).toBe(200);
    expect((await mock.state()).ledger.customers).toMatchObject([
      { code: REAL, program_id: 42, status: 'lead', partner: null, partner_code: null, clicked_at: 1760000000000 },
    ]);
    const sale = json('/api/v1/track/sale', { customer_key: 'u_1', transaction_id: 't_1', amount_cents: 100 });
    const paid = await mock.send(
      { ...sale, headers: [...sale.headers, ['authorization', 'Bearer affitor_test_token']] },
      signal,
    );
    expect(paid.body).toContain('No affiliate attribution found');
  });

  it.each([
    ['of a program that the mock has not', json('/api/tracking/lead', { customer_code: 'cust_57_1760000000000' })],
    ['that is no identifier', json('/api/tracking/lead', { customer_code: 'cust_42_1' })],
  ])('is refused where the cookie names one %s', async (_what, lead) => {
    const mock = createKeptMock(aShelf());
    expect((await mock.send(lead, signal)).status).toBe(404);
    expect((await mock.state()).ledger.customers).toEqual([]);
  });

  it('is not taken over where a server names one, nor where another is known', async () => {
    const mock = createKeptMock(aShelf());
    const lead = json('/api/tracking/lead', { customer_code: REAL, user_id: 'u_1' });
    const bearer: [string, string] = ['authorization', 'Bearer affitor_test_token'];
    expect((await mock.send({ ...lead, headers: [...lead.headers, bearer] }, signal)).status).toBe(404);
    await mock.send(lead, signal);
    await mock.send(json('/api/v1/track/lead', { click_id: REAL, customer_code: LATER }), signal);
    expect((await mock.state()).ledger.customers).toHaveLength(1);
  });

  it('stays unknown under the scenario that knows nobody', async () => {
    const mock = createKeptMock(aShelf());
    await mock.control('PUT', 'scenario', { scenario: 'unknown-customer' });
    expect((await mock.send(json('/api/tracking/lead', { customer_code: REAL }), signal)).status).toBe(404);
  });
});
