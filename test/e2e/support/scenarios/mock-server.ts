import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { integrationNamed, land, signUp } from '@/test/e2e/support/journey';
import { type MockServer, startMock } from '@/test/e2e/support/mock-server';
import type { Panel } from '@/test/e2e/support/panel';
import { choose, chooseRequest, untilDiffSays } from '@/test/e2e/support/replay-work';
import { route } from '@/test/e2e/support/routing-switch';
import { entriesOf, requestsTo } from '@/test/e2e/support/session-reading';
import { type SilentHost, startSilentHost } from '@/test/e2e/support/silent-host';
import { until, untilLoaded } from '@/test/e2e/support/until';
import { openWorld, type World } from '@/test/e2e/support/world';

/** A mock server at a URL in place of the bundled mock: for a routed page, and for what is sent again. */

const V1 = integrationNamed('v1');
const DEAD = 'does not answer';

/** Of what the server says it was asked, what is read here. */
type Seen = { method: string; path: string; status: number | null; body: Record<string, unknown> | null };

export const mockServer = (browser: BrowserName) =>
  describe(`A mock server at a URL in ${browser}`, () => {
    let host: SilentHost;
    let world: World;
    let server: MockServer;
    let page: PageUnderTest;
    let panel: Panel;

    const control = async (path: string, put?: object): Promise<unknown> => {
      const init = put && { method: 'PUT', body: JSON.stringify(put), headers: { 'content-type': 'application/json' } };
      const response = await fetch(`${server.origin}/__mock/${path}`, init);
      expect([path, response.status]).toEqual([path, 200]);
      return response.json();
    };
    const asked = async () => (await control('all')) as Seen[];
    const ledger = async () => (await control('ledger')) as LedgerSnapshot;

    /** Types an address and presses Enter, as a person does. */
    const giveAddress = async (field: string, address: string) => {
      await panel.fill('textbox', field, address);
      await panel.evaluate((probe, field) => {
        const typed = probe.find('textbox', field);
        typed.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      }, field);
    };

    const alerts = () => panel.evaluate((probe) => probe.all('alert').map(probe.textOf));
    const untilAlert = (words: string) =>
      until(alerts, (said) => said.some((one) => one.includes(words)), { what: `an alert that says “${words}”` });

    /** The status of an answer the page may read. */
    const ask = (path: string) =>
      page.evaluate(
        (url) =>
          fetch(url, { method: 'POST', body: '{}' }).then(
            ({ status }) => status,
            () => 'refused' as const,
          ),
        `${host.origin}${path}`,
      );

    beforeAll(async () => {
      host = await startSilentHost();
      world = await openWorld(browser, { mockPort: 'any', api: host.origin });
      server = world.mock;
      page = await world.openPage();
      await page.goto(`${world.shop.origin}/pages/parts/no-tracker.html`);
      panel = await world.driver.openPanel(page);
    });
    afterAll(async () => {
      // The one that took the place of the world's.
      await server?.close();
      await world?.close();
      await host?.close();
    });

    test('answers a page that is routed to it, and the real host hears nothing', async () => {
      await panel.openTab('Replay');
      await choose(panel, 'Answered by', 'server');
      await giveAddress('Mock server for routing', server.origin);
      await route(panel, true);
      expect(await panel.textOf('complementary', 'Mock')).toContain(`go to the mock at ${server.origin}.`);

      await land(page, world.shop.origin, V1);
      await signUp(page, world.shop.origin, V1);
      await panel.untilVerdict('attributed');

      expect(await asked()).toMatchObject([
        { method: 'POST', path: '/api/tracking/click', status: 200 },
        { method: 'POST', path: '/api/tracking/lead', status: 200 },
      ]);
      expect(await asked()).toHaveLength(2);
      const { customers, leads } = await ledger();
      expect(customers).toMatchObject([{ partner_code: 'PARTNER123', status: 'lead' }]);
      expect(leads).toHaveLength(1);
      const cookie = await page.evaluate(() => /(?:^|; )customer_code=([^;]*)/.exec(document.cookie)?.[1]);
      expect(cookie).toBe(customers[0]?.code);
      const session = await panel.exportSession();
      const told = [...requestsTo(session, 'click'), ...requestsTo(session, 'lead')];
      expect(told).toMatchObject([
        { status: 200, entry: { routed: true } },
        { status: 200, entry: { routed: true } },
      ]);
      await panel.openTab('Leads');
      expect(await panel.texts('list', 'Leads', 'listitem')).toEqual([expect.stringContaining('recorded (mock)')]);
      expect(host.heard).toEqual([]);
    });

    test('takes a replay, whose answer stands beside the original, and which is marked', async () => {
      await panel.openTab('Replay');
      await choose(panel, 'Target', 'server');
      await panel.fill('textbox', 'Mock server', server.origin);
      await chooseRequest(panel, '/lead');
      await control('scenario', { scenario: '404', endpoint: 'lead' });
      await panel.click('button', 'Replay');
      await untilDiffSays(panel, 'Original 200');
      const difference = await untilDiffSays(panel, 'Replay 404');
      expect(difference).toContain('mock server');
      expect(difference).toContain('Status 200 became 404');
      expect(difference).not.toContain('access-control-allow-origin');
      expect(difference).toContain('/error is new');
      expect(difference).toContain('/success is gone');
      expect(difference).toContain('The ledger is as it was');

      await control('scenario', { scenario: 'normal' });
      await panel.click('button', 'Edit and replay');
      const body = await panel.evaluate((probe) => (probe.find('textbox', 'Body') as HTMLTextAreaElement).value);
      await panel.fill('textbox', 'Body', JSON.stringify({ ...JSON.parse(body), user_id: 'u_again' }));
      await panel.click('button', 'Send to mock server');
      expect(await untilDiffSays(panel, 'Replay 200')).toMatch(/In the ledger: .*customer/i);

      const [, , refused, taken, ...others] = await asked();
      expect(refused).toMatchObject({ path: '/api/tracking/lead', status: 404 });
      expect(taken).toMatchObject({ path: '/api/tracking/lead', status: 200, body: { user_id: 'u_again' } });
      expect(others).toEqual([]);
      expect((await ledger()).customers).toMatchObject([{ customer_key: 'u_again' }]);

      const replays = entriesOf(await panel.exportSession(), 'request').filter((entry) => entry.ours === true);
      expect(replays.map(({ url, routed }) => [url, routed === true])).toEqual([
        [`${server.origin}/api/tracking/lead`, false],
        [`${server.origin}/api/tracking/lead`, false],
      ]);
      await panel.openTab('Timeline');
      const marked = (await panel.rows('Timeline')).filter((cells) => cells.join(' ').includes('sent again by you'));
      expect(marked).toHaveLength(2);
      await panel.openTab('Leads');
      expect(await panel.texts('list', 'Leads', 'listitem')).toHaveLength(1);
      await panel.untilVerdict('attributed');
      expect(host.heard).toEqual([]);
    });

    test('refuses the page an answer by CORS, as a server does', async () => {
      await control('scenario', { scenario: 'cors-refused' });
      expect(await ask('/api/tracking/test')).toBe('refused');
      await control('scenario', { scenario: 'normal' });
      expect(await ask('/api/tracking/test')).toBe(400);
      expect(host.heard).toEqual([]);
    });

    test('that is gone is named, with how to start it, and nothing goes elsewhere', async () => {
      const { origin } = server;
      await server.close();
      expect(await ask('/api/tracking/test')).toBe('refused');
      await panel.openTab('Overview');
      const [said] = await untilAlert(DEAD);
      expect(said).toContain(`The mock server at ${origin} ${DEAD}`);
      await panel.openTab('Replay');
      await panel.click('button', 'Replay');
      await untilDiffSays(panel, `The mock server at ${origin} ${DEAD}`);
      expect(await panel.textOf('region', 'Response difference')).toContain(
        `affitor-inspector mock --port ${new URL(origin).port}`,
      );
      expect(host.heard).toEqual([]);

      server = await startMock(Number(new URL(origin).port));
      expect(await ask('/api/tracking/test')).toBe(400);
      await panel.click('button', 'Replay');
      await untilDiffSays(panel, 'Original');
      await until(alerts, (said) => said.length === 0, { what: 'no more complaint about the server' });
    });

    test('has to have an address: what is none is refused where it is typed', async () => {
      await giveAddress('Mock server for routing', 'localhost:1337');
      await untilAlert('“localhost:1337” is not the address of a server');
      await panel.fill('textbox', 'Mock server', 'localhost:1337');
      await panel.click('button', 'Replay');
      await untilLoaded(alerts, (said) => said.filter((one) => one.includes('“localhost:1337”')).length === 2, {
        what: 'a replay to no address to be refused',
      });
    });
  });
