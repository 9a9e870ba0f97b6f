import type { Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import type { MatrixServer } from '@/test/e2e/support/matrix-server';
import { askOf } from '@/test/e2e/support/mock-control';
import { MOCK_PORT } from '@/test/e2e/support/mock-server';
import { atMost, type Measured, median, note, percentile } from './table';

/**
 * What the bundled mock adds to a routed page's `fetch`: the same lead, sent one after the other by the page itself, once
 * to a server on this machine that answers a constant, once to the mock in place of that.
 */

const CALLS = 200;
const ROUNDS = 3;

/** Milliseconds each from the call to the answer's text. */
const timeFetches = (page: PageUnderTest): Promise<number[]> =>
  page.evaluate(
    async (url, calls) => {
      const body = JSON.stringify({ additional_data: { test_mode: true, program_id: 42 } });
      const took: number[] = [];
      for (let call = 0; call < calls; call += 1) {
        const startedAt = performance.now();
        const response = await fetch(url, { method: 'POST', body });
        await response.text();
        took.push(performance.now() - startedAt);
      }
      return took;
    },
    `http://localhost:${MOCK_PORT}/api/tracking/lead`,
    CALLS,
  );

export async function measureRoutedFetch(driver: Driver, server: MatrixServer): Promise<Measured[]> {
  const address = `${server.origin}/after.html`;
  const page = await driver.openPage();
  await page.goto(address);
  const own = await driver.openPage();
  await own.goto(`${await driver.extensionOrigin()}/options.html`);
  const ask = askOf(own, server.origin);
  await ask('mock-reset', null);
  const rounds: Record<'routed' | 'plain', number[]> = { routed: [], plain: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of ['plain', 'routed'] as const) {
      const on = name === 'routed';
      await ask('set-routing', on ? { on, target: { kind: 'mock' }, choice: 'both' } : { on });
      await page.goto(address);
      rounds[name].push(...(await timeFetches(page)));
    }
  }
  await ask('set-routing', { on: false });
  await ask('mock-reset', null);
  await own.close();
  await page.close();
  const of = (name: keyof typeof rounds) => median(rounds[name]);
  return [
    atMost('added by the mock to a routed fetch, median', of('routed') - of('plain'), 5, 'ms'),
    note('  median routed / to a local server', `${of('routed').toFixed(2)} / ${of('plain').toFixed(2)}`, 'ms'),
    note('  95 of 100 routed within', percentile(rounds.routed, 0.95).toFixed(2), 'ms'),
  ];
}
