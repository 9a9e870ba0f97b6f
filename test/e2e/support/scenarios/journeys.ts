import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName } from '@/test/e2e/support/inspector';
import { integrationNamed, JO, land, signUp, signUpByOauth } from '@/test/e2e/support/journey';
import { requestsTo } from '@/test/e2e/support/session-reading';
import { until } from '@/test/e2e/support/until';
import { openWorld, type World } from '@/test/e2e/support/world';

/** A visitor comes through a partner's link and signs up; the panel tells it as it was, in every integration. */

export const journeys = (browser: BrowserName) =>
  describe(`A signup through a partner's link in ${browser}`, () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld(browser);
    });
    afterAll(() => world?.close());

    test('v1: the click before DevTools was open, the lead and its payload are there', async () => {
      const page = await world.openPage();
      const integration = integrationNamed('v1');
      await land(page, world.shop.origin, integration);
      const panel = await world.driver.openPanel(page);
      await signUp(page, world.shop.origin, integration);

      const verdict = await panel.untilVerdict('attributed');
      expect(verdict.text).not.toBe('');
      await panel.openTab('Timeline');
      expect(await panel.rowCount('Timeline')).toBeGreaterThanOrEqual(2);
      await panel.openTab('Leads');
      expect((await panel.texts('list', 'Leads', 'listitem')).length).toBe(1);
      await panel.openTab('Cookies');
      expect((await panel.rows('Cookies')).flat().join(' ')).toContain('customer_code');

      const session = await panel.exportSession();
      expect(requestsTo(session, 'click')).toMatchObject([{ dialect: 'v1', status: 200 }]);
      expect(requestsTo(session, 'click')[0]?.body).toContain('PARTNER123');
      expect(requestsTo(session, 'lead')).toMatchObject([{ dialect: 'v1', status: 200 }]);
      expect(requestsTo(session, 'lead')[0]?.body).toContain(JO.email);
      await page.close();
    });

    test('v1: a lead left in the queue while the page loads is drained and sent', async () => {
      const page = await world.openPage();
      const integration = integrationNamed('v1');
      const panel = await world.driver.openPanel(page);
      await land(page, world.shop.origin, integration);
      await signUpByOauth(page, world.shop.origin, integration);

      await panel.untilVerdict('attributed');
      const session = await panel.exportSession();
      expect(requestsTo(session, 'lead')).toMatchObject([{ dialect: 'v1', status: 200 }]);
      await page.close();
    });

    test('v1: in debug mode the signup is a test, not a lead', async () => {
      const page = await world.openPage();
      const integration = integrationNamed('v1-debug');
      await land(page, world.shop.origin, integration);
      const panel = await world.driver.openPanel(page);
      await signUp(page, world.shop.origin, integration);

      await panel.untilVerdict('test-only');
      await panel.openTab('Console');
      expect(await panel.textOf('log', 'Console')).toContain('user_id');
      const session = await panel.exportSession();
      expect(requestsTo(session, 'lead')).toEqual([]);
      expect(requestsTo(session, 'test').length).toBeGreaterThan(0);
      await page.close();
    });

    test.each(['v2', 'react'])('%s: the real SDK makes a click and a signup', async (name) => {
      const page = await world.openPage();
      const integration = integrationNamed(name);
      await land(page, world.shop.origin, integration);
      const panel = await world.driver.openPanel(page);
      await signUp(page, world.shop.origin, integration);

      await panel.untilVerdict('attributed');
      expect((await panel.findings()).filter(({ severity }) => severity !== 'info')).toEqual([]);
      await panel.openTab('Cookies');
      expect((await panel.rows('Cookies')).flat().join(' ')).toContain('affitor_click_id');
      const session = await panel.exportSession();
      expect(requestsTo(session, 'click')).toMatchObject([{ dialect: 'v2', status: 200 }]);
      expect(requestsTo(session, 'lead')).toMatchObject([{ dialect: 'v2', status: 200 }]);
      expect(requestsTo(session, 'lead')[0]?.body).toContain(JO.email);
      await page.close();
    });

    test("v2: loadAffitor('29', { env: 'local', debug: true }) is told by its console lines", async () => {
      const page = await world.openPage();
      await land(page, world.shop.origin, integrationNamed('v2-debug'));
      const panel = await world.driver.openPanel(page);
      await panel.openTab('Console');
      await until(
        () => panel.textOf('log', 'Console'),
        (text) => text.includes('29'),
        { what: 'the program id among the console lines' },
      );
      await page.close();
    });

    test('a page without a tracker has no verdict but "no tracker"', async () => {
      const page = await world.openPage();
      await page.goto(`${world.shop.origin}/pages/parts/no-tracker.html`);
      const panel = await world.driver.openPanel(page);
      await panel.untilVerdict('no-tracker');
      await page.close();
    });
  });
