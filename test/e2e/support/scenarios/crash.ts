import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import { openTestForm } from '@/test/e2e/support/site-test-form';
import { untilLoaded } from '@/test/e2e/support/until';
import { launchDriver, openWorld, type World } from '@/test/e2e/support/world';

/** The browser itself ends in the middle of something, and is started again on the same profile. */

const EARLIER = 'cust_42_1700000000000';

const cookieOn = (page: PageUnderTest) => page.evaluate(() => document.cookie);

export const crash = (browser: BrowserName) =>
  describe(`${browser} that crashes`, () => {
    let profile: string;
    let world: World;
    let next: Driver | undefined;
    beforeAll(async () => {
      profile = await mkdtemp(path.join(tmpdir(), 'affitor-inspector-profile-'));
      world = await openWorld(browser, { profile, mockPort: 'any' });
    });
    afterAll(async () => {
      await next?.close();
      await world?.close();
      if (profile) await rm(profile, { recursive: true, force: true });
    });

    test('has the cookies of a site test back when it is started again', async () => {
      const home = `${world.shop.origin}/v1/`;
      const page = await world.openPage();
      await page.goto(home);
      // The browser itself may write cookies down later: what is there afterwards was put back.
      await page.evaluate((code) => {
        // biome-ignore lint/suspicious/noDocumentCookie: what an earlier visit left
        document.cookie = `customer_code=${code}; path=/; max-age=86400`;
      }, EARLIER);
      const panel = await world.driver.openPanel(page);
      await panel.untilVerdict();
      await openTestForm(panel);
      await panel.click('button', 'Start test');
      await untilLoaded(
        () => cookieOn(page),
        (cookie) => !cookie.includes(EARLIER),
        { what: 'the cookie to be put aside' },
      );
      await world.driver.crash();

      next = await launchDriver(browser, { profile });
      const again = await next.openPage();
      await again.goto(home);
      await untilLoaded(
        () => cookieOn(again),
        (cookie) => cookie.includes(EARLIER),
        { what: 'the cookie to be back', timeoutMs: 30_000 },
      );
      expect(await cookieOn(again)).toContain(`customer_code=${EARLIER}`);
    });
  });
