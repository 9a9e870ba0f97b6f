import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import type { MatrixServer } from '@/test/e2e/support/matrix-server';
import { EXTENSIONS } from '@/test/e2e/support/paths';
import { launchDriver } from '@/test/e2e/support/world';
import { atMost, type Measured, median, note } from './table';

/** What the observers cost the page they are a guest in, beside the same browser without us, twice, as a control. */

const ROUNDS = 15;
const CALLS = 400;
/** In each round: the first is a page's first calls, before the browser has compiled anything; then its median call. */
const BATCHES = 6;
const WHOLE_CALLS = 40;
const STARTS = 30;

type Rounds = Record<'ours' | 'a' | 'b', Costs[]>;

type Costs = Record<'fetch' | 'XHR open + send' | 'cookie' | 'console', number>;

/**
 * Microseconds a call, batch by batch. The calls end before the network, whose time would bury ours: a fetch that was
 * aborted before it began, and a `send` that the browser refuses.
 */
const timeCalls = (page: PageUnderTest): Promise<Omit<Costs, 'console'>> =>
  page.evaluate(
    async (calls, elsewhere) => {
      const time = (call: (index: number) => void) => {
        const startedAt = performance.now();
        for (let index = 0; index < calls; index += 1) call(index);
        return ((performance.now() - startedAt) * 1000) / calls;
      };
      const signal = AbortSignal.abort();
      const fetched: Promise<unknown>[] = [];
      const [opened, unopened] = [new XMLHttpRequest(), new XMLHttpRequest()];
      const costs = {
        fetch: time(() => void fetched.push(fetch(elsewhere, { signal }))),
        'XHR open + send': time(() => {
          opened.open('GET', elsewhere);
          try {
            unopened.send();
          } catch {
            // refused, as it is meant to be
          }
        }),
        cookie: time((index) => {
          // biome-ignore lint/suspicious/noDocumentCookie: its cost is what is measured
          document.cookie = `bench=${index}`;
        }),
      };
      await Promise.allSettled(fetched);
      // What the browser still does for them is not to fall into the next batch, of whatever page.
      await new Promise((resolve) => setTimeout(resolve, 60));
      return costs;
    },
    CALLS,
    'https://www.example.com/some/path?and=more',
  );

const timeLines = (page: PageUnderTest): Promise<number> =>
  page.evaluate((calls) => {
    const startedAt = performance.now();
    for (let index = 0; index < calls; index += 1) console.debug('line', index);
    return ((performance.now() - startedAt) * 1000) / calls;
  }, CALLS);

async function timeBatch(page: PageUnderTest): Promise<Costs> {
  const lines = () => timeLines(page);
  return { ...(await timeCalls(page)), console: await (page.unheard?.(lines) ?? lines()) };
}

/** Milliseconds from the call to the text of the answer, over the network, as the page sees it. */
const timeWhole = (page: PageUnderTest): Promise<Record<'fetch' | 'XHR', number>> =>
  page.evaluate(async (times) => {
    const median = async (work: () => Promise<unknown>) => {
      const taken: number[] = [];
      for (let index = 0; index < times; index += 1) {
        const startedAt = performance.now();
        await work();
        taken.push(performance.now() - startedAt);
      }
      return taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
    };
    return {
      fetch: await median(async () => (await fetch('after.html')).text()),
      XHR: await median(
        () =>
          new Promise((resolve) => {
            const request = new XMLHttpRequest();
            request.open('GET', 'after.html');
            request.onload = () => resolve(request.responseText);
            request.send();
          }),
      ),
    };
  }, WHOLE_CALLS);

const isNative = (page: PageUnderTest): Promise<boolean> =>
  page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const setter = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')?.set;
    const texts = [console.log, console.info, console.warn, console.error, console.debug, setter];
    return texts.every(
      (one) =>
        /^function [^(]*\([^)]*\) \{\s*\[native code\]\s*\}$/.test(String(one)) &&
        !Object.hasOwn(one ?? {}, 'prototype'),
    );
  });

const startCost = async (page: PageUnderTest, code: string): Promise<number> =>
  median(
    await page.evaluate(
      (code, starts) =>
        Array.from({ length: starts }, () => {
          const frame = document.createElement('iframe');
          document.body.append(frame);
          const run: unknown = frame.contentWindow && Reflect.get(frame.contentWindow, 'Function');
          const startedAt = performance.now();
          if (typeof run === 'function') run(code)();
          const took = performance.now() - startedAt;
          frame.remove();
          return took;
        }),
      code,
      STARTS,
    ),
  );

export async function measurePageCost(ours: Driver, server: MatrixServer): Promise<Measured[]> {
  const code = await readFile(path.join(EXTENSIONS.chromium, 'content-scripts', 'page.js'), 'utf8');
  const plain = await launchDriver('chromium', { extension: 'none', isMeasured: true });
  try {
    // A site like any other: of the tracker's own hosts, this machine is one.
    const site = server.origin.replace('127.0.0.1', 'site.localhost');
    const address = `${site}/many.html?round=cost`;
    const pages = { ours: await ours.openPage(), a: await plain.openPage(), b: await plain.openPage() };
    const first: Rounds = { ours: [], a: [], b: [] };
    const rounds: Rounds = { ours: [], a: [], b: [] };
    const whole: Record<keyof Rounds, Record<'fetch' | 'XHR', number>[]> = { ours: [], a: [], b: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of ['a', 'ours', 'b'] as const) await pages[name].goto(address);
      for (let batch = 0; batch < BATCHES; batch += 1) {
        for (const name of ['a', 'ours', 'b'] as const) {
          (batch === 0 ? first : rounds)[name].push(await timeBatch(pages[name]));
        }
      }
      for (const name of ['a', 'ours', 'b'] as const) whole[name].push(await timeWhole(pages[name]));
    }
    await pages.ours.goto(`${server.origin}/after.html`);
    const native = await isNative(pages.ours);
    await pages.a.goto(`${server.origin}/after.html`);
    const started = await startCost(pages.a, code);
    for (const page of Object.values(pages)) await page.close();

    const wanted: Costs = { fetch: 5, 'XHR open + send': 3, cookie: 4, console: 6 };
    const rows = (Object.keys(wanted) as (keyof Costs)[]).flatMap((name) => {
      const of = (which: keyof Rounds, among = rounds) => median(among[which].map((costs) => costs[name]));
      const added = (among: Rounds) => of('ours', among) - (of('a', among) + of('b', among)) / 2;
      return [
        atMost(`added to ${name}, a call`, added(rounds), wanted[name], 'µs'),
        note(`  without us, A / A`, `${of('a').toFixed(2)} / ${of('b').toFixed(2)}`, 'µs'),
        note(`  added to each of a page's first ${CALLS} calls`, Number(added(first).toFixed(2)), 'µs'),
      ];
    });
    const wholeRows = (['fetch', 'XHR'] as const).map((name) => {
      const of = (which: keyof Rounds) => median(whole[which].map((times) => times[name])).toFixed(2);
      return note(
        `${name} over the network: with us, without us A / A`,
        `${of('ours')}, ${of('a')} / ${of('b')}`,
        'ms',
      );
    });
    return [
      atMost('page script, minified', Buffer.byteLength(code) / 1000, 12, 'kB'),
      atMost('page script, gzip', gzipSync(code, { level: 9 }).length / 1000, 5, 'kB'),
      atMost('page script at document_start, median', started, 1, 'ms'),
      {
        what: 'console and cookie of a page without a tracker',
        value: native ? 'native' : 'not native',
        isMet: native,
      },
      ...rows,
      ...wholeRows,
    ];
  } finally {
    await plain.close();
  }
}
