import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { type KeptRecord, readRecords } from '@/test/e2e/support/kept';
import { until } from '@/test/e2e/support/until';
import { openWorld, type World } from '@/test/e2e/support/world';

/** Windows that a page opens and works from outside: what goes through them is theirs, and all of it is there. */

export const popups = (browser: BrowserName) =>
  describe(`Windows that a page opens in ${browser}`, () => {
    let world: World;
    let own: PageUnderTest;
    let opener: PageUnderTest;
    beforeAll(async () => {
      world = await openWorld(browser);
      own = await world.driver.openPage();
      await own.goto(`${await world.driver.extensionOrigin()}/options.html`);
      opener = await world.openPage();
      await opener.goto(`${world.shop.origin}/pages/parts/popup-opener.html`);
    });
    afterAll(() => world?.close());

    const tabIds = () =>
      own.evaluate(async () => {
        const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
        const tabs: { id: number }[] = await api.tabs.query({});
        return tabs.map(({ id }) => id);
      });
    const openerTab = () =>
      own.evaluate(async () => {
        const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
        const tabs: { id: number; url?: string }[] = await api.tabs.query({});
        return tabs.find(({ url }) => url?.includes('/popup-opener.html'))?.id;
      });
    /** Calls a function of the opener's; gives what it gave, and the tab that came. */
    const callOpener = async (name: string, ...args: string[]) => {
      const before = await tabIds();
      const status = await opener.evaluate(
        async (name, args) => {
          const open: unknown = Reflect.get(window, name);
          return typeof open === 'function' ? Number(await open(...args)) : 0;
        },
        name,
        args,
      );
      const [tabId] = (await tabIds()).filter((id) => !before.includes(id));
      return { status, tabId, openerId: await openerTab() };
    };
    const isRequestOf = (step: string) => (record: KeptRecord) =>
      record.kind === 'request' && record.text.includes(`\\"step_id\\":\\"${step}\\"`);
    const told = async (step: string) => {
      const records = await until(
        async () => (await own.evaluate(readRecords)).filter(isRequestOf(step)),
        (found) => found.length > 1,
        { what: `“${step}” seen by page and browser` },
      );
      return records.map(({ source, tabId }) => ({ source, tabId })).sort((a, b) => b.source.localeCompare(a.source));
    };
    const bySeen = (tabId: number | undefined, inBrowser = tabId) => [
      { source: 'page', tabId },
      { source: 'browser', tabId: inBrowser },
    ];

    test.each(['about:blank', ''])(
      'what is sent through one of “%s”, and by what is written into it',
      async (address) => {
        const { status, tabId, openerId } = await callOpener('openBlank', address);
        expect(status).toBe(200);
        expect(tabId).toBeDefined();
        // Chromium takes what a window's first document sends, also once it was written into, for its opener's.
        const takenFor = browser === 'chromium' ? openerId : tabId;
        expect(await told(`at once by ${address}`)).toEqual(bySeen(tabId, takenFor));
        expect(await told(`written by ${address}`)).toEqual(bySeen(tabId, takenFor));
        const scripts = await until(
          async () =>
            (await own.evaluate(readRecords)).filter((record) => record.kind === 'script' && record.tabId === tabId),
          (found) => found.some(({ text }) => text.includes('"loaded"')),
          { what: 'the tracker that was written into it' },
        );
        expect(new Set(scripts.map(({ source }) => source))).toEqual(new Set(['page']));
      },
    );

    test('what is sent through one of the same site', async () => {
      const { status, tabId } = await callOpener('openOwn');
      expect(status).toBe(200);
      expect(await told('by a page of the same site')).toEqual(bySeen(tabId));
    });
  });
