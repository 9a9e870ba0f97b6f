import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Driver } from '@/test/e2e/support/inspector';
import { startMatrixServer } from '@/test/e2e/support/matrix-server';
import { launchDriver } from '@/test/e2e/support/world';
import { measureLargeSession } from './large-session';
import { measureKills, measureLoad, measureLoadWithoutUs, measureStream } from './load';
import { measurePageCost } from './page-cost';
import { timeRejudging } from './rejudge';
import { measureRoutedFetch } from './routed-fetch';
import { atMost, drawTable, type Measured, note } from './table';

/** `npm run bench`: every number the project promises, in one run, as a table; `--json FILE` writes it too. */

const { json, only, requests } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, requests: { type: 'string', default: '20000' } },
}).values;

const measureRejudging = (): Measured[] => {
  timeRejudging();
  const { p50Ms, p95Ms, cpuP95Ms } = timeRejudging();
  return [
    atMost('judging anew at 10,000 entries, p95', p95Ms, 5, 'ms'),
    note('  median', Number(p50Ms.toFixed(2)), 'ms'),
    note('  CPU time, p95', Number(cpuP95Ms.toFixed(2)), 'ms'),
  ];
};

const measureMock = (): Measured[] => {
  const args = [...process.execArgv, '--expose-gc', fileURLToPath(new URL('./mock.ts', import.meta.url))];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const heaps = [...stdout.matchAll(/^\s+(\d+)\s+([\d.]+) MB$/gm)];
  const rate = (name: string) => Number(new RegExp(`${name}: (\\d+)`).exec(stdout)?.[1] ?? Number.NaN);
  return [
    note('mock, heap after first and last eighth of 200,000 requests', `${heaps[0]?.[2]} / ${heaps.at(-1)?.[2]}`, 'MB'),
    note('mock, leads a second', rate('mock')),
    note('  a server that answers a constant', rate('constant')),
  ];
};

/** A browser for each part: what one leaves in memory would weigh on the next. */
const inChromium = async (): Promise<Measured[]> => {
  const server = await startMatrixServer();
  const parts: Record<string, (driver: Driver) => Promise<Measured[]>> = {
    page: (driver) => measurePageCost(driver, server),
    routed: (driver) => measureRoutedFetch(driver, server),
    kills: (driver) => measureKills(driver, server, 10, 2000),
    large: (driver) => measureLargeSession(driver, server, 100_000),
    load: async (driver) => [
      ...(await measureLoadWithoutUs(server, Math.min(2000, Number(requests)))),
      ...(await measureStream(driver, server, Math.min(1000, Number(requests)))),
      ...(await measureLoad(driver, server, Number(requests))),
    ],
  };
  try {
    const rows: Measured[] = [];
    for (const [name, measure] of Object.entries(parts)) {
      if (only && only !== name) continue;
      const driver = await launchDriver('chromium', { isMeasured: true });
      try {
        rows.push(...(await measure(driver)));
      } finally {
        await driver.close();
      }
    }
    return rows;
  } finally {
    await server.close();
  }
};

const rows = [
  ...(!only || only === 'judge' ? measureRejudging() : []),
  ...(!only || only === 'mock' ? measureMock() : []),
  ...(['judge', 'mock'].includes(only ?? '') ? [] : await inChromium()),
];
console.log(drawTable(rows));
if (json) writeFileSync(json, `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`);
process.exitCode = rows.some(({ isMet }) => isMet === false) ? 1 : 0;
