import type { Driver, PageUnderTest } from './inspector';
import type { MatrixServer } from './matrix-server';
import type { ExportedSession } from './panel';
import { at, entriesOf } from './session-reading';
import { until } from './until';

/** Ends the background again and again while pages send, and counts what the journal has of it against the server. */

export type KillOptions = { kills: number; eventsARound: number };

const LEAVING = 5;

const sendMany = (page: PageUnderTest, count: number) =>
  page.evaluate((count) => {
    const send: unknown = Reflect.get(window, 'sendMany');
    return typeof send === 'function' ? send(count, 10, 2) : undefined;
  }, count);

/** One page a round, killed in the middle of it and again as the page goes away. */
export const sendWhileKilling = async (
  driver: Driver,
  server: MatrixServer,
  page: PageUnderTest,
  { kills, eventsARound }: KillOptions,
): Promise<void> => {
  for (let round = 0; round < kills; round += 1) {
    await page.goto(`${server.origin}/many.html?round=${round}`);
    const sending = sendMany(page, eventsARound - LEAVING);
    const arrived = (least: number) =>
      until(
        () => server.arrivals.filter(({ cell }) => cell.endsWith(`.${round}`)).length,
        (count) => count >= least,
        { what: `${least} requests of the round to arrive` },
      );
    await arrived(eventsARound / 3);
    // In turn in the middle of the page, and right before it goes.
    if (round % 2 === 0) await driver.stopBackground();
    await sending;
    // A page that goes away takes with it what is still on its way, with us or without.
    await arrived(eventsARound - LEAVING);
    if (round % 2 === 1) await driver.stopBackground();
  }
  await page.goto(`${server.origin}/after.html`);
  await until(
    () => server.arrivals.filter(({ cell }) => /^(?:n|leaving)\d/.test(cell)).length,
    (count) => count === kills * eventsARound,
    { what: `${kills * eventsARound} requests to reach the server` },
  );
};

export type Count = { sent: number; lost: string[]; doubled: string[] };

export const countAgainst = (server: Pick<MatrixServer, 'arrivals'>, session: ExportedSession): Count => {
  const told = new Map<string, number>();
  for (const entry of entriesOf(session, 'request')) {
    const cell = /[?&]cell=([^&]+)/.exec(String(at(entry, 'url')))?.[1] ?? '';
    const hasPage = JSON.stringify(at(entry, 'witnesses')).includes('"page"');
    if (cell && hasPage) told.set(cell, (told.get(cell) ?? 0) + 1);
    else if (cell) told.set(`${cell} (page unheard)`, 1);
  }
  const sent = [...new Set(server.arrivals.map(({ cell }) => cell))];
  return {
    sent: sent.length,
    lost: sent.filter((cell) => !told.has(cell)),
    doubled: [...told].flatMap(([cell, count]) => (count > 1 ? [cell] : [])),
  };
};
