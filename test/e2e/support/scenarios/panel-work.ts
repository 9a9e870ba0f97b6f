import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { type Panel, TABS } from '@/test/e2e/support/panel';
import { at, entriesOf, requestsTo } from '@/test/e2e/support/session-reading';
import { openSignedUp } from '@/test/e2e/support/signed-up';
import { until } from '@/test/e2e/support/until';
import type { World } from '@/test/e2e/support/world';

/** What a user does with the panel: tabs, filter, clear, preserve log, record, export, theme. */

const rowsIn = (panel: Panel, isRight: (count: number) => boolean, what: string) =>
  until(() => panel.rowCount('Timeline'), isRight, { what });

export const panelWork = (browser: BrowserName) =>
  describe(`The panel in ${browser}`, () => {
    let world: World;
    let page: PageUnderTest;
    let panel: Panel;
    beforeAll(async () => {
      ({ world, page, panel } = await openSignedUp(browser));
    });
    afterAll(() => world?.close());

    test('every tab opens on a plain click, and the toolbar stays at hand on each', async () => {
      for (const tab of TABS) {
        await panel.openTab(tab);
        for (const button of ['Clear', 'Export session', 'Import session', 'Record']) {
          expect(await panel.has('button', button), `${button} on ${tab}`).toBe(true);
        }
        expect(await panel.has('checkbox', 'Preserve log'), `Preserve log on ${tab}`).toBe(true);
        expect(await panel.has('searchbox', 'Filter'), `Filter on ${tab}`).toBe(true);
      }
    });

    test('the filter leaves the rows that match, and all come back without it', async () => {
      await panel.openTab('Timeline');
      const all = await panel.rowCount('Timeline');
      await panel.fill('searchbox', 'Filter', 'kind:cookie');
      const some = await rowsIn(panel, (count) => count < all, 'fewer rows than before');
      expect(some).toBeGreaterThan(0);
      await panel.fill('searchbox', 'Filter', 'nothing is called like this');
      await rowsIn(panel, (count) => count === 0, 'no rows');
      await panel.fill('searchbox', 'Filter', '');
      await rowsIn(panel, (count) => count === all, 'all rows again');
    });

    test('the grid draws as many rows as it says it has', async () => {
      await panel.openTab('Timeline');
      expect((await panel.rows('Timeline')).length).toBe(await panel.rowCount('Timeline'));
    });

    test('export session downloads every entry with its body', async () => {
      const session = await panel.exportSession();
      expect(session.entries.length).toBeGreaterThan(5);
      const [lead] = requestsTo(session, 'lead');
      expect(JSON.parse(lead?.body ?? '')).toMatchObject({ user_id: expect.stringMatching(/^u_\d+$/) });
      // The page went on before the lead was answered, so it is the click's answer that everybody could read.
      const [click] = requestsTo(session, 'click');
      expect(String(at(click?.entry, 'outcome', 'body', 'text'))).toContain('"success":true');
    });

    test('each request of the tracker is told by more than one independent witness', async () => {
      const session = await panel.exportSession();
      const told = [...requestsTo(session, 'click'), ...requestsTo(session, 'lead')];
      for (const { url, witnesses } of told)
        expect([url, witnesses]).toEqual([url, expect.arrayContaining(['page', 'browser'])]);
    });

    test('without preserve log a navigation empties the view, but neither journal nor verdict', async () => {
      await panel.openTab('Timeline');
      const before = await panel.rowCount('Timeline');
      await panel.setChecked('Preserve log', false);
      await page.goto(`${world.shop.origin}/v1/pricing`);
      await rowsIn(panel, (count) => count < before, 'the view to begin anew');
      await panel.openTab('Overview');
      expect((await panel.verdict()).value).toBe('attributed');
      expect(requestsTo(await panel.exportSession(), 'lead').length).toBe(1);
      await panel.setChecked('Preserve log', true);
      await panel.openTab('Timeline');
      await rowsIn(panel, (count) => count >= before, 'the earlier rows again');
    });

    test('in a narrow panel the chosen tab is in sight, and no line of a fix is cut', async () => {
      await panel.openTab('Overview');
      await panel.evaluate(() => document.getElementById('root')?.style.setProperty('width', '340px'));
      const cut = () =>
        panel.evaluate((probe) => {
          const fix = probe.find('region', 'Fix, as a diff');
          return fix.scrollWidth - fix.clientWidth;
        });
      expect(await cut()).toBe(0);
      const outOfSight = (tab: string) =>
        panel.evaluate((probe, tab) => {
          const strip = probe.find('tablist', 'Views').getBoundingClientRect();
          const { left, right } = probe.find('tab', tab).getBoundingClientRect();
          return Math.round(Math.max(0, strip.left - left, right - strip.right));
        }, tab);
      expect(await outOfSight('Checks')).toBeGreaterThan(0);
      await until(
        () => panel.has('button', 'Show more tabs'),
        (has) => has,
        { what: 'a way to the other tabs' },
      );
      for (const tab of ['Checks', 'Overview'] as const) {
        await panel.openTab(tab);
        await until(
          () => outOfSight(tab),
          (px) => px === 0,
          { what: `${tab} in sight` },
        );
      }
      await panel.evaluate(() => document.getElementById('root')?.style.removeProperty('width'));
    });

    test('in a wide panel a cookie’s actions stand in one row, and a source’s name beside its note', async () => {
      await panel.resize({ width: 1280, height: 720 });
      await panel.openTab('Cookies');
      const tops = await panel.evaluate((probe) =>
        probe.all('button', undefined, probe.find('toolbar', 'Cookie actions')).map((one) => one.offsetTop),
      );
      expect(tops.length).toBeGreaterThan(3);
      expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(5);
      await panel.openTab('Timeline');
      await panel.selectRow('Timeline', 'affitor-tracker.js loaded');
      await panel.click('tab', 'Sources of this event');
      const gaps = await panel.evaluate((probe) =>
        probe.all('listitem', undefined, probe.find('list', 'Seen by')).map((item) => {
          const [name, note] = [...item.children];
          // The longest of them, which not every event has.
          name?.lastChild?.replaceWith('Response body missing');
          const words = document.createRange();
          if (name) words.selectNodeContents(name);
          return (note?.getBoundingClientRect().left ?? 0) - words.getBoundingClientRect().right;
        }),
      );
      expect(gaps.length).toBeGreaterThan(0);
      expect(gaps.filter((gap) => gap < 0)).toEqual([]);
      await panel.click('button', 'Close detail');
    });

    test('what is closed or deleted hands the focus on, and a form that opens takes it', async () => {
      const press = (name: string) =>
        panel.evaluate((probe, name) => {
          const button = probe.find('button', name);
          button.focus();
          button.click();
        }, name);
      const untilFocused = (wanted: string) =>
        until(
          () =>
            panel.evaluate((probe) => {
              const { activeElement, body } = document;
              return activeElement && activeElement !== body ? probe.nameOf(activeElement) : 'nothing';
            }),
          (name) => name === wanted,
          { what: `the focus on ${wanted}` },
        );
      await panel.openTab('Timeline');
      await panel.selectRow('Timeline', 'affitor-tracker.js loaded');
      await press('Close detail');
      await untilFocused('Timeline');
      await press('Export session');
      await press('Cancel');
      await untilFocused('Export session');
      await panel.openTab('Cookies');
      await press('Edit');
      await untilFocused('Value');
      await press('Cancel');
      await untilFocused('Edit');
      await press('Delete');
      await untilFocused('Cookies');
      await press('Undo');
      await untilFocused('Cookies');
      await panel.openTab('Replay');
      await press('Replay');
      await until(
        () => panel.textOf('region', 'Response difference'),
        (text) => text.includes('Replay 200'),
        { what: 'the answer to the replay' },
      );
      await untilFocused('Replay');
    });

    test('clear empties timeline and journal, and what comes next is recorded', async () => {
      await panel.openTab('Timeline');
      await panel.click('button', 'Clear');
      await rowsIn(panel, (count) => count === 0, 'an empty timeline');
      await panel.openTab('Overview');
      expect((await panel.verdict()).text).toContain(`Cleared — ${world.shop.origin}`);
      await panel.openTab('Timeline');
      await page.goto(`${world.shop.origin}/v1/pricing`);
      await rowsIn(panel, (count) => count > 0, 'rows of the next page');
    });

    test('while recording is off nothing is added', async () => {
      await panel.openTab('Timeline');
      await panel.click('button', 'Record');
      await panel.click('button', 'Clear');
      await rowsIn(panel, (count) => count === 0, 'an empty timeline');
      const before = world.shop.requests.length;
      await page.goto(`${world.shop.origin}/v1/pricing`);
      expect(world.shop.requests.length).toBeGreaterThan(before);
      await panel.click('button', 'Record');
      await page.goto(`${world.shop.origin}/v1/signup`);
      await rowsIn(panel, (count) => count > 0, 'rows once recording is on again');
      const session = await panel.exportSession();
      // That the page was left is news again: it happened after recording was on.
      const arrivals = entriesOf(session, 'navigation').filter((entry) => entry.navigationCause !== 'unload');
      expect(arrivals.map((entry) => new URL(String(entry.url)).pathname)).toEqual(['/v1/signup']);
    });

    test.each(['dark', 'light'] as const)('the panel follows the %s theme of DevTools', async (theme) => {
      await world.driver.setTheme(theme);
      const other = await world.openPage();
      await other.goto(`${world.shop.origin}/v1/`);
      const opened = await world.driver.openPanel(other);
      await until(
        () => opened.theme(),
        (value) => value === theme,
        { what: `the ${theme} theme` },
      );
      await other.close();
    });
  });
