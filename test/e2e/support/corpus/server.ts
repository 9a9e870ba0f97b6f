import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@/lib/cli/serve';
import { createMock, type Mock } from '@/lib/mock/mock';
import { CLI } from '@/test/e2e/support/paths';
import type { CorpusPage } from './page';

/** Serves one page of the corpus at a time, with a fresh tracking API beside it. */

export type CorpusServer = {
  /** The port of the pages, on every name that leads to this machine. */
  port: number;
  show(page: CorpusPage): void;
  close(): Promise<void>;
};

const scriptOf = async (name: string): Promise<string | null> =>
  /^affitor-tracker(?:-v[12])?\.js$/.test(name) ? readFile(path.join(path.dirname(CLI), 'js', name), 'utf8') : null;

export const startCorpusServer = async (): Promise<CorpusServer> => {
  const failures: unknown[] = [];
  let mock: Mock = createMock({ script: scriptOf });
  const api = await serve({
    host: '127.0.0.1',
    port: 0,
    fetch: (request) => mock.fetch(request),
    onError: (error) => failures.push(error),
  });
  let site: ReturnType<CorpusPage['site']> = {};
  const pages = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://corpus.invalid');
    const found = site[pathname];
    const answer = typeof found === 'string' ? { body: found } : found;
    request.resume();
    if (answer?.delayMs) await pause(answer.delayMs);
    response.writeHead(answer ? (answer.status ?? 200) : 404, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...answer?.headers,
    });
    response.end(answer?.body ?? '');
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  const { port } = pages.address() as AddressInfo;

  return {
    port,
    show(page) {
      mock = createMock({ script: scriptOf });
      if (page.scenario) mock.scenarios.set({ scenario: page.scenario, delayMs: 3000 }, page.endpoint);
      site = page.site(`http://localhost:${api.port}`);
    },
    close: async () => {
      pages.closeAllConnections();
      await new Promise<void>((resolve) => pages.close(() => resolve()));
      await api.close();
      if (failures.length > 0) throw new Error(`The tracking API failed: ${failures.join(', ')}`);
    },
  };
};
