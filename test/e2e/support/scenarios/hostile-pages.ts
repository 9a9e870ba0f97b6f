import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import type { ExportedSession, Panel } from '@/test/e2e/support/panel';
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

/** It goes on until it can forge; alone, it never could. */
const PATIENT_FORGER = '/pages/hostile/forger.html?patient';

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

    /** The requests of the page that fits, once they are all there, by what they carry. */
    const stepsOf = (session: ExportedSession) => {
      const entries = requestsTo(session, 'test').map(({ body, entry }) => ({
        step: /"step_id":"([^"]*)"/.exec(body)?.[1] ?? '',
        entry,
      }));
      return (step: string) => entries.filter((one) => one.step === step).map(({ entry }) => entry);
    };

    /** The page's own report may come after the browser's word of the answer; what the page told before it is there then. */
    const isToldByPage = (session: ExportedSession, step: string) =>
      stepsOf(session)(step).some(
        (entry) => at(entry, 'outcome', 'kind') === 'answered' && at(entry, 'witnesses', 0) === 'page',
      );

    test('odd calls are told as what they were', async () => {
      const outcome = await showAnew('odd-calls');
      // Firefox takes a beacon of any length.
      const isTaken = at(outcome, 'tooLong', 'value') === true;
      const callsOf = (exported: ExportedSession, name: string) =>
        entriesOf(exported, 'request').filter(({ url }) => String(url).includes(`odd=${name}`));
      const isOver = (exported: ExportedSession, name: string) =>
        callsOf(exported, name).some(
          (entry) => at(entry, 'outcome', 'kind') !== 'pending' && at(entry, 'witnesses', 0) === 'page',
        );
      const session = await until(
        () => panel.exportSession(),
        (exported) => ['first', 'second', 'markup'].every((name) => isOver(exported, name)),
        { what: 'both requests of the XMLHttpRequest that was opened anew, and the last', timeoutMs: 40_000 },
      );
      const told = stepsOf(session);
      // Given up by the page, but the server may have been faster than that.
      expect(told('first').map((entry) => at(entry, 'outcome', 'reason') ?? 'answered')).toEqual([
        expect.stringMatching(/^(aborted|answered)$/),
      ]);
      expect(told('second').length).toBe(1);
      const kept = (name: string) => callsOf(session, name);
      expect(kept('too-long').map((entry) => at(entry, 'outcome', 'reason'))).toEqual([
        isTaken ? undefined : 'refused',
      ]);
      expect(kept('form').map((entry) => at(entry, 'witnesses', 0))).toEqual(['page']);
      // What only the page's own code knew comes from the browser; a Request for options is a stream to Chromium.
      for (const [name, text] of [
        ['getters', '{"step_id":"getters"}'],
        ['own-text', '{"step_id":"own text"}'],
      ] as const) {
        expect(kept(name).map((entry) => [at(entry, 'method'), at(entry, 'body', 'text')])).toEqual([['POST', text]]);
        expect(at(kept(name)[0], 'witnesses')).toEqual(expect.arrayContaining(['page', 'browser']));
      }
      expect(kept('request').map((entry) => at(entry, 'method'))).toEqual(['POST']);
      for (const name of ['form', 'half-pair', 'invalid', 'markup']) expect(kept(name).length, name).toBe(1);
    });

    test('from frames of any kind, and workers in workers, everything is there', async () => {
      await showAnew('frames-and-workers');
      const steps = ['borrowed', 'removed', 'rewritten', 'nested', 'module-worker', 'sync-worker', 'nested-worker'];
      const missingIn = (exported: ExportedSession) => steps.filter((step) => stepsOf(exported)(step).length !== 1);
      const session = await until(
        () => panel.exportSession(),
        (exported) => missingIn(exported).length === 0 && entriesOf(exported, 'cookie').length > 0,
        { what: 'one request from each place, and the cookie', timeoutMs: 40_000 },
      );
      for (const step of steps) {
        expect(at(stepsOf(session)(step)[0], 'witnesses'), step).toEqual(
          expect.arrayContaining(step.endsWith('worker') ? ['browser'] : ['page', 'browser']),
        );
      }
      expect(entriesOf(session, 'cookie').map(({ action }) => action)).toEqual(['refused']);
    });

    test('what a page forges is told as said by the page alone, and what it replays is not told again', async () => {
      await showAnew(PATIENT_FORGER);
      const session = await until(
        () => panel.exportSession(),
        (exported) => isToldByPage(exported, 'after'),
        { what: 'the page’s last request', timeoutMs: 40_000 },
      );
      const told = stepsOf(session);
      expect(told('forged').map((entry) => entry.pageOnly)).toEqual([true]);
      expect(told('genuine').map((entry) => entry.pageOnly)).toEqual([false]);
      expect(told('after').map((entry) => entry.pageOnly)).toEqual([false]);
    });

    test('a page that floods us 10,000 times a second leaves the panel at work', async () => {
      await showAnew(PATIENT_FORGER);
      await inspected.evaluate(async () => {
        const flood: unknown = Reflect.get(window, 'flood');
        if (typeof flood === 'function') await flood(1);
      });
      await inspected.evaluate(
        (api) => fetch(`${api}/api/tracking/test`, { method: 'POST', body: '{"step_id":"last"}' }).then(() => true),
        world.mock.origin,
      );
      await panel.openTab('Overview');
      await panel.openTab('Timeline');
      const session = await until(
        () => panel.exportSession(),
        (exported) => isToldByPage(exported, 'last'),
        { what: 'the request after the flood', timeoutMs: 50_000 },
      );
      const flooded = requestsTo(session, 'test').filter(({ body }) => body.includes('flood'));
      expect(flooded.length).toBeGreaterThan(0);
      expect(flooded.every(({ entry }) => entry.pageOnly === true)).toBe(true);
    }, 120_000);

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
