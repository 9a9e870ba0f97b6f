import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@/lib/cli/serve';
import { createMock, type Mock } from '@/lib/mock/mock';
import { CLI } from '@/test/e2e/support/paths';
import { CERTIFICATE, CERTIFICATE_KEY } from './certificate';
import type { CorpusPage } from './page';

/** Serves one page of the corpus at a time, with a fresh tracking API beside it. */

export type CorpusServer = {
  /** The port of the pages, on every name that leads to this machine. */
  port: number;
  /** Of the same pages over https. */
  securePort: number;
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
  const answer: http.RequestListener = async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://corpus.invalid');
    const found = site[pathname];
    const page = typeof found === 'string' ? { body: found } : found;
    request.resume();
    if (page?.delayMs) await pause(page.delayMs);
    response.writeHead(page ? (page.status ?? 200) : 404, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...page?.headers,
    });
    response.end(page?.body ?? '');
  };
  const pages = http.createServer(answer);
  const securePages = https.createServer({ cert: CERTIFICATE, key: CERTIFICATE_KEY }, answer);
  const port = await listening(pages);
  const securePort = await listening(securePages);

  return {
    port,
    securePort,
    show(page) {
      mock = createMock({ script: scriptOf });
      const { scenario, delayMs = 3000, endpoint } = page;
      if (scenario) mock.scenarios.set({ scenario, delayMs }, endpoint);
      site = page.site(`http://localhost:${api.port}`);
    },
    close: async () => {
      for (const server of [pages, securePages]) {
        server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
      }
      await api.close();
      if (failures.length > 0) throw new Error(`The tracking API failed: ${failures.join(', ')}`);
    },
  };
};

const listening = async (server: http.Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
