import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEndlessHost } from '@/test/e2e/support/endless-host';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import { startMock } from '@/test/e2e/support/mock-server';
import { startOwnTracker } from '@/test/e2e/support/own-tracker';
import type { ExportedSession, Panel } from '@/test/e2e/support/panel';
import { at, entriesOf, requestsTo } from '@/test/e2e/support/session-reading';
import { until } from '@/test/e2e/support/until';
import { launchDriver, openWorld, type World } from '@/test/e2e/support/world';

/** What is easily missed: what a page sends while it goes away, and frames. And that watching leaves no trace. */

const SPOKEN = ['log', 'info', 'warn', 'error'].map((level) => `${level} from the page`);

/** The links beside the page's own lines in the browser's console. */
const readLinks = (driver: Driver, page: PageUnderTest) =>
  until(
    async () => {
      const lines = await driver.readConsole(page);
      return SPOKEN.map((text) => lines.find((line) => line.text.includes(text))?.link ?? '');
    },
    (links) => links.every((link) => link !== ''),
    { what: "the page's lines in the console" },
  );

export const hearing = (browser: BrowserName) =>
  describe(`Hearing in ${browser}`, () => {
    let world: World;
    let page: PageUnderTest;
    let panel: Panel;
    beforeAll(async () => {
      world = await openWorld(browser);
      page = await world.openPage();
      panel = await world.driver.openPanel(page);
    });
    afterAll(() => world?.close());

    test('what a page sends in pagehide is there', async () => {
      await page.goto(`${world.shop.origin}/pages/parts/pagehide.html`);
      await page.goto(`${world.shop.origin}/pages/parts/no-tracker.html`);
      const sent = await until(
        async () => requestsTo(await panel.exportSession(), 'test').filter(({ body }) => body.includes('in-pagehide')),
        (found) => found.length >= 2 && found.every(({ status }) => status === 200),
        { what: 'what was sent in pagehide, and its answers' },
      );
      const steps = sent.map(({ body }) => String(at(JSON.parse(body), 'step_id')));
      expect(steps.sort()).toEqual(['beacon-in-pagehide', 'fetch-in-pagehide']);
    });

    test('no redirect of a page is missed, nor whose cookie it left, however soon the next one comes', async () => {
      await panel.click('button', 'Clear');
      const visits = Array.from({ length: 12 }, (_, visit) => `${visit}`);
      for (const visit of visits) await page.goto(`${world.shop.origin}/go/${visit}?ref=PARTNER123`);
      const told = (session: ExportedSession) => ({
        pages: entriesOf(session, 'navigation')
          .filter(({ url, navigationCause }) => String(url).includes('?visit=') && navigationCause === 'load')
          .map(({ url, redirects, status }) => ({ url, redirects, status })),
        cookies: entriesOf(session, 'cookie')
          .filter(({ value }) => String(value).startsWith('cust_42_'))
          .map(({ value, author }) => ({ value, by: at(author, 'url') })),
      });
      const whole = {
        pages: visits.map((visit) => ({
          url: `${world.shop.origin}/pages/parts/no-tracker.html?visit=${visit}`,
          redirects: [`${world.shop.origin}/go/${visit}?ref=PARTNER123`],
          status: 200,
        })),
        cookies: visits.map((visit) => ({
          value: `cust_42_${visit}`,
          by: `${world.shop.origin}/go/${visit}?ref=PARTNER123`,
        })),
      };
      await until(
        async () => told(await panel.exportSession()),
        (seen) => isDeepStrictEqual(seen, whole),
        { what: 'every redirect with its page and its cookie' },
      );
    });

    test('a tracker in a frame is heard', async () => {
      await page.goto('about:blank');
      await world.driver.clearCookies();
      await panel.click('button', 'Clear');
      await page.goto(`${world.shop.origin}/pages/parts/frame.html`);
      const clicks = await until(
        async () => requestsTo(await panel.exportSession(), 'click'),
        (found) => found.some(({ status }) => status === 200),
        { what: 'the click made in the frame' },
      );
      expect(clicks.length).toBe(1);
      expect(clicks[0]?.entry.frameId).not.toBe(0);
    });

    test('what a shared worker sends is each tab’s that shows its site, and says so', async () => {
      const address = `${world.shop.origin}/pages/parts/shared-worker.html`;
      const send = (step: string) =>
        page.evaluate(async (step) => {
          const sendShared: unknown = Reflect.get(window, 'sendShared');
          return typeof sendShared === 'function' ? sendShared(step) : undefined;
        }, step);
      const sharedBy = async (step: string) => {
        const session = await until(
          () => panel.exportSession(),
          (exported) =>
            requestsTo(exported, 'test').some(({ body, status }) => body.includes(step) && status !== undefined),
          { what: `what the worker sent as ${step}` },
        );
        return requestsTo(session, 'test')
          .filter(({ body }) => body.includes(step))
          .map(({ entry }) => entry.sharedByTabs);
      };
      await page.goto(address);
      const other = await world.driver.openPage({ stayBehind: true });
      await other.goto(address);
      expect(await send('by-two-tabs')).toBe('sent');
      expect(await sharedBy('by-two-tabs')).toEqual([2]);
      await other.close();
      expect(await send('by-one-tab')).toBe('sent');
      expect(await sharedBy('by-one-tab')).toEqual([undefined]);
    });

    test('a tracker on a host of its own is known by its tag', async () => {
      const own = await startMock('any');
      try {
        await page.goto(`${world.shop.origin}/pages/parts/self-hosted.html?ref=ada#${own.origin}`);
        const clicks = await until(
          async () => requestsTo(await panel.exportSession(), 'click').filter(({ url }) => url.startsWith(own.origin)),
          (found) =>
            found.some(({ status, witnesses }) => status !== undefined && String(witnesses).includes('browser')),
          { what: 'the click on the tracker’s own host, seen by the browser as well' },
        );
        expect(clicks.map(({ witnesses }) => witnesses)).toEqual([expect.arrayContaining(['page', 'browser'])]);
      } finally {
        await own.close();
      }
    });

    test('a tracker’s script of another name is known by its mark, and what it sends first is seen whole', async () => {
      const own = await startOwnTracker();
      try {
        await page.goto(`${world.shop.origin}/pages/parts/custom-script.html#${own.script}`);
        const isWhole = ({ journal }: ExportedSession, source: string) =>
          Array.isArray(journal) &&
          journal.some(
            (record) =>
              at(record, 'source') === source &&
              at(record, 'kind') === 'request' &&
              at(record, 'url') === `${own.origin}/api/tracking/click` &&
              String(at(record, 'body', 'text')).includes('by a script of another name'),
          );
        const session = await until(
          () => panel.exportSession(),
          (exported) => isWhole(exported, 'page') && isWhole(exported, 'browser'),
          { what: 'the click, seen by page and browser from its beginning' },
        );
        expect(requestsTo(session, 'click').filter(({ url }) => url.startsWith(own.origin)).length).toBe(1);
      } finally {
        await own.close();
      }
    });

    test('an answer that never ends shows its status and headers while it arrives', async () => {
      const endless = await startEndlessHost();
      try {
        await page.goto(`${world.shop.origin}/pages/parts/self-hosted.html#${endless.origin}`);
        const status = await page.evaluate(async (api) => {
          const request = new XMLHttpRequest();
          request.open('POST', `${api}/api/tracking/test?by=xhr`);
          request.send('{"step_id":"endless"}');
          Reflect.set(window, 'abortIt', () => request.abort());
          return (await fetch(`${api}/api/tracking/test?by=fetch`, { method: 'POST', body: '{"step_id":"endless"}' }))
            .status;
        }, endless.origin);
        expect(status).toBe(202);
        const told = async (by: string) => {
          const found = entriesOf(await panel.exportSession(), 'request').filter(({ url }) =>
            String(url).endsWith(`?by=${by}`),
          );
          return found.map(({ outcome, witnesses }) => ({
            witnesses,
            kind: at(outcome, 'kind'),
            status: at(outcome, 'status'),
            type: String(JSON.stringify(at(outcome, 'headers'))).includes('application/json'),
            body: at(outcome, 'body', 'reason'),
          }));
        };
        const begun = { kind: 'answered', status: 202, type: true, body: 'it is still arriving' };
        for (const by of ['fetch', 'xhr']) {
          const [seen, ...others] = await until(
            () => told(by),
            (found) => found[0]?.kind === 'answered',
            { what: `the head of the answer by ${by}` },
          );
          expect(seen).toEqual({ ...begun, witnesses: expect.arrayContaining(['page', 'browser']) });
          expect(others).toEqual([]);
        }
        await page.evaluate(() => {
          const abort: unknown = Reflect.get(window, 'abortIt');
          if (typeof abort === 'function') abort();
        });
        await until(
          () => told('xhr'),
          // Firefox's network log takes what had come for the answer.
          (found) => found[0]?.body !== begun.body,
          { what: 'the request that the page gave up to be over' },
        );
      } finally {
        await endless.close();
      }
    });

    test('a cookie that no script may read tells which response set it', async () => {
      await world.driver.clearCookies();
      await page.goto(`${world.shop.origin}/pages/parts/server-cookie.html`);
      const cookies = await until(
        async () =>
          entriesOf(await panel.exportSession(), 'cookie').filter((entry) =>
            JSON.stringify(entry).includes('cust_42_1700000000000'),
          ),
        (found) => found.length > 0,
        { what: 'the cookie that the server set' },
      );
      const text = JSON.stringify(cookies);
      expect(text).toContain('"httpOnly":true');
      expect(text).toContain('server-cookie.html');
    });

    test("the console's links point to the page's own source", async () => {
      const address = `${world.shop.origin}/pages/parts/console.html`;
      const plain = await launchDriver(browser, { extension: 'none' });
      try {
        const linksIn = async (driver: Driver) => {
          await driver.clearCookies();
          const opened = await driver.openPage();
          await opened.goto(address);
          return readLinks(driver, opened);
        };
        const [expected, links] = await Promise.all([linksIn(plain), linksIn(world.driver)]);
        expect(expected.every((link) => link.includes('speaker.js:'))).toBe(true);
        expect(links).toEqual(expected);
      } finally {
        await plain.close();
      }
    });
  });
