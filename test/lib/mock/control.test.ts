import { describe, expect, it } from 'vitest';
import type { Mock } from '@/lib/mock/mock';
import { SCENARIO_NAMES } from '@/lib/model/ledger';
import { CLICK, LEAD, landing } from './contract/target';
import { aMock, NOON } from './support';

const HERE = 'http://127.0.0.1:1337';

function ask(mock: Mock, path: string, init: RequestInit = {}): Promise<Response> {
  return mock.fetch(new Request(`${HERE}${path}`, init));
}

const put = (body: unknown, method = 'PUT'): RequestInit => ({ method, body: JSON.stringify(body) });
const click = (mock: Mock, code = 'PARTNER123') => ask(mock, CLICK, put({ affiliate_url: landing(code) }, 'POST'));

describe('the control plane', () => {
  it('lists requests newest last, the accepted apart from the refused', async () => {
    const mock = aMock();
    await click(mock);
    await click(mock, 'NOBODY');
    await click(mock, 'OLD2023');
    const all = await (await ask(mock, '/__mock/all')).json();
    expect(all).toMatchObject([
      { method: 'POST', path: CLICK, endpoint: 'click', dialect: 'v2', status: 200, ok: true },
      { status: 400, ok: false, answer: { error: 'Referral link not found' } },
      { status: 200, ok: false, answer: { success: false } },
    ]);
    expect(await (await ask(mock, '/__mock/good')).json()).toEqual(all.slice(0, 1));
    expect(await (await ask(mock, '/__mock/bad')).json()).toEqual(all.slice(1));
  });

  it('shows no personal data in what it lists', async () => {
    const mock = aMock();
    const lead = { click_id: 'cust_42_1', email: 'jo.park@example.com', name: 'Jo Park', phone: '+4915112345678' };
    await ask(mock, LEAD, put(lead, 'POST'));
    const text = await (await ask(mock, '/__mock/all')).text();
    expect(text).toContain('jo•••@example.com');
    for (const secret of ['jo.park', 'Jo Park', '4915112345678']) expect(text).not.toContain(secret);
  });

  it('keeps no long body or answer in what it lists', async () => {
    const mock = aMock();
    await ask(mock, LEAD, put({ click_id: 'cust_42_1', additional_data: { note: 'x'.repeat(100_000) } }, 'POST'));
    expect(mock.requests.all()).toMatchObject([{ body: { $truncated: true, length: expect.any(Number) } }]);
    expect(JSON.stringify(mock.requests.all()).length).toBeLessThan(1_000);
  });

  it('forgets the oldest requests beyond its limit', async () => {
    const mock = aMock({ requestLimit: 3 });
    for (let index = 0; index < 10; index += 1) await click(mock);
    const ids = mock.requests.all().map(({ id }) => id);
    expect(ids).toEqual([8, 9, 10]);
  });

  it('resets records, requests, scenario and clock, and keeps the world', async () => {
    const mock = aMock();
    await click(mock);
    await ask(mock, '/__mock/scenario', put({ scenario: '500' }));
    await ask(mock, '/__mock/clock', put({ advanceDays: 5 }));
    expect((await ask(mock, '/__mock/reset', { method: 'POST' })).status).toBe(200);
    const ledger = await (await ask(mock, '/__mock/ledger')).json();
    expect(ledger).toMatchObject({ customers: [], clicks: [] });
    expect(ledger.links).toHaveLength(5);
    expect(await (await ask(mock, '/__mock/all')).json()).toEqual([]);
    expect(await (await ask(mock, '/__mock/scenario')).json()).toMatchObject({ scenario: 'normal' });
    expect((await (await ask(mock, '/__mock/clock')).json()).epochMs).toBeLessThan(NOON + 60_000);
  });

  it.each(['PUT', 'POST'])('sets a scenario by %s, for all endpoints or for one', async (method) => {
    const mock = aMock();
    await ask(mock, '/__mock/scenario', put({ scenario: 'slow', delayMs: 20 }, method));
    await ask(mock, '/__mock/scenario', put({ scenario: '403', endpoint: 'lead' }, method));
    expect(await (await ask(mock, '/__mock/scenario')).json()).toEqual({
      scenario: 'slow',
      delayMs: 20,
      endpoints: { lead: { scenario: '403' } },
      names: [...SCENARIO_NAMES],
    });
  });

  it('refuses an unknown scenario with the list of names', async () => {
    const response = await ask(aMock(), '/__mock/scenario', put({ scenario: 'sideways' }));
    expect(response.status).toBe(400);
    const body = await response.json();
    for (const name of SCENARIO_NAMES) expect(body.error).toContain(name);
    expect(body.names).toEqual([...SCENARIO_NAMES]);
  });

  it.each([
    ['an unknown endpoint', { scenario: '500', endpoint: 'nowhere' }],
    ['a negative delay', { scenario: 'slow', delayMs: -1 }],
    ['a flaky that never fails', { scenario: 'flaky', every: 0 }],
    ['nothing', null],
  ])('refuses a scenario with %s', async (_, body) => {
    const mock = aMock();
    const response = await ask(mock, '/__mock/scenario', put(body));
    expect(response.status).toBe(400);
    expect((await response.json()).error).toEqual(expect.any(String));
    expect(mock.scenarios.state()).toMatchObject({ scenario: 'normal', endpoints: {} });
  });

  it.each([
    ['ISO text', '2030-05-01T10:00:00.000Z'],
    ['epoch ms', Date.UTC(2030, 4, 1, 10)],
  ])('sets the clock to a time given as %s', async (_, now) => {
    const mock = aMock();
    expect((await ask(mock, '/__mock/clock', put({ now }))).status).toBe(200);
    expect((await (await ask(mock, '/__mock/clock')).json()).now).toMatch(/^2030-05-01T10:00:00/);
    const { click_id: id } = await (await click(mock)).json();
    expect(new Date(Number(id.split('_')[2])).getUTCFullYear()).toBe(2030);
  });

  it.each([[{ now: 'soon' }], [{ advanceDays: 'x' }], [{}], [{ now: -5 }]])('refuses the clock %j', async (body) => {
    const response = await ask(aMock(), '/__mock/clock', put(body));
    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatch(/now|date/);
  });

  it.each([{ advanceDays: 1e300 }, { advanceDays: -1e300 }, { advanceDays: 1e9 }, { now: 8.64e15 }])(
    'goes on with its own time when asked for %j',
    async (body) => {
      const mock = aMock();
      const response = await ask(mock, '/__mock/clock', put(body));
      expect([response.status, typeof (await response.json()).error]).toEqual([400, 'string']);
      expect((await (await ask(mock, '/__mock/clock')).json()).epochMs).toBeLessThan(NOON + 60_000);
      expect((await ask(mock, '/__mock/clock', put({ advanceDays: 5 }))).status).toBe(200);
    },
  );

  it.each(['scenario', 'clock'])('says of %s when a body is no JSON, and when it is too large', async (name) => {
    const send = async (body: string) => {
      const response = await ask(aMock(), `/__mock/${name}`, { method: 'PUT', body });
      return { status: response.status, ...(await response.json()) };
    };
    expect(await send('{')).toEqual({ status: 400, error: 'Request body is not a JSON object' });
    expect((await send(`{"scenario":"${'x'.repeat(2 ** 20)}"}`)).status).toBe(413);
  });

  it('takes a ledger in, and refuses a broken one, keeping its own', async () => {
    const mock = aMock();
    await click(mock);
    const ledger = await (await ask(mock, '/__mock/ledger')).json();
    ledger.programs[0].name = 'Renamed';
    expect((await ask(mock, '/__mock/ledger', put(ledger))).status).toBe(200);
    ledger.programs[0].state = 'asleep';
    const refusal = await ask(mock, '/__mock/ledger', put(ledger));
    expect(refusal.status).toBe(400);
    expect((await refusal.json()).error).toContain('/programs/0/state');
    expect(mock.ledger.programs.get(42)?.name).toBe('Renamed');
  });

  it('says what it has where it has nothing', async () => {
    const response = await ask(aMock(), '/__mock/everything');
    expect(response.status).toBe(404);
    expect((await response.json()).error).toContain('ledger');
  });
});

describe('the guards', () => {
  const guarded = () => aMock({ isAllowedHost: (host) => host.startsWith('127.0.0.1') });

  it('refuse a Host that is not the server’s, on every path', async () => {
    for (const path of ['/__mock/all', CLICK, '/js/affitor-tracker.js', '/']) {
      const request = new Request(`http://rebound.example:1337${path}`);
      expect((await guarded().fetch(request)).status).toBe(403);
    }
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:8080' }],
    ['no origin at all, as from a sandbox', { origin: 'null' }],
    ['another site’s image', { 'sec-fetch-site': 'cross-site' }],
    ['another port’s image', { 'sec-fetch-site': 'same-site' }],
  ])('refuse the control plane to a page of %s', async (_, headers) => {
    const mock = guarded();
    await click(mock);
    for (const [path, method] of [
      ['all', 'GET'],
      ['ledger', 'GET'],
      ['reset', 'POST'],
      ['scenario', 'PUT'],
    ]) {
      const response = await ask(mock, `/__mock/${path}`, { method: method ?? 'GET', headers });
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect(mock.ledger.clicks.size).toBe(1);
  });

  it.each([
    ['a tool', {}],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['its own page', { origin: HERE, 'sec-fetch-site': 'same-origin' }],
    ['an extension', { origin: 'chrome-extension://abcdef' }],
  ])('leave the control plane open to %s', async (_, headers) => {
    expect((await ask(guarded(), '/__mock/all', { headers })).status).toBe(200);
  });

  it('let an extension change things only by a request that has a preflight', async () => {
    const headers = { origin: 'moz-extension://abcdef' };
    expect((await ask(guarded(), '/__mock/reset', { method: 'POST', headers })).status).toBe(403);
    const json = { ...headers, 'content-type': 'application/json' };
    expect((await ask(guarded(), '/__mock/reset', { method: 'POST', headers: json })).status).toBe(200);
  });
});
