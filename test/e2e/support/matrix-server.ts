import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { assetType, isInside, sendAsset } from './http-answers';
import { MOCK_PORT } from './mock-server';
import { PAGES } from './paths';
import { until } from './until';

/** Serves the matrix's pages, and stands where the tracker's API would, noting all that reaches it: the truth to count against. */

export type Arrival = { method: string; cell: string; path: string; body: string };

export type MatrixServer = {
  /** Where the pages are; `localhost` at the same port is another origin. */
  origin: string;
  arrivals: Arrival[];
  /** The cells that the pages' service worker says it handed on. */
  handedOn: Set<string>;
  close(): Promise<void>;
};

const FOLDER = path.join(PAGES, 'matrix');

const listen = (server: http.Server, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (listening: boolean) => () => {
      server.removeAllListeners('error').removeAllListeners('listening');
      resolve(listening);
    };
    server.once('error', settle(false)).once('listening', settle(true)).listen(port, '127.0.0.1');
  });

const end = (server: http.Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const readAll = async (request: http.IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

const answerAsTracker = (request: http.IncomingMessage, response: http.ServerResponse, { pathname, search }: URL) => {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-headers', 'content-type');
  response.setHeader('cache-control', 'no-store');
  if (request.method === 'OPTIONS') response.writeHead(204).end();
  else if (pathname === '/held')
    return; // until the page gives up
  else if (pathname === '/moved') response.writeHead(307, { location: `/api/tracking/test${search}` }).end();
  else if (pathname === '/form')
    sendAsset(response, { type: 'text/html; charset=utf-8', body: '<title>Taken</title>' });
  else if (pathname === '/pixel.gif') response.writeHead(204).end();
  else if (pathname.includes('missing')) response.writeHead(404).end();
  else if (pathname.startsWith('/js/')) sendAsset(response, { type: 'text/javascript', body: 'void 0;' });
  else response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true}');
};

export const startMatrixServer = async (): Promise<MatrixServer> => {
  const arrivals: Arrival[] = [];
  const handedOn = new Set<string>();
  const urlOf = (request: http.IncomingMessage) => new URL(request.url ?? '/', 'http://matrix.invalid');

  const tracker = http.createServer(async (request, response) => {
    const url = urlOf(request);
    const body = await readAll(request).catch(() => ''); // broken off: it is still an arrival
    const cell = url.searchParams.get('cell');
    if (cell && request.method !== 'OPTIONS') {
      arrivals.push({ method: request.method ?? 'GET', cell, path: url.pathname, body });
    }
    answerAsTracker(request, response, url);
  });

  const pages = http.createServer(async (request, response) => {
    const { pathname, searchParams } = urlOf(request);
    if (pathname === '/arrived') {
      const cell = searchParams.get('of');
      await until(
        () => arrivals.some((arrival) => arrival.cell === cell),
        (has) => has,
        { what: `${cell} to arrive` },
      );
      response.writeHead(204).end();
      return;
    }
    if (pathname === '/handed-on') {
      handedOn.add(searchParams.get('cell') ?? '');
      response.writeHead(204).end();
      return;
    }
    const file = path.join(FOLDER, decodeURIComponent(pathname));
    const body = isInside(FOLDER, file) ? await readFile(file).catch(() => undefined) : undefined;
    // A frame without an origin loads its scripts as any other would.
    response.setHeader('access-control-allow-origin', '*');
    if (!body) sendAsset(response, undefined);
    // Firefox keeps no page that must not be stored in its back-forward cache.
    else response.writeHead(200, { 'content-type': assetType(file), 'cache-control': 'no-cache' }).end(body);
  });

  await until(
    () => listen(tracker, MOCK_PORT),
    (taken) => taken,
    { what: `port ${MOCK_PORT} to be free`, timeoutMs: 60_000 },
  );
  await listen(pages, 0);
  const { port } = pages.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    arrivals,
    handedOn,
    close: async () => {
      await end(pages);
      await end(tracker);
    },
  };
};
