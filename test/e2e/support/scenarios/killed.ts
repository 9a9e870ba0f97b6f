import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, Driver } from '@/test/e2e/support/inspector';
import { countAgainst, sendWhileKilling } from '@/test/e2e/support/kill';
import { type MatrixServer, startMatrixServer } from '@/test/e2e/support/matrix-server';
import { until } from '@/test/e2e/support/until';
import { launchDriver } from '@/test/e2e/support/world';

/** The background ends whenever the browser likes; the bench does the same with more events. */

const KILLS = 4;
const EVENTS_A_ROUND = 60;

export const killed = (browser: BrowserName) =>
  describe(`A background killed in ${browser}`, () => {
    let server: MatrixServer;
    let driver: Driver;
    beforeAll(async () => {
      server = await startMatrixServer();
      driver = await launchDriver(browser);
    });
    afterAll(async () => {
      await driver?.close();
      await server?.close();
    });

    test('loses nothing and doubles nothing', async () => {
      const page = await driver.openPage();
      await page.goto(`${server.origin}/after.html`);
      await sendWhileKilling(driver, server, page, { kills: KILLS, eventsARound: EVENTS_A_ROUND });
      const panel = await driver.openPanel(page);
      const { lost, doubled } = await until(
        async () => ({
          // What the panel says meanwhile, such as that it has lost the background, tells where to look.
          panel: await panel.evaluate(() => document.body.innerText.slice(0, 400)),
          ...countAgainst(server, await panel.exportSession()),
        }),
        (count) => count.lost.length === 0,
        { what: 'everything sent to be in the journal' },
      );
      expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
      await page.close();
    });
  });
