import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTED_MARK } from '@/lib/routing/route-rules';
import { ENVIRONMENTS } from '@/lib/tracker/dialects';
import { startHttpsPage } from '@/test/e2e/support/https-page';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import { integrationNamed, land, signUp } from '@/test/e2e/support/journey';
import type { Panel } from '@/test/e2e/support/panel';
import { choose, chooseRequest, requestOffered, untilDiffSays, untilStatus } from '@/test/e2e/support/replay-work';
import { route } from '@/test/e2e/support/routing-switch';
import { at, entriesOf, requestsTo } from '@/test/e2e/support/session-reading';
import { type ShopServer, startShop } from '@/test/e2e/support/shop-server';
import { type SilentHost, startSilentHost } from '@/test/e2e/support/silent-host';
import { until, untilLoaded } from '@/test/e2e/support/until';
import { launchDriver } from '@/test/e2e/support/world';

/** A routed page talks to the bundled mock, without a server and without a network, and nothing of it gets out. */

const answered = (panel: Panel, endpoint: string) =>
  until(
    async () => requestsTo(await panel.exportSession(), endpoint),
    (found) => found.some(({ status }) => status === 200),
    { what: `an answered ${endpoint}` },
  );

/** As a server would tell of the payment, with the default world's token. */
const saleOf = (userId: string) =>
  `curl https://api.affitor.com/api/v1/track/sale -H 'Authorization: Bearer affitor_test_token' -H 'Content-Type: application/json' -d '${JSON.stringify(
    { customer_key: userId, transaction_id: `txn_${userId}`, amount_cents: 4900, currency: 'USD' },
  )}'`;

const API = ENVIRONMENTS.production.origin;

/** What the document was told with its headers: there before its first script, as no message of ours can be. */
const marksOf = (page: PageUnderTest) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('navigation')
      .flatMap((entry) =>
        entry instanceof PerformanceNavigationTiming ? entry.serverTiming.map(({ name }) => name) : [],
      ),
  );

export const routing = (browser: BrowserName) =>
  describe(`Routing to the bundled mock in ${browser}`, () => {
    let driver: Driver;
    let host: SilentHost;
    let shop: ShopServer;
    /** With the SDK as it is in production, whose host nobody can resolve here. */
    let production: ShopServer;
    /** One for all of them: DevTools takes longest to open. */
    let shared: { page: PageUnderTest; panel: Panel };
    const openRouted = async (): Promise<typeof shared> => {
      const { page, panel } = shared;
      // On no site, whose cookies would be recorded as they go.
      await page.goto('about:blank');
      await driver.clearCookies();
      await panel.click('button', 'Clear');
      await route(panel, true);
      await page.goto(`${shop.origin}/pages/parts/no-tracker.html`);
      return shared;
    };
    beforeAll(async () => {
      host = await startSilentHost();
      shop = await startShop({ api: host.origin });
      production = await startShop({ api: API });
      driver = await launchDriver(browser, { network: 'cut' });
      const page = await driver.openPage();
      await page.goto(`${shop.origin}/pages/parts/no-tracker.html`);
      shared = { page, panel: await driver.openPanel(page) };
    });
    afterAll(async () => {
      await driver?.close();
      await shop?.close();
      await production?.close();
      await host?.close();
    });

    test.each(['v1', 'v2'])('%s: click and signup, over navigations, and no request gets out', async (name) => {
      const { page, panel } = await openRouted();
      expect(await marksOf(page)).toContain(ROUTED_MARK);
      const integration = integrationNamed(name);
      await land(page, shop.origin, integration);
      await signUp(page, shop.origin, integration);

      await panel.untilVerdict('attributed');
      expect(await answered(panel, 'click')).toMatchObject([{ dialect: name, status: 200, entry: { routed: true } }]);
      expect(await answered(panel, 'lead')).toMatchObject([{ dialect: name, status: 200, entry: { routed: true } }]);
      const urls = entriesOf(await panel.exportSession(), 'request').map(({ url }) => String(url));
      expect(urls.filter((url) => !url.startsWith('http'))).toEqual([]);
      expect(host.heard).toEqual([]);
    });

    test('the SDK without a network: a replay under another scenario differs, a sale closes the funnel', async () => {
      const { page, panel } = await openRouted();
      const integration = integrationNamed('v2');
      await land(page, production.origin, integration);
      // A host that no rule of ours blocks.
      expect(
        await page.evaluate(() => fetch('https://docs.affitor.com', { mode: 'no-cors' }).catch(() => 'cut off')),
      ).toBe('cut off');
      await signUp(page, production.origin, integration);
      const [lead] = await answered(panel, 'lead');
      expect(lead).toMatchObject({ url: `${API}/api/v1/track/lead`, status: 200, entry: { routed: true } });
      const userId = String(at(JSON.parse(lead?.body ?? '{}'), 'customer_key'));

      await panel.openTab('Replay');
      await choose(panel, 'Scenario', '404');
      await chooseRequest(panel, '/lead');
      await panel.click('button', 'Replay');
      await untilDiffSays(panel, 'Original 200');
      await untilDiffSays(panel, 'Replay 404');

      await choose(panel, 'Scenario', 'normal');
      await panel.click('button', 'Paste cURL');
      await panel.fill('textbox', 'cURL command', saleOf(userId));
      await panel.click('button', 'Use this command');
      await panel.click('button', 'Send to mock');
      await untilDiffSays(panel, '"success": true');
      for (const table of ['Sales', 'Commissions']) {
        await panel.click('tab', `Ledger ${table.toLowerCase()}`);
        await until(
          () => panel.has('table', table),
          (shown) => shown,
          { what: `a row among the ledger's ${table.toLowerCase()}` },
        );
      }
      expect(requestsTo(await panel.exportSession(), 'lead').filter(({ entry }) => entry.ours !== true)).toHaveLength(
        1,
      );
      await panel.untilVerdict('attributed');
      await untilLoaded(
        async () => (await panel.texts('list', 'Attribution path', 'listitem')).join('; '),
        (path) => /lead recorded\s*\S+, answered by the mock.*sale recorded\s*Sale \d+, sent again by you/i.test(path),
        { what: 'the path from click to sale to be closed' },
      );
      expect(host.heard).toEqual([]);
    });

    test('what the mock keeps is exported, forgotten, taken in again, and not lost to a broken file', async () => {
      const { panel } = shared;
      await panel.openTab('Replay');
      await panel.click('tab', 'Ledger sales');
      const untilSales = (shown: boolean) =>
        until(
          () => panel.has('table', 'Sales'),
          (are) => are === shown,
          { what: shown ? 'the sale in the ledger' : 'an empty ledger' },
        );
      await untilSales(true);
      const state = await panel.savedFile('mock-state.json', async () => {
        await panel.click('button', 'Mock data');
        await panel.click('menuitem', 'Export mock state');
      });
      expect(JSON.parse(state).sales).toHaveLength(1);
      await panel.click('button', 'Reset mock data');
      await untilSales(false);
      await panel.chooseMockState('state.json', state);
      await untilSales(true);
      await panel.chooseMockState('broken.json', state.replace('"programs"', '"programmes"'));
      await until(
        () => panel.evaluate((probe) => probe.all('alert').map(probe.textOf).join()),
        (said) => said.includes('broken.json was not imported, and the mock’s data is as it was'),
        { what: 'a broken state to be refused' },
      );
      await untilSales(true);
    });

    test('under a strict policy, with a host that is not there', async () => {
      const { page, panel } = await openRouted();
      await page.goto(`${shop.origin}/pages/parts/strict-csp.html?ref=PARTNER123`);
      expect(await answered(panel, 'click')).toMatchObject([{ dialect: 'v1', status: 200, entry: { routed: true } }]);
    });

    test('on an https page with the vendor’s own script tag, which gets its Secure cookie', async () => {
      const secure = await startHttpsPage(
        '<!doctype html><script async src="https://api.affitor.com/js/affitor-tracker.js" data-affitor-program-id="42"></script>',
      );
      const { page, panel } = await openRouted();
      await page.goto(`${secure.origin}/?aff=PARTNER123`);
      expect(await answered(panel, 'click')).toMatchObject([{ dialect: 'v2', status: 200, entry: { routed: true } }]);
      const cookie = await until(
        async () => entriesOf(await panel.exportSession(), 'cookie').find(({ name }) => name === 'affitor_click_id'),
        (found) => found !== undefined,
        { what: 'the customer cookie' },
      );
      expect(at(cookie, 'attributes')).toMatchObject({ secure: true });
      await secure.close();
    });

    test('in a frame', async () => {
      const { page, panel } = await openRouted();
      await page.goto(`${shop.origin}/pages/parts/frame.html`);
      const clicks = await answered(panel, 'click');
      expect(clicks).toMatchObject([{ status: 200, entry: { routed: true } }]);
      expect(clicks[0]?.entry.frameId).not.toBe(0);
      expect(host.heard).toEqual([]);
    });

    test('beacons, also of a page that is left, without a word to the host', async () => {
      const { page, panel } = await openRouted();
      const isTaken = await page.evaluate((api) => {
        const lead = JSON.stringify({ additional_data: { test_mode: true, program_id: 42 } });
        addEventListener('pagehide', () => navigator.sendBeacon(`${api}/api/tracking/lead?left`, lead));
        return navigator.sendBeacon(`${api}/api/tracking/lead`, lead);
      }, host.origin);
      expect(isTaken).toBe(true);
      await page.goto(`${shop.origin}/pages/parts/frame.html`);
      const beacons = await until(
        async () => requestsTo(await panel.exportSession(), 'lead').filter(({ entry }) => entry.carrier === 'beacon'),
        (found) => found.filter(({ status }) => status === 200).length === 2,
        { what: 'both beacons to be answered' },
      );
      expect(beacons.every(({ entry }) => entry.routed === true)).toBe(true);
      expect(host.heard).toEqual([]);
    });

    test('an API on a host that nobody had named before', async () => {
      const { page } = await openRouted();
      const other = shop.origin.replace('127.0.0.1', 'localhost');
      await page.goto(`${shop.origin}/pages/parts/no-tracker.html`);
      const status = await page.evaluate(async (url) => {
        const response = await fetch(url, { method: 'POST', body: '{}' });
        return response.status;
      }, `${other}/api/v1/track/lead`);
      expect(status).toBe(400);
      expect(shop.requests.filter(({ path }) => path.startsWith('/api/v1/track/'))).toEqual([]);
    });

    test('workers, shared and not, are cut off and reach nobody', async () => {
      const { page } = await openRouted();
      const said = await page.evaluate(async (url) => {
        const post = (port: MessagePort | Worker, how: string) =>
          new Promise<string>((resolve) => {
            port.onmessage = ({ data }: MessageEvent) => resolve(`${how}: ${data}`);
            port.postMessage(url);
          });
        const own = new Worker('/pages/parts/cut-off-worker.js');
        const { port } = new SharedWorker('/pages/parts/cut-off-worker.js');
        port.start();
        const registration = await navigator.serviceWorker.register('/pages/parts/cut-off-worker.js');
        const { port1, port2 } = new MessageChannel();
        (registration.active ?? registration.installing)?.postMessage(url, [port2]);
        const service = await new Promise((resolve) => {
          port1.onmessage = ({ data }) => resolve(`service worker: ${data}`);
        });
        await registration.unregister();
        return [await post(own, 'worker'), await post(port, 'shared worker'), service];
      }, `${host.origin}/api/tracking/test`);
      expect(said).toEqual(['worker: cut off', 'shared worker: cut off', 'service worker: cut off']);
      expect(host.heard).toEqual([]);
    });

    test('in the language that is chosen for the stand-in', async () => {
      const { page, panel } = await openRouted();
      const chosen: [choice: string, methods: string[]][] = [
        ['v1', ['redirectToCheckout']],
        ['v2', ['signup']],
        ['both', ['redirectToCheckout', 'signup']],
        ['automatic', ['redirectToCheckout', 'signup']],
      ];
      for (const [choice, methods] of chosen) {
        await choose(panel, 'Stand-in speaks', choice);
        await page.goto(`${shop.origin}/v1/?ref=PARTNER123`);
        await untilLoaded(
          () =>
            page.evaluate(() =>
              ['redirectToCheckout', 'signup'].filter((name) => name in (Reflect.get(window, 'affitor') ?? {})).join(),
            ),
          (found) => found === methods.join(),
          { what: `a stand-in for “${choice}” with ${methods}` },
        );
      }
      expect(host.heard).toEqual([]);
    });

    test('what nobody can answer, a synchronous request, is blocked and not let out', async () => {
      const { page } = await openRouted();
      const wasRefused = await page.evaluate((url) => {
        const request = new XMLHttpRequest();
        request.open('GET', url, false);
        try {
          request.send();
          return false;
        } catch {
          return true;
        }
      }, `${host.origin}/api/tracking/test`);
      expect(wasRefused).toBe(true);
      expect(host.heard).toEqual([]);
    });

    test('until it is switched off again', async () => {
      const { page, panel } = await openRouted();
      await route(panel, false);
      await page.goto(`${shop.origin}/v1/?ref=PARTNER123`);
      await untilLoaded(
        async () => host.heard.length,
        (count) => count > 0,
        { what: 'the page to ask the real host' },
      );
      expect(await marksOf(page)).not.toContain(ROUTED_MARK);
    });

    test('a replay from the page has its origin and cookies, and several go in order', async () => {
      // Of the same site as the host, which therefore gets its cookies.
      const origin = shop.origin.replace('127.0.0.1', 'localhost');
      await driver.clearCookies();
      const page = await driver.openPage();
      await page.goto(`${origin}/pages/parts/no-tracker.html`);
      await page.evaluate(async (api) => {
        // biome-ignore lint/suspicious/noDocumentCookie: as any page may
        document.cookie = 'of_this_site=1; Path=/';
        for (const path of ['test', 'lead']) await fetch(`${api}/api/tracking/${path}`, { method: 'POST', body: '{}' });
      }, host.origin);
      const panel = await driver.openPanel(page);
      const before = host.calls.length;
      const arrived = (count: number) =>
        until(
          () => host.calls.slice(before),
          (calls) => calls.length === count,
          { what: `${count} replays to reach the host` },
        );

      await panel.openTab('Replay');
      await choose(panel, 'Target', 'page');
      for (const path of ['/test', '/lead']) await requestOffered(panel, path);
      await panel.click('button', 'Select several');
      await panel.click('button', 'Select all shown');
      await panel.click('button', 'Replay selected');
      await panel.click('menuitem', '2 requests, as fast as possible');
      await panel.click('button', 'Send to localhost:1337');
      await untilStatus(panel, 'Replay progress', 'Replayed 2 of 2');
      expect((await arrived(2)).map(({ path }) => path)).toEqual(['/api/tracking/test', '/api/tracking/lead']);

      await chooseRequest(panel, '/lead');
      await panel.click('button', 'Replay');
      await panel.click('button', 'Send to localhost:1337');
      await untilDiffSays(panel, 'Replay 503');
      for (const call of await arrived(3)) {
        expect(call.origin).toBe(origin);
        expect(call.cookie).toContain('of_this_site=1');
      }
      await page.close();
    });
  });
