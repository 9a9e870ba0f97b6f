import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import type { MatrixServer } from '@/test/e2e/support/matrix-server';
import { EXTENSIONS } from '@/test/e2e/support/paths';
import { launchDriver } from '@/test/e2e/support/world';
import { atMost, type Measured, median, note, percentile } from './table';

/** What the observers cost the page they are a guest in, beside the same browser without us, twice, as a control. */

const ROUNDS = 15;
const CALLS = 400;
const STARTS = 30;

type Costs = Record<'fetch' | 'XHR open + send' | 'cookie' | 'console', number>;

/** Microseconds a call, as the page sees it: what comes later, asynchronously, is not the caller's. */
const timeCalls = (page: PageUnderTest): Promise<Costs> =>
  page.evaluate((calls) => {
    const time = (call: (index: number) => void) => {
      const startedAt = performance.now();
      for (let index = 0; index < calls; index += 1) call(index);
      return ((performance.now() - startedAt) * 1000) / calls;
    };
    const stop = new AbortController();
    const costs = {
      fetch: time(() => void fetch('data:,', { signal: stop.signal }).catch(() => undefined)),
      'XHR open + send': time(() => {
        const request = new XMLHttpRequest();
        request.open('GET', 'data:,');
        request.send();
        request.abort();
      }),
      cookie: time((index) => {
        // biome-ignore lint/suspicious/noDocumentCookie: its cost is what is measured
        document.cookie = `bench=${index}`;
      }),
      console: time((index) => console.debug('line', index)),
    };
    stop.abort();
    return costs;
  }, CALLS);

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
  const plain = await launchDriver('chromium', { extension: 'none' });
  try {
    const address = `${server.origin}/many.html?round=cost`;
    const pages = { ours: await ours.openPage(), a: await plain.openPage(), b: await plain.openPage() };
    const rounds: Record<keyof typeof pages, Costs[]> = { ours: [], a: [], b: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of ['a', 'ours', 'b'] as const) {
        await pages[name].goto(address);
        rounds[name].push(await timeCalls(pages[name]));
      }
    }
    await pages.ours.goto(`${server.origin}/after.html`);
    const native = await isNative(pages.ours);
    await pages.a.goto(`${server.origin}/after.html`);
    const started = await startCost(pages.a, code);
    for (const page of Object.values(pages)) await page.close();

    const wanted: Costs = { fetch: 5, 'XHR open + send': 3, cookie: 4, console: 6 };
    const rows = (Object.keys(wanted) as (keyof Costs)[]).flatMap((name) => {
      // Of the quieter rounds: what else the machine does only ever adds.
      const of = (which: keyof typeof rounds) =>
        percentile(
          rounds[which].map((costs) => costs[name]),
          0.25,
        );
      const added = of('ours') - (of('a') + of('b')) / 2;
      return [
        atMost(`added to ${name}, a call`, added, wanted[name], 'µs'),
        note(`  without us, A / A`, `${of('a').toFixed(2)} / ${of('b').toFixed(2)}`, 'µs'),
      ];
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
    ];
  } finally {
    await plain.close();
  }
}
