import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { integrationNamed, land, signUp } from '@/test/e2e/support/journey';
import type { Panel } from '@/test/e2e/support/panel';
import { until } from '@/test/e2e/support/until';
import { openWorld, type World } from '@/test/e2e/support/world';

/** What a tester expects of a site: written down, judged while the site is used, kept, handed on and reported. */

const V1 = integrationNamed('v1');
const ONE_LEAD = 'One lead, and it is accepted';
const BY_HAND = 'No lead carries a coupon';

const BROKEN: [what: string, text: (whole: string) => string, reason: string][] = [
  ['no JSON', () => 'hello', 'The checks are not valid JSON'],
  ['cut', (whole) => whole.slice(0, 200), 'The checks are not valid JSON'],
  ['foreign', () => '{"name":"package"}', 'The file has no checks'],
  ['newer', (whole) => JSON.stringify({ ...JSON.parse(whole), version: 99 }), 'The checks are of a newer version (99'],
  [
    'damaged',
    (whole) => JSON.stringify({ ...JSON.parse(whole), checks: [{ id: 'x', title: 'X', expect: { never: {} } }] }),
    'The checks are broken at "checks.0.expect',
  ],
];

/** Of a check in the report for programs, what is read here. */
type Told = { title: string; state: string; expected: string; received: string; evidence: unknown[] };

export const checks = (browser: BrowserName) =>
  describe(`Checks in ${browser}`, () => {
    let world: World;
    let page: PageUnderTest;
    let panel: Panel;
    let exported: string;
    beforeAll(async () => {
      world = await openWorld(browser);
      page = await world.openPage();
      await land(page, world.shop.origin, V1);
      panel = await world.driver.openPanel(page);
      await panel.openTab('Checks');
    });
    afterAll(() => world?.close());

    /** Each check by its title: its state in a word, and what the list says of it. */
    const states = () =>
      panel.evaluate((probe) =>
        Object.fromEntries(
          probe.all('grid', 'Checks').flatMap((grid) =>
            probe.all('row', undefined, grid).map((row) => {
              const [mark] = probe.all('img', undefined, row);
              const [, title = ''] = probe.all('gridcell', undefined, row).map(probe.textOf);
              return [title, mark ? probe.nameOf(mark) : ''];
            }),
          ),
        ),
      );
    const untilStates = (isRight: (found: Record<string, string>) => boolean, what: string) =>
      until(states, isRight, { what });

    /** The tally above the list, as it is read out. */
    const tally = () =>
      panel.evaluate(
        (probe) =>
          probe
            .all('img')
            .map(probe.nameOf)
            .find((name) => / passed, /.test(name)) ?? '',
      );
    const untilTally = (words: string) => until(tally, (said) => said === words, { what: `the tally “${words}”` });

    const detail = () => panel.textOf('region', 'Selected check');
    const alerts = () => panel.evaluate((probe) => probe.all('alert').map(probe.textOf).join());
    const choose = async (menu: string, item: string) => {
      await panel.click('button', menu);
      await panel.click('menuitem', item);
    };

    test('a template’s checks go from not yet to pass while the visitor signs up', async () => {
      await panel.click('button', 'v1 signup flow');
      const before = await untilStates((found) => found['The click is recorded'] === 'Pass', 'the click to pass');
      expect(before).toEqual({
        'The visit begins with ?ref=': 'Pass',
        'The click is recorded': 'Pass',
        'The customer cookie is there before the lead': 'Not yet',
        [ONE_LEAD]: 'Not yet',
        'The lead’s user_id is a text of your own': 'Not yet',
        'The signup is attributed': 'Not yet',
      });
      expect(await tally()).toBe('2 passed, 0 failed, 4 not yet');
      await panel.selectRow('Checks', ONE_LEAD);
      expect(await detail()).toContain('No event speaks for or against it.');

      await signUp(page, world.shop.origin, V1);
      await untilTally('6 passed, 0 failed, 0 not yet');
      expect(await detail()).toContain('StatePass');
      const evidence = await panel.texts('list', 'Evidence', 'button');
      expect(evidence).toEqual([expect.stringMatching(/^#\d+trackLead\(\) called/)]);
    });

    test('the evidence opens its event, from which another check is added', async () => {
      await panel.evaluate((probe) => probe.all('button', undefined, probe.find('list', 'Evidence'))[0]?.click());
      await until(
        () => panel.evaluate((probe) => probe.all('region', 'Event detail').map(probe.textOf).join()),
        (said) => said.includes('trackLead() called'),
        { what: 'the call in Timeline' },
      );
      await panel.selectRow('Timeline', 'Lead sent');
      await panel.click('button', 'Add check');
      await untilTally('7 passed, 0 failed, 0 not yet');
      expect(await detail()).toMatch(/^A lead with .*user_id.* is reported/);
      expect(await panel.texts('list', 'Evidence', 'button')).toHaveLength(1);
    });

    test('one made by hand holds so far, and one fails once the page does what it should not', async () => {
      await panel.click('button', 'Add check');
      await panel.fill('textbox', 'Title', BY_HAND);
      await panel.fill('combobox', 'Expect', 'never');
      await panel.fill('textbox', 'Whose field', '/coupon');
      await panel.fill('combobox', 'What it must be', 'exists');
      await panel.click('button', 'Save check');
      await until(detail, (said) => said.includes('Passing so far'), { what: 'the check to hold so far' });

      await page.goto(`${world.shop.origin}/v1/pricing`);
      await until(
        () => page.evaluate(() => typeof Reflect.get(window, 'affitor')?.trackLead),
        (type) => type === 'function',
        { what: 'the tracker' },
      );
      await page.evaluate(() => {
        const tracker: unknown = Reflect.get(window, 'affitor');
        if (tracker) Reflect.get(tracker, 'trackLead').call(tracker, { user_id: 'u_2', coupon: 'SPRING' });
      });
      const after = await untilStates((found) => found[ONE_LEAD] === 'Fail', 'two leads to fail');
      expect(after[BY_HAND]).toBe('Fail');
      // The second lead is not like the first, so the signup is at risk.
      await untilTally('5 passed, 3 failed, 0 not yet');
      expect(await panel.texts('list', 'Evidence', 'button')).toEqual([expect.stringContaining('trackLead() called')]);
      await panel.selectRow('Checks', ONE_LEAD);
      await until(
        () => panel.texts('list', 'Evidence', 'button'),
        (evidence) => evidence.length === 2,
        { what: 'both leads as evidence' },
      );
    });

    test('a report in each form says what was expected and what came', async () => {
      const found = await states();
      const json = JSON.parse(await panel.savedFile('.report.json', () => choose('Report', 'JSON')));
      const [{ checks: told, passed }] = json.files;
      expect(passed).toBe(false);
      expect(told.map(({ title, state }: Told) => [title, state])).toEqual(
        Object.entries(found).map(([title, word]) => [title, word.toLowerCase().replace(' ', '-')]),
      );
      const { expected, received, evidence }: Told = told.find(({ title }: Told) => title === ONE_LEAD);
      expect(received).toMatch(/^2 leads came/);
      expect(evidence).toHaveLength(2);

      const html = await panel.savedFile('.report.html', () => choose('Report', 'HTML report'));
      const markdown = await panel.savedFile('.report.md', () => choose('Report', 'Markdown'));
      const junit = await panel.savedFile('.report.xml', () => choose('Report', 'JUnit XML'));
      const table = await panel.evaluate(
        (_probe, html) =>
          [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tr')].map((row) =>
            [...row.cells].map((cell) => cell.textContent?.trim() ?? ''),
          ),
        html,
      );
      expect(table.filter((cells) => cells[1] === ONE_LEAD)).toEqual([
        [expect.stringContaining('fail'), ONE_LEAD, expected, received],
      ]);
      expect(markdown).toContain(`fail | ${ONE_LEAD} | ${expected} | ${received} |`);
      expect(junit).toMatch(new RegExp(`<testcase[^>]*name="${ONE_LEAD}"[^>]*>\\s*<failure[^>]*>[^<]*${received}`));
      expect(junit.match(/<failure/g)).toHaveLength(3);
    });

    test('they are exported, and a broken file is refused with the reason and leaves what is there', async () => {
      exported = await panel.savedFile('.checks.json', () => choose('Checks file', 'Export checks'));
      const before = await states();
      expect(JSON.parse(exported).checks.map(({ title }: { title: string }) => title)).toEqual(Object.keys(before));
      for (const [what, text, reason] of BROKEN) {
        const name = `${what}.checks.json`;
        await panel.chooseChecksFile(name, text(exported));
        const said = await until(alerts, (words) => words.includes(name), { what: `${name} to be refused` });
        expect(said).toContain(`${name} was not imported. ${reason}`);
        expect(await states()).toEqual(before);
        await panel.click('button', 'Dismiss');
      }
    });

    test('they are kept for the site over closing and reopening, and another site has none until they are imported', async () => {
      const titles = Object.keys(await states());
      expect(titles).toHaveLength(8);
      await page.close();
      page = await world.openPage();
      await page.goto(`${world.shop.origin}/v1/`);
      panel = await world.driver.openPanel(page);
      await panel.openTab('Checks');
      await untilStates((found) => Object.keys(found).join() === titles.join(), 'the checks of before');

      await page.goto(`${world.shop.origin.replace('127.0.0.1', 'localhost')}/v1/`);
      await until(
        () => panel.evaluate(() => document.querySelector('h2')?.textContent ?? ''),
        (said) => said === 'No checks for localhost yet',
        { what: 'a site without checks' },
      );
      await panel.chooseChecksFile('team.checks.json', exported);
      await untilStates((found) => Object.keys(found).join() === titles.join(), 'the imported checks');
      // A file that is imported again adds nothing.
      await panel.chooseChecksFile('team.checks.json', exported);
      await choose('Add template', 'v1 signup flow');
      expect(Object.keys(await states())).toEqual(titles);
    });
  });
