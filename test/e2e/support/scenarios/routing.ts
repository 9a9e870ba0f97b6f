import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import { integrationNamed, land, signUp } from '@/test/e2e/support/journey';
import type { Panel } from '@/test/e2e/support/panel';
import { requestsTo } from '@/test/e2e/support/session-reading';
import { type ShopServer, startShop } from '@/test/e2e/support/shop-server';
import { type SilentHost, startSilentHost } from '@/test/e2e/support/silent-host';
import { until, untilLoaded } from '@/test/e2e/support/until';
import { launchDriver } from '@/test/e2e/support/world';

/** A routed page talks to the bundled mock, without a server and without a network, and nothing of it gets out. */

const SWITCH = 'Route this page to the mock';

const isOn = (panel: Panel) =>
  panel.evaluate((probe, name) => probe.find('switch', name).getAttribute('aria-checked') === 'true', SWITCH);

const route = async (panel: Panel, on: boolean) => {
  await panel.openTab('Replay');
  if ((await isOn(panel)) !== on) await panel.click('switch', SWITCH);
  await until(
    () => isOn(panel),
    (state) => state === on,
    { what: `routing to be ${on ? 'on' : 'off'}` },
  );
};

const answered = (panel: Panel, endpoint: string) =>
  until(
    async () => requestsTo(await panel.exportSession(), endpoint),
    (found) => found.some(({ status }) => status === 200),
    { what: `an answered ${endpoint}` },
  );

export const routing = (browser: BrowserName) =>
  describe(`Routing to the bundled mock in ${browser}`, () => {
    let driver: Driver;
    let host: SilentHost;
    let shop: ShopServer;
    const openRouted = async (): Promise<{ page: PageUnderTest; panel: Panel }> => {
      await driver.clearCookies();
      const page = await driver.openPage();
      await page.goto(`${shop.origin}/pages/parts/no-tracker.html`);
      const panel = await driver.openPanel(page);
      await route(panel, true);
      return { page, panel };
    };
    beforeAll(async () => {
      host = await startSilentHost();
      shop = await startShop({ api: host.origin });
      driver = await launchDriver(browser);
    });
    afterAll(async () => {
      await driver?.close();
      await shop?.close();
      await host?.close();
    });

    test.each(['v1', 'v2'])('%s: click and signup, over navigations, and no request gets out', async (name) => {
      const { page, panel } = await openRouted();
      const integration = integrationNamed(name);
      await land(page, shop.origin, integration);
      await signUp(page, shop.origin, integration);

      await panel.untilVerdict('attributed');
      expect(await answered(panel, 'click')).toMatchObject([{ dialect: name, status: 200, entry: { routed: true } }]);
      expect(await answered(panel, 'lead')).toMatchObject([{ dialect: name, status: 200, entry: { routed: true } }]);
      expect(host.heard).toEqual([]);
      await page.close();
    });

    test('under a strict policy, with a host that is not there', async () => {
      const { page, panel } = await openRouted();
      await page.goto(`${shop.origin}/pages/parts/strict-csp.html?ref=PARTNER123`);
      expect(await answered(panel, 'click')).toMatchObject([{ dialect: 'v1', status: 200, entry: { routed: true } }]);
      await page.close();
    });

    test('in a frame', async () => {
      const { page, panel } = await openRouted();
      await page.goto(`${shop.origin}/pages/parts/frame.html`);
      const clicks = await answered(panel, 'click');
      expect(clicks).toMatchObject([{ status: 200, entry: { routed: true } }]);
      expect(clicks[0]?.entry.frameId).not.toBe(0);
      expect(host.heard).toEqual([]);
      await page.close();
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
      await page.close();
    });
  });
