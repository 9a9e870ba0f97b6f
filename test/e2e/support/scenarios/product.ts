import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, faultsOfPanel, wearTheme } from '@/test/e2e/support/axe';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { integrationNamed, land } from '@/test/e2e/support/journey';
import { type Panel, TABS } from '@/test/e2e/support/panel';
import { openSignedUp } from '@/test/e2e/support/signed-up';
import { until, untilLoaded } from '@/test/e2e/support/until';
import type { World } from '@/test/e2e/support/world';

/** The pages beside the panel: popup, options and demo, and that all of it can be read by everybody. */

const THEMES = ['light', 'dark'] as const;

const WIDE = ['wide and light', { width: 1280, height: 720 }, 'light'] as const;
const NARROW = ['in a dark dock 320 px wide', { width: 320, height: 700 }, 'dark'] as const;
/** The views are the same in both; reading them through Firefox's remote protocol takes a good while longer. */
const DOCKS = { chromium: [WIDE, NARROW], firefox: [NARROW] };

export const product = (browser: BrowserName) =>
  describe(`Popup, options and demo in ${browser}`, () => {
    let world: World;
    let origin: string;
    let panel: Panel;
    let page: PageUnderTest;
    let own: PageUnderTest;

    const textOf = (selector: string) =>
      own.evaluate((selector) => document.querySelector<HTMLElement>(selector)?.innerText ?? '', selector);
    const untilText = (selector: string, wanted: string) =>
      until(
        () => textOf(selector),
        (text) => text.includes(wanted),
        { what: `"${wanted}" in ${selector}` },
      );
    const press = (key: string) =>
      own.evaluate((key) => {
        window.dispatchEvent(new KeyboardEvent('keydown', { key }));
      }, key);
    const choose = (label: string, value: string) =>
      own.evaluate(
        (label, value) => {
          const found = [...document.querySelectorAll('label')].find((one) => one.innerText.startsWith(label));
          const select = found?.querySelector('select');
          if (!select) throw new Error(`No choice is labelled ${label}.`);
          select.value = value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        },
        label,
        value,
      );
    const expectNoFaults = async () => {
      for (const theme of THEMES) {
        await wearTheme(own.evaluate, theme);
        // What fades in has no contrast yet.
        await own.evaluate(async () => {
          await Promise.all(document.getAnimations().map(({ finished }) => finished));
        });
        expect(await faultsOf(own.evaluate), theme).toEqual([]);
      }
    };

    beforeAll(async () => {
      ({ world, page, panel } = await openSignedUp(browser, { mockPort: 'any' }));
      origin = await world.driver.extensionOrigin();
      own = await world.driver.openPage();
    });
    afterAll(() => world?.close());

    const openPopup = async () => {
      await own.goto(`${origin}/options.html`);
      const tabId = await own.evaluate(async (shop) => {
        const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
        const tabs: { id: number; url?: string }[] = await api.tabs.query({});
        return tabs.find(({ url }) => url?.startsWith(shop))?.id;
      }, world.shop.origin);
      await own.goto(`${origin}/popup.html?tab=${tabId}`);
    };
    const badge = () =>
      own.evaluate(async (shop) => {
        const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
        const tabs: { id: number; url?: string }[] = await api.tabs.query({});
        const tabId = tabs.find(({ url }) => url?.startsWith(shop))?.id;
        return String(await api.action.getBadgeText({ tabId }));
      }, world.shop.origin);

    test('the popup says of a tab what the panel says', async () => {
      await openPopup();
      await untilText('[role=status]', 'Working');
      expect(await textOf('[aria-label=Facts]')).toMatch(/Click.*recorded/s);
      await expectNoFaults();
    });

    test('the browser’s button shows the verdict, unless an option says not to', async () => {
      await own.goto(`${origin}/options.html`);
      const untilBadge = (wanted: 'some' | 'none') =>
        untilLoaded(badge, (text) => (text === '') === (wanted === 'none'), {
          what: `${wanted} of the verdict on the button`,
        });
      const toggle = () =>
        own.evaluate(() => {
          const labels = [...document.querySelectorAll('label')];
          labels.find(({ textContent }) => textContent.includes('Show the verdict'))?.click();
        });
      await untilBadge('some');
      const save = async () => {
        await toggle();
        await own.click('button[class*=primary]');
      };
      for (const left of ['none', 'some'] as const) {
        await save();
        await untilBadge(left);
      }
      // A background that was stopped knows its tabs again.
      for (const left of ['none', 'some'] as const) {
        await world.driver.stopBackground();
        await save();
        await untilBadge(left);
      }
    });

    test('the options keep what was saved', async () => {
      await own.goto(`${origin}/options.html`);
      await untilText('h1', 'Affitor Inspector');
      await expectNoFaults();
      await own.fill('textarea', 'track.example.com');
      await own.click('button[class*=primary]');
      await untilText('[aria-live]', 'Saved');
      await own.goto(`${origin}/options.html`);
      await until(
        () => own.evaluate(() => document.querySelector('textarea')?.value),
        (value) => value === 'track.example.com',
        { what: 'the saved host' },
      );
    });

    test('the theme that was chosen is the panel’s too, until DevTools decides again', async () => {
      const inDevTools = await panel.theme();
      const themeOfPanel = (wanted: string) =>
        until(
          () => panel.theme(),
          (theme) => theme === wanted,
          { what: `the panel in the theme ${wanted}` },
        );
      const themeOfPage = (wanted: string) =>
        until(
          () => own.evaluate(() => document.documentElement.dataset.theme ?? ''),
          (theme) => theme === wanted,
          { what: `this page in the theme "${wanted}"` },
        );
      await choose('Theme', 'dark');
      await own.click('button[class*=primary]');
      await themeOfPanel('dark');
      await themeOfPage('dark');
      await choose('Theme', 'system');
      await own.click('button[class*=primary]');
      await themeOfPanel(inDevTools);
      await themeOfPage('');
    });

    test('the demo goes from the link to the commission by keyboard', async () => {
      await own.goto(`${origin}/demo.html`);
      await untilText('h1', 'Maya shares a link');
      for (const headline of ['A reader follows it', 'The reader signs up', 'The reader buys']) {
        await press('ArrowRight');
        await untilText('h1', headline);
      }
      await press('ArrowRight');
      await untilText('h1', 'Maya’s link became a sale');
      await untilText('[data-scene=commission]', '$14.70');
      await untilText('[data-verdict]', 'Working');
      await expectNoFaults();
      await press('r');
      await untilText('h1', 'Maya shares a link');
    });

    test('the demo tells what a refused cookie costs, and asks nobody', async () => {
      await choose('Partner', 'devs-weekly');
      await choose('Goes wrong', 'cookie-blocked');
      await choose('Speed', '4');
      await press(' ');
      await untilText('h1', 'Devs Weekly’s sale was credited to nobody');
      await untilText('[data-verdict]', 'refused');
      const asked = await own.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .flatMap(({ name }) => (name.startsWith(location.origin) ? [] : [name])),
      );
      expect(asked).toEqual([]);
      await expectNoFaults();
    });

    test('the panel’s session is presented in the same view, without personal data', async () => {
      await panel.click('button', 'Present session');
      const url = await until(
        () =>
          own.evaluate(async () => {
            const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
            const tabs: { id: number; url?: string }[] = await api.tabs.query({});
            const shown = tabs.find((tab) => tab.url?.includes('/demo.html?session='));
            if (!shown) return '';
            // Nothing is drawn in a tab behind it.
            await api.tabs.remove(shown.id);
            await api.tabs.update((await api.tabs.getCurrent()).id, { active: true });
            return shown.url ?? '';
          }),
        (found) => found !== '',
        { what: 'a tab with the presentation' },
      );
      await own.goto(url);
      await untilText('[role=status]:not([aria-label])', '1 of 3');
      await press('ArrowRight');
      await press('ArrowRight');
      await untilText('[data-verdict]', 'Working');
      await untilText('h1', 'The visitor signs up');
      expect(await textOf('body')).not.toMatch(/PARTNER123|@example\./);
      await expectNoFaults();
    });

    test.each(DOCKS[browser])('axe finds nothing in any view of the panel, %s', async (_, size, theme) => {
      await panel.resize(size);
      const faults: string[] = [];
      await panel.evaluate((_probe, theme) => {
        document.documentElement.dataset.theme = theme;
      }, theme);
      for (const tab of TABS) {
        await panel.openTab(tab);
        faults.push(...(await faultsOfPanel(panel)).map((fault) => `${tab}: ${fault}`));
        const { content, window } = await panel.evaluate(() => ({
          content: document.documentElement.scrollWidth,
          window: innerWidth,
        }));
        if (content > window) faults.push(`${tab}: ${content} px wide in ${window} px`);
      }
      expect(faults).toEqual([]);
    });

    test('popup and button go by what the panel was told of the site', async () => {
      await land(page, world.shop.origin, integrationNamed('v1-debug'));
      await panel.untilVerdict('test-only');
      const errorsInPanel = async () => (await panel.findings()).filter(({ severity }) => severity === 'error').length;
      const choices = [
        { choice: 'production', errors: 1, says: /1 error/ },
        { choice: '', errors: 0, says: /^(?!.*error)/s },
      ];
      for (const { choice, errors, says } of choices) {
        await panel.fill('combobox', 'Judged as', choice);
        await until(errorsInPanel, (count) => count === errors, { what: `${errors} errors in the panel` });
        const popup = await untilLoaded(
          async () => {
            await openPopup();
            await untilText('[role=status]', 'Test only');
            return textOf('[aria-label=Facts]');
          },
          (facts) => says.test(facts),
          { what: `a popup that tells of ${errors} errors` },
        );
        expect(popup).toMatch(says);
        await until(badge, (text) => text === 'T', { what: 'the panel’s verdict on the button' });
      }
    });

    test('the button shows the verdict of a page that is never quiet', async () => {
      await own.goto(`${origin}/options.html`);
      await land(page, world.shop.origin, integrationNamed('v1'));
      await page.evaluate(() => {
        setInterval(() => console.log('[Affitor Tracker] Using advertiser ID: 42'), 100);
      });
      await until(badge, (text) => text === '…', { what: 'a signup to wait for' });
      await page.evaluate(() => {
        window.affitor?.trackLead?.({ email: 'jo.lind@example.com', user_id: 'u_4711' });
      });
      await until(badge, (text) => text === '✓', { what: 'the signup on the button' });
      // So that it is quiet again.
      await page.goto(`${world.shop.origin}/v1/`);
    });

    test('the options delete what is kept of every tab', async () => {
      await own.goto(`${origin}/options.html`);
      await untilText('[aria-label=Kept]', 'observations of');
      await own.click('fieldset button');
      await untilText('[aria-label=Deletion]', 'Deleted');
      await untilText('[aria-label=Kept]', 'Nothing is kept');
      await panel.openTab('Timeline');
      await until(
        () => panel.rowCount('Timeline'),
        (count) => count === 0,
        { what: 'an empty timeline' },
      );
    });
  });
