import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from '@/test/e2e/support/axe';
import type { BrowserName, Driver, PageUnderTest, ViewSettings } from '@/test/e2e/support/inspector';
import { until } from '@/test/e2e/support/until';
import { launchDriver } from '@/test/e2e/support/world';

/** Our own pages as people set their browsers up: without motion, in colours of their own, enlarged, or narrow. */

const PAGES = ['popup', 'options', 'demo'] as const;

export const access = (browser: BrowserName) =>
  describe(`Access in ${browser}`, () => {
    let driver: Driver;
    let page: PageUnderTest;
    let origin: string;
    beforeAll(async () => {
      driver = await launchDriver(browser);
      origin = await driver.extensionOrigin();
      page = await driver.openPage();
    });
    afterAll(() => driver?.close());

    const open = async (name: (typeof PAGES)[number], settings: ViewSettings) => {
      await page.goto(`${origin}/${name}.html`);
      // Firefox sets the zoom anew for each page.
      await page.emulate(settings);
      await until(
        () => page.evaluate(() => document.querySelectorAll('button').length),
        (count) => count > 0,
        { what: `${name} to be drawn` },
      );
      const { viewport } = settings;
      if (!viewport) return;
      await until(
        () => page.evaluate(() => innerWidth),
        (width) => width === viewport.width,
        { what: `${name} to be ${viewport.width} px wide` },
      );
    };

    /** What sticks out of the page sideways; what scrolls in a box of its own does not. */
    const sticksOut = () =>
      page.evaluate(() => {
        const isClipped = (element: Element | null): boolean =>
          element !== null &&
          element !== document.documentElement &&
          (getComputedStyle(element).overflowX !== 'visible' || isClipped(element.parentElement));
        return [...document.body.querySelectorAll<HTMLElement>('*')]
          .filter((element) => element.checkVisibility() && !isClipped(element.parentElement))
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
          .map((element) => element.outerHTML.slice(0, 120));
      });

    /** What still moves two frames after a step of the demo. */
    const movingAfterStep = () =>
      page.evaluate(async () => {
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
        for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
        return document.getAnimations().length;
      });

    test('nothing moves where motion is not wanted', async () => {
      await open('demo', {});
      expect(await movingAfterStep()).toBeGreaterThan(0);
      await open('demo', { reducedMotion: true });
      expect(await movingAfterStep()).toBe(0);
    });

    test.each(PAGES)('axe finds nothing in %s with forced colours, and the focus shows', async (name) => {
      await open(name, { forcedColors: true });
      await until(
        () => page.evaluate(() => matchMedia('(forced-colors: active)').matches),
        (active) => active,
        { what: 'the colours to be forced' },
      );
      expect(await faultsOf(page.evaluate)).toEqual([]);
      const outline = await page.evaluate(() => {
        const button = document.querySelector('button');
        button?.focus();
        return button ? getComputedStyle(button).outlineStyle : 'no button';
      });
      expect(outline).toBe('solid');
    });

    test.each(PAGES)('%s has all in its width at twice the size', async (name) => {
      await open(name, { viewport: { width: 640, height: 360, scale: 2 } });
      expect(await sticksOut()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
    });

    // The popup gives its window the width it needs.
    test.each(['options', 'demo'] as const)('%s has all in a width of 320 px', async (name) => {
      await open(name, { viewport: { width: 320, height: 700 } });
      expect(await sticksOut()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });
  });
