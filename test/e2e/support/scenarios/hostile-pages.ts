import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import type { Panel } from '@/test/e2e/support/panel';
import { at, entriesOf, requestsTo } from '@/test/e2e/support/session-reading';
import { until, within } from '@/test/e2e/support/until';
import { launchDriver, openWorld, type World } from '@/test/e2e/support/world';

/** Pages that make it hard for a guest: each computes exactly what it does in the same browser without us. */

const PAGES = [
  'throwing-queue',
  'own-fetch',
  'affitor-getter',
  'frozen-queue',
  'odd-calls',
  'odd-arguments',
  'spoiled-built-ins',
  'frames-and-workers',
  'forger',
  'large-bodies',
] as const;

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
    let alone: PageUnderTest;
    /** The page whose panel is open, one for all of them: DevTools takes longest to open. */
    let inspected: PageUnderTest;
    let panel: Panel;
    const outcomes = new Map<string, unknown>();
    beforeAll(async () => {
      [world, plain] = await Promise.all([openWorld(browser), launchDriver(browser, { extension: 'none' })]);
      alone = await plain.openPage();
      inspected = await world.openPage();
      panel = await world.driver.openPanel(inspected);
    });
    afterAll(async () => {
      await plain?.close();
      await world?.close();
    });

    const addressOf = (name: string) => `${world.shop.origin}/pages/hostile/${name}.html`;

    const outcomeIn = async (page: PageUnderTest, name: string): Promise<unknown> => {
      await page.goto(name.startsWith('/') ? `${world.shop.origin}${name}` : addressOf(name));
      return readOutcome(page);
    };

    /** What the page computes in the same browser without us. */
    const outcomeAlone = async (name: string): Promise<unknown> => {
      if (!outcomes.has(name)) outcomes.set(name, await outcomeIn(alone, name));
      return outcomes.get(name);
    };

    const showAnew = async (name: string): Promise<unknown> => {
      await inspected.goto('about:blank');
      await world.driver.clearCookies();
      await panel.click('button', 'Clear');
      return outcomeIn(inspected, name);
    };

    test.each(PAGES)('%s computes what it computes without us', async (name) => {
      const page = await world.openPage();
      const [outcome, expected] = await Promise.all([outcomeIn(page, name), outcomeAlone(name)]);
      expect(outcome).toEqual(expected);
      await page.close();
    });

    test.each(PAGES)('%s computes the same with its panel open, which shows what it could', async (name) => {
      await panel.openTab('Timeline');
      expect(await showAnew(name)).toEqual(await outcomeAlone(name));
      await until(
        () => panel.rowCount('Timeline'),
        (count) => count > 0,
        { what: 'rows' },
      );
    });

    test('of the last one, a body too large to keep says how large it was', async () => {
      const session = await until(
        () => panel.exportSession(),
        (exported) => requestsTo(exported, 'lead').length >= 6,
        { what: 'six large requests', timeoutMs: 40_000 },
      );
      const sizes = requestsTo(session, 'lead').map(({ entry }) => at(entry, 'body', 'sizeBytes'));
      expect(sizes).toContain(5 * 1024 * 1024);
    });

    test('a page without a tracker has its natives, whatever of them we could listen in to', async () => {
      const page = await world.openPage();
      const [outcome, expected] = await Promise.all([
        outcomeIn(page, '/pages/parts/untouched.html'),
        outcomeAlone('/pages/parts/untouched.html'),
      ]);
      expect(outcome).toEqual(expected);
      await page.close();
    });

    test('a queue that cannot be watched is told, not passed over', async () => {
      await showAnew('frozen-queue');
      const session = await until(
        () => panel.exportSession(),
        (exported) => entriesOf(exported, 'queue').length > 0,
        { what: 'an entry for the frozen queue', timeoutMs: 40_000 },
      );
      expect(entriesOf(session, 'queue').length).toBeGreaterThan(0);
    });
  });
