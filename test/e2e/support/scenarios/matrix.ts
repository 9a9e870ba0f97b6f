import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import {
  drawMatrix,
  handedOnIn,
  lastSentIn,
  type Reading,
  RUNS,
  type Run,
  readMatrix,
} from '@/test/e2e/support/matrix-cells';
import { type MatrixServer, startMatrixServer } from '@/test/e2e/support/matrix-server';
import type { Panel } from '@/test/e2e/support/panel';
import { BLOCKER } from '@/test/e2e/support/paths';
import { until, untilLoaded } from '@/test/e2e/support/until';
import { launchDriver } from '@/test/e2e/support/world';

/** The capture matrix: everything a page can send, from wherever, counted against what reached the server. */

const untilFinished = (page: PageUnderTest) =>
  untilLoaded(
    () => page.evaluate(() => Reflect.get(window, 'isFinished') === true),
    (finished) => finished,
    { what: 'the page to have sent everything', timeoutMs: 25_000 },
  );

const untilArrived = (server: MatrixServer, cells: readonly string[]) =>
  until(
    () => cells.filter((cell) => !server.arrivals.some((arrival) => arrival.cell === cell)),
    (missing) => missing.length === 0,
    { what: 'the last requests to reach the server' },
  );

/** What was sent as a Blob can be read only later, and not by a page that is left: it may read one of its own first. */
const untilBlobsAreRead = (page: PageUnderTest) => page.evaluate(() => new Blob(['last']).text());

const comeBack = async (page: PageUnderTest, server: MatrixServer) => {
  await page.goto(`${server.origin}/restored.html`);
  await page.goto(`${server.origin}/after.html`);
  await page.evaluate(() => setTimeout(() => history.back()));
  await untilArrived(server, ['beacon-params.restored', 'image.restored']);
  await untilBlobsAreRead(page);
};

/** Only Chromium renders a page ahead, and shows it, as it is, once somebody goes there. */
const activate = async (page: PageUnderTest, server: MatrixServer) => {
  await page.goto(`${server.origin}/speculating.html`);
  await untilArrived(server, ['beacon-params.prerendered', 'image.prerendered', 'xhr.prerendered']);
  await page.evaluate(() => setTimeout(() => location.assign('/prerendered.html')));
  await untilArrived(server, ['beacon-params.activated', 'image.activated']);
  await untilBlobsAreRead(page);
};

export const matrix = (browser: BrowserName) =>
  describe(`The capture matrix in ${browser}`, () => {
    let server: MatrixServer;
    let driver: Driver;
    const read = new Map<Run, ReadonlyMap<string, Reading>>();
    beforeAll(async () => {
      server = await startMatrixServer();
      driver = await launchDriver(browser, { others: [BLOCKER] });
    });
    afterAll(async () => {
      console.log(drawMatrix(browser, read));
      await driver?.close();
      await server?.close();
    });

    const problemsIn = async (run: Run, panel: Panel): Promise<string[]> => {
      const readings = readMatrix(browser, run, await panel.exportSession(), server.arrivals);
      read.set(run, readings);
      return [...readings].flatMap(([cell, { problems }]) => problems.map((problem) => `${cell}: ${problem}`));
    };

    test.each(RUNS)('with the %s nothing is lost, doubled or without its body', async (run) => {
      server.arrivals.length = 0;
      server.handedOn.clear();
      const page = await driver.openPage();
      await page.goto(`${server.origin}/after.html`);
      if (run !== 'panel opened late') await driver.openPanel(page);
      if (run === 'panel not selected') await driver.readConsole(page);

      await comeBack(page, server);
      if (browser === 'chromium') await activate(page, server);
      for (const name of ['leaving', 'main']) {
        await page.goto(`${server.origin}/${name}.html`);
        await untilFinished(page);
      }
      await page.goto(`${server.origin}/after.html`);
      await untilArrived(server, lastSentIn(browser));

      const panel = await driver.openPanel(page);
      const problems = await until(
        () => problemsIn(run, panel),
        (found) => found.length === 0,
        { what: 'every cell to be as it has to be', timeoutMs: 12_000 },
      );
      expect(problems).toEqual([]);
      expect([...server.handedOn]).toEqual(expect.arrayContaining(handedOnIn(browser)));
      await page.close();
    });
  });
