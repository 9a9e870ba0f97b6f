import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { integrationNamed, land, signUpByOauth } from '@/test/e2e/support/journey';
import { readKept } from '@/test/e2e/support/kept';
import { untilLoaded } from '@/test/e2e/support/until';
import { openWorld, type World } from '@/test/e2e/support/world';

/** A visit in a private window, where the user allows the extension: followed as any other, and never written down. */

/** Of whoever signs up through the other company's login. */
const EMAIL = 'jo@example.com';

export const privateWindows = (browser: BrowserName) =>
  describe(`A private window of ${browser}`, () => {
    let world: World;
    let own: PageUnderTest;
    beforeAll(async () => {
      world = await openWorld(browser, { mockPort: 'any', allowPrivate: true });
      own = await world.driver.openPage();
      await own.goto(`${await world.driver.extensionOrigin()}/options.html`);
    });
    afterAll(() => world?.close());

    const shopTab = () =>
      own.evaluate(async (shop) => {
        const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
        const tabs: { id: number; url?: string; incognito: boolean }[] = await api.tabs.query({});
        const tab = tabs.find(({ url }) => url?.startsWith(shop));
        return tab && { id: tab.id, isPrivate: tab.incognito };
      }, world.shop.origin);
    const verdictOf = (tabId: number) =>
      own.evaluate(async (tabId) => {
        const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
        return String((await api.runtime.sendMessage({ type: 'glance', tabId }))?.value);
      }, tabId);
    /** What names the visit: its site, and who signed up. */
    const traces = (text: string) => [world.shop.origin, EMAIL].filter((word) => text.includes(word));

    test.each(['ordinary', 'private'] as const)('shows the verdict of a visit in %s windows', async (kind) => {
      const isPrivate = kind === 'private';
      const v1 = integrationNamed('v1');
      const page = await world.driver.openPage({ isPrivate });
      await land(page, world.shop.origin, v1);
      // Whose page stays while the lead is answered: in a private window of Chromium that takes longer.
      await signUpByOauth(page, world.shop.origin, v1);
      const tab = await shopTab();
      expect(tab?.isPrivate).toBe(isPrivate);
      const tabId = tab?.id ?? 0;
      await untilLoaded(
        () => verdictOf(tabId),
        (value) => value === 'attributed',
        { what: 'the verdict of the visit' },
      );
      const { onDisk } = await own.evaluate(readKept);
      // An ordinary window leaves both, so that what is looked for here would be found.
      expect(traces(onDisk)).toEqual(isPrivate ? [] : [world.shop.origin, EMAIL]);

      await page.close();
      await untilLoaded(
        () => own.evaluate(readKept),
        ({ onDisk, inMemory }) => traces(onDisk + inMemory).length === 0,
        { what: 'nothing to be left of the visit' },
      );
      expect(await verdictOf(tabId)).not.toBe('attributed');
    });
  });
