import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { askOf, controlBy } from '@/test/e2e/support/mock-control';
import { launchDriver } from '@/test/e2e/support/world';
import { describeContract } from '@/test/lib/mock/contract';
import type { Target } from '@/test/lib/mock/contract/target';

/** The tracking API's contract, held by what a routed page gets from the bundled mock in place of the network. */

const API = 'https://api.affitor.com';
const BY_BROWSER = 'the browser asks beforehand by itself, and a page cannot';

const startPages = async () => {
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Contract</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

type Got = { status: number; headers: [string, string][]; body: string } | { failed: string };

const fetchFrom = async (page: PageUnderTest, path: string, init: RequestInit): Promise<Response> => {
  const sent = { method: init.method ?? 'GET', headers: Object.entries(init.headers ?? {}), body: init.body ?? null };
  if (sent.body !== null && typeof sent.body !== 'string') throw new Error('Only text travels to the page.');
  const got: Got = await page.evaluate(
    async (url, method, headers, body): Promise<Got> => {
      try {
        const response = await fetch(url, { method, headers, body });
        return { status: response.status, headers: [...response.headers], body: await response.text() };
      } catch (error) {
        return { failed: String(error) };
      }
    },
    `${API}${path}`,
    sent.method,
    sent.headers,
    sent.body,
  );
  if ('failed' in got) throw new TypeError(got.failed);
  const { status, headers, body } = got;
  return new Response(body, { status, headers });
};

export const routedContract = (browser: BrowserName) => {
  const start = async (): Promise<Target> => {
    const pages = await startPages();
    const driver = await launchDriver(browser);
    const page = await driver.openPage();
    await page.goto(pages.origin);
    const own = await driver.openPage({ stayBehind: true });
    await own.goto(`${await driver.extensionOrigin()}/options.html`);
    const ask = askOf(own, pages.origin);
    await ask('set-routing', { on: true, target: { kind: 'mock' }, choice: 'both' });
    await page.goto(`${pages.origin}/routed`);
    return {
      fetch: (path, init) => fetchFrom(page, path, init),
      control: controlBy(ask),
      close: async () => {
        await driver.close();
        await pages.close();
      },
    };
  };
  const leftOut = describeContract(`The tracking API from a routed page in ${browser}`, start, { fromPage: true });

  test('the cases left out are those that no page can make', () => {
    const others = leftOut.filter(({ reason }) => reason !== BY_BROWSER);
    console.log(leftOut.map(({ name, reason }) => `left out: ${name}, for ${reason}`).join('\n'));
    expect(others.map(({ name }) => name)).toEqual([
      'refuses a call that has neither origin nor token',
      'takes one with the token',
      'shows answers and refusals to a page of origin https://shop.example',
      'shows answers and refusals to a page of origin null',
      'sends no CORS header under cors-refused, neither before nor after',
    ]);
  });
};
