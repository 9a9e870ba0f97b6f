import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { integrationNamed, land } from '@/test/e2e/support/journey';
import { readKept, readRecords } from '@/test/e2e/support/kept';
import { type OptionsPage, openOptions } from '@/test/e2e/support/options-page';
import type { Panel } from '@/test/e2e/support/panel';
import { entriesOf, requestsTo } from '@/test/e2e/support/session-reading';
import { until, untilLoaded } from '@/test/e2e/support/until';
import { openWorld, type World } from '@/test/e2e/support/world';

/** What the user decides about recording, and what then is recorded. */

export const settings = (browser: BrowserName) =>
  describe(`Options of recording in ${browser}`, () => {
    let world: World;
    let options: OptionsPage;
    let page: PageUnderTest;
    let panel: Panel | undefined;
    beforeAll(async () => {
      world = await openWorld(browser, { mockPort: 'any' });
      options = await openOptions(world.driver);
      page = await world.openPage();
    });
    afterAll(() => world?.close());

    const send = (step: string) =>
      page.evaluate(
        (api, step) =>
          fetch(`${api}/api/tracking/test`, {
            method: 'POST',
            body: JSON.stringify({ program_id: 42, step_id: step }),
          }).then(({ status }) => status),
        world.mock.origin,
        step,
      );
    const sentAs = async (step: string) =>
      requestsTo(await (panel ?? (await openPanel())).exportSession(), 'test').filter(({ body }) =>
        body.includes(step),
      );
    const openPanel = async () => {
      panel = await world.driver.openPanel(page);
      return panel;
    };
    const visit = () => land(page, world.shop.origin, integrationNamed('v1'));
    /** What names the visit, on disk or in memory. */
    const traces = async () => {
      const { onDisk, inMemory } = await options.page.evaluate(readKept);
      return ['/v1/', 'PARTNER123', '/api/tracking/'].filter((word) => (onDisk + inMemory).includes(word));
    };

    test('nothing of a visit is kept before DevTools is opened, where that is switched off', async () => {
      await visit();
      await untilLoaded(traces, (found) => found.length > 1, { what: 'traces of a visit that is recorded' });
      await page.close();
      await options.set('Also before DevTools', false);
      page = await world.openPage();
      await until(traces, (found) => found.length === 0, { what: 'nothing of the first visit' });
      await visit();
      await send('before the panel');
      expect((await options.page.evaluate(readRecords)).map(({ text }) => text)).toEqual([]);

      await openPanel();
      await send('with the panel');
      const [sent] = await until(
        () => sentAs('with the panel'),
        ([one]) => one?.status === 200 && /"page".*"browser"/.test(JSON.stringify(one.witnesses)),
        { what: 'what was sent once the panel was open, seen by page and browser' },
      );
      expect(sent?.body).toContain('with the panel');
      expect(await sentAs('before the panel')).toEqual([]);
      await options.set('Also before DevTools', true);
    });

    test('nothing at all is recorded where recording is switched off, until it is on again', async () => {
      await options.set('Record tracker traffic', false);
      await send('switched off');
      await visit();
      await send('switched off, on a page that came later');
      await options.set('Record tracker traffic', true);
      await send('on again');
      await until(
        () => sentAs('on again'),
        (found) => found.some(({ status }) => status === 200),
        { what: 'what was sent once recording was on again' },
      );
      expect(await sentAs('switched off')).toEqual([]);
    });

    test('a host that cannot be one is refused with the reason, and those before it stay', async () => {
      await options.typeHosts('track.example.com');
      await options.save();
      for (const host of ['https://track.example.com/js', 'track.example.com:123456', '*.example.com', '1.2.3']) {
        await options.typeHosts(`track.example.com ${host}`);
        expect(await options.said()).toContain(`“${host}” is not a host`);
        expect(
          await options.page.evaluate(() => document.querySelector('button[class*=primary]:disabled') !== null),
        ).toBe(true);
      }
      expect(await options.hosts()).toBe('track.example.com');
    });

    test('what goes to a host that the user named is recorded, whatever its path, and without a script', async () => {
      // Where something listens under a name that no page has given its tracker.
      const own = new URL(world.mock.origin.replace('localhost', '127.0.0.1'));
      const other = await world.driver.openPage();
      const visitOwn = () => other.goto(`${world.shop.origin}/pages/parts/own-host.html#${own.origin}`);
      const kept = async () => (await options.page.evaluate(readRecords)).filter(({ url }) => url.includes('/seen/'));
      await visitOwn();
      expect(await kept()).toEqual([]);
      await options.typeHosts(`track.example.com\n${own.host}`);
      await options.save();
      const visitAnew = async () => {
        await other.goto('about:blank');
        await visitOwn();
        return kept();
      };
      // The background hears of the options when they are saved, and not before a page that is opened at once.
      await until(visitAnew, (found) => found.some(({ url }) => url.endsWith('/seen/by-markup.gif')), {
        what: 'the pixel of the markup',
      });
      await other.evaluate(async () => {
        const collect: unknown = Reflect.get(window, 'collect');
        if (typeof collect === 'function') await collect('said by a script');
      });
      const its = await world.driver.openPanel(other);
      const session = await until(
        () => its.exportSession(),
        (exported) => entriesOf(exported, 'request').some(({ url }) => String(url).endsWith('/seen/by-script')),
        { what: 'what the page’s script sent there' },
      );
      // Of the last visit: there may have been several.
      const told = entriesOf(session, 'request')
        .filter(({ url }) => String(url).includes('/seen/'))
        .slice(-2);
      expect(told.map(({ url, witnesses, body }) => [new URL(String(url)).pathname, witnesses, body])).toEqual([
        ['/seen/by-markup.gif', ['browser'], { kind: 'none' }],
        [
          '/seen/by-script',
          ['page', 'browser'],
          { kind: 'text', text: 'said by a script', encoding: 'utf8', sizeBytes: 16 },
        ],
      ]);
      await other.close();
    });
  });
