import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tracking API whose answers begin, and never end. */

export type EndlessHost = { origin: string; close(): Promise<void> };

export const startEndlessHost = async (): Promise<EndlessHost> => {
  const server = http.createServer((request, response) => {
    request.resume();
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type');
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else if (request.url?.startsWith('/js/')) response.writeHead(404).end();
    else response.writeHead(202, { 'content-type': 'application/json' }).write('{"success":');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
