import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import { at, entriesOf, requestsTo } from '@/test/e2e/support/session-reading';
import { until, within } from '@/test/e2e/support/until';
import { launchDriver, openWorld, type World } from '@/test/e2e/support/world';

/** Pages that make it hard for a guest: each computes exactly what it does in the same browser without us. */

const PAGES = ['throwing-queue', 'own-fetch', 'frozen-queue', 'affitor-getter', 'large-bodies'] as const;

const readOutcome = (page: PageUnderTest) =>
  within(
    page.evaluate(async () => {
      const outcome: unknown = Reflect.get(window, 'outcome');
      return outcome;
    }),
    { what: 'The page computing its outcome' },
  );

export const hostilePages = (browser: BrowserName) =>
  describe(`Hostile pages in ${browser}`, () => {
    let world: World;
    let plain: Driver;
    beforeAll(async () => {
      world = await openWorld(browser);
      plain = await launchDriver(browser, { extension: 'none' });
    });
    afterAll(async () => {
      await plain?.close();
      await world?.close();
    });

    const addressOf = (name: string) => `${world.shop.origin}/pages/hostile/${name}.html`;

    test.each(PAGES)('%s computes what it computes without us', async (name) => {
      const alone = await plain.openPage();
      await alone.goto(addressOf(name));
      const expected = await readOutcome(alone);
      await alone.close();

      const page = await world.openPage();
      await page.goto(addressOf(name));
      expect(await readOutcome(page)).toEqual(expected);
      await page.close();
    });

    test('with its panel open it computes the same, and the panel shows what it could', async () => {
      for (const name of PAGES) {
        const alone = await plain.openPage();
        await alone.goto(addressOf(name));
        const expected = await readOutcome(alone);
        await alone.close();

        const page = await world.openPage();
        const panel = await world.driver.openPanel(page);
        await page.goto(addressOf(name));
        expect(await readOutcome(page), name).toEqual(expected);
        await panel.openTab('Timeline');
        await until(
          () => panel.rowCount('Timeline'),
          (count) => count > 0,
          { what: `rows of ${name}` },
        );
        await page.close();
      }
    });

    test('a body too large to keep says how large it was', async () => {
      const page = await world.openPage();
      const panel = await world.driver.openPanel(page);
      await page.goto(addressOf('large-bodies'));
      await readOutcome(page);
      const session = await until(
        () => panel.exportSession(),
        (exported) => requestsTo(exported, 'lead').length >= 6,
        { what: 'six large requests' },
      );
      const sizes = requestsTo(session, 'lead').map(({ entry }) => at(entry, 'body', 'sizeBytes'));
      expect(sizes).toContain(5 * 1024 * 1024);
      await page.close();
    });

    test('a queue that cannot be watched is told, not passed over', async () => {
      const page = await world.openPage();
      const panel = await world.driver.openPanel(page);
      await page.goto(addressOf('frozen-queue'));
      await readOutcome(page);
      const session = await until(
        () => panel.exportSession(),
        (exported) => entriesOf(exported, 'queue').length > 0,
        { what: 'an entry for the frozen queue' },
      );
      expect(entriesOf(session, 'queue').length).toBeGreaterThan(0);
      await page.close();
    });
  });
