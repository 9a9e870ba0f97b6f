import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A tracker whose script has an address of its own, and which sends where it came from as soon as it runs. */

export type OwnTracker = { script: string; origin: string; close(): Promise<void> };

/** As far away as a server is: from this machine a script comes sooner than it ever would. */
const LATENCY_MS = 150;

const SCRIPT = `const { origin } = new URL(document.currentScript.src);
fetch(origin + '/api/tracking/click', { method: 'POST', body: '{"affiliate_url":"by a script of another name"}' });`;

export const startOwnTracker = async (): Promise<OwnTracker> => {
  const server = http.createServer(async (request, response) => {
    request.resume();
    await pause(LATENCY_MS);
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === '/t.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(SCRIPT);
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A name that the extension has not heard of, and that leads to this machine.
  const origin = `http://own-tracker.localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    script: `${origin}/t.js`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
