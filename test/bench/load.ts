import type { Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import { countAgainst, sendWhileKilling } from '@/test/e2e/support/kill';
import type { MatrixServer } from '@/test/e2e/support/matrix-server';
import { at, entriesOf } from '@/test/e2e/support/session-reading';
import { until } from '@/test/e2e/support/until';
import { launchDriver } from '@/test/e2e/support/world';
import { atMost, type Measured, note, percentile } from './table';

/** A flood of tracker requests with the panel open on Timeline, and a background killed again and again. */

const TICK_MS = 20;
/** What is asked for, and what two slow cores carry beside the browser's own work. */
const FLOOD = { round: 'flood', aSecond: 500, atOnce: 10 };
const STREAM = { round: 'stream', aSecond: 50, atOnce: 1 };

const arrivalsOf = (server: MatrixServer, { round }: typeof FLOOD) =>
  server.arrivals.filter(({ cell }) => cell.endsWith(`.${round}`));

type Sample = { at: number; rows: number };
type Watch = { samples: Sample[]; longestTaskMs: number; nodes: number; peakBytes: number };

/** A slow machine lets through fewer than are made. */
const ARRIVAL_TIMEOUT_MS = 600_000;

async function sendMany(
  page: PageUnderTest,
  server: MatrixServer,
  requests: number,
  pace: typeof FLOOD,
): Promise<{ aSecond: number }> {
  const startedAt = performance.now();
  await page.evaluate(
    (count, everyMs, atOnce) => {
      const send: unknown = Reflect.get(window, 'sendMany');
      // Not awaited: a script may take half a minute at most in some drivers.
      if (typeof send === 'function') void send(count, everyMs, atOnce);
    },
    requests,
    TICK_MS,
    pace.atOnce,
  );
  await until(
    () => arrivalsOf(server, pace).length,
    (count) => count >= requests,
    {
      what: `${requests} requests to arrive`,
      timeoutMs: ARRIVAL_TIMEOUT_MS,
    },
  );
  return { aSecond: Math.round((requests * 1000) / (performance.now() - startedAt)) };
}

/** What the machine lets through by itself. */
export async function measureLoadWithoutUs(server: MatrixServer, requests: number): Promise<Measured[]> {
  server.arrivals.length = 0;
  const driver = await launchDriver('chromium', { extension: 'none', isMeasured: true });
  try {
    const page = await driver.openPage();
    await page.goto(`${server.origin}/many.html?round=${FLOOD.round}`);
    const { aSecond } = await sendMany(page, server, requests, FLOOD);
    return [note('requests a second, of 500 made, in a browser without us', aSecond)];
  } finally {
    await driver.close();
  }
}

type Load = { aSecond: number; lost: number; doubled: number; delaysMs: number[]; watch: Watch; heapBytes: number };

/** A page that sends, with its panel open on Timeline. */
async function underLoad(driver: Driver, server: MatrixServer, requests: number, pace: typeof FLOOD): Promise<Load> {
  server.arrivals.length = 0;
  const page = await driver.openPage();
  await page.goto(`${server.origin}/after.html`);
  const panel = await driver.openPanel(page);
  await panel.openTab('Timeline');
  await page.goto(`${server.origin}/many.html?round=${pace.round}`);
  await panel.evaluate(() => {
    const watch: Watch = { samples: [], longestTaskMs: 0, nodes: 0, peakBytes: 0 };
    Reflect.set(window, 'watch', watch);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watch.longestTaskMs = Math.max(watch.longestTaskMs, duration);
    }).observe({ type: 'longtask' });
    const look = () => {
      const rows = Number(document.querySelector('#timeline-grid')?.getAttribute('aria-rowcount') ?? 0);
      if (rows !== watch.samples.at(-1)?.rows) watch.samples.push({ at: Date.now(), rows });
      watch.nodes = Math.max(watch.nodes, document.getElementsByTagName('*').length);
      requestAnimationFrame(look);
    };
    look();
    // Asking is not cheap.
    const weigh = () => {
      const memory: unknown = Reflect.get(performance, 'memory');
      const used: unknown = memory && typeof memory === 'object' ? Reflect.get(memory, 'usedJSHeapSize') : 0;
      watch.peakBytes = Math.max(watch.peakBytes, Number(used));
      setTimeout(weigh, 500);
    };
    weigh();
  });
  const { aSecond } = await sendMany(page, server, requests, pace);
  await until(
    () => panel.rowCount('Timeline'),
    (rows) => rows >= requests,
    { what: `${requests} rows`, timeoutMs: 120_000 },
  );
  const watch = await panel.evaluate(() => {
    const found: unknown = Reflect.get(window, 'watch');
    return found as Watch;
  });
  const heapBytes = await panel.evaluate(() => {
    const collect: unknown = Reflect.get(window, 'gc');
    if (typeof collect === 'function') collect();
    const memory: unknown = Reflect.get(performance, 'memory');
    return memory && typeof memory === 'object' ? Number(Reflect.get(memory, 'usedJSHeapSize')) : Number.NaN;
  });
  const told = async () => {
    const session = await panel.exportSession();
    return { session, ...countAgainst({ arrivals: arrivalsOf(server, pace) }, session) };
  };
  // Other rows are among them, so that the last requests may still be on their way; what stays away is lost.
  const { session, lost, doubled } = await until(told, (now) => now.lost.length === 0, { what: 'all of it' }).catch(
    told,
  );
  const times = session.entries.map((entry) => Number(at(entry, 'at'))).sort((a, b) => a - b);
  const sentAt = new Set(entriesOf(session, 'request').map((entry) => Number(at(entry, 'at'))));
  let sample = 0;
  const delaysMs = times.flatMap((time, index) => {
    while ((watch.samples[sample]?.rows ?? Number.POSITIVE_INFINITY) < index + 1) sample += 1;
    const shown = watch.samples[sample];
    return shown && sentAt.has(time) ? [shown.at - time] : [];
  });
  await page.close();
  return { aSecond, lost: lost.length, doubled: doubled.length, delaysMs, watch, heapBytes };
}

export async function measureLoad(driver: Driver, server: MatrixServer, requests: number): Promise<Measured[]> {
  const { aSecond, lost, doubled, delaysMs, watch, heapBytes } = await underLoad(driver, server, requests, FLOOD);
  return [
    note('requests sent', requests),
    note('  a second', aSecond),
    atMost('  lost', lost, 0, ''),
    atMost('  doubled', doubled, 0, ''),
    atMost('  from request to row, p95', percentile(delaysMs, 0.95), 100, 'ms'),
    note('  from request to row, median', percentile(delaysMs, 0.5), 'ms'),
    atMost('  longest task in the panel', watch.longestTaskMs, 100, 'ms'),
    atMost('  DOM nodes in the panel', watch.nodes, 5000, ''),
    atMost('  heap of the panel', heapBytes / 1e6, 150, 'MB'),
    note('  at its largest, with what was no longer needed', watch.peakBytes / 1e6, 'MB'),
  ];
}

/** Whether it is the panel that is slow, or the machine that is full. */
export async function measureStream(driver: Driver, server: MatrixServer, requests: number): Promise<Measured[]> {
  const { aSecond, lost, delaysMs, watch } = await underLoad(driver, server, requests, STREAM);
  return [
    note(`requests sent, ${STREAM.aSecond} a second`, `${requests}, ${aSecond}`),
    atMost('  lost', lost, 0, ''),
    atMost('  from request to row, p95', percentile(delaysMs, 0.95), 100, 'ms'),
    note('  from request to row, median', percentile(delaysMs, 0.5), 'ms'),
    atMost('  longest task in the panel', watch.longestTaskMs, 100, 'ms'),
  ];
}

export async function measureKills(driver: Driver, server: MatrixServer, kills: number, events: number) {
  server.arrivals.length = 0;
  const page = await driver.openPage();
  await page.goto(`${server.origin}/after.html`);
  await sendWhileKilling(driver, server, page, { kills, eventsARound: events / kills });
  const panel = await driver.openPanel(page);
  const { lost, doubled } = await until(
    async () => countAgainst(server, await panel.exportSession()),
    ({ lost }) => lost.length === 0,
    { what: 'everything sent to be in the journal', timeoutMs: 30_000 },
  );
  await page.close();
  return [
    note('background killed, during events', `${kills}, ${events}`),
    atMost('  lost', lost.length, 0, ''),
    atMost('  doubled', doubled.length, 0, ''),
  ];
}
