import http from 'node:http';
import { MOCK_PORT } from './mock-server';
import { until } from './until';

/** Stands where the tracker's real host would be, and notes whatever reaches it: nothing may. */

export type SilentHost = {
  origin: string;
  heard: readonly string[];
  /** The same, by who asked and what he brought along; questions the browser asks of its own are not among them. */
  calls: readonly { path: string; origin: string; cookie: string }[];
  close(): Promise<void>;
};

export const startSilentHost = async (): Promise<SilentHost> => {
  const heard: string[] = [];
  const calls: { path: string; origin: string; cookie: string }[] = [];
  const server = http.createServer((request, response) => {
    heard.push(`${request.method} ${request.url} from ${request.headers.referer ?? 'nowhere'}`);
    const { origin = '', cookie = '' } = request.headers;
    response.setHeader('access-control-allow-origin', origin || '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-allow-headers', 'content-type');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    calls.push({ path: request.url ?? '', origin, cookie });
    response.writeHead(503).end();
  });
  const listen = () =>
    new Promise<boolean>((resolve) => {
      const settle = (isListening: boolean) => {
        server.removeAllListeners('error').removeAllListeners('listening');
        resolve(isListening);
      };
      server.once('error', () => settle(false)).once('listening', () => settle(true));
      server.listen(MOCK_PORT, '127.0.0.1');
    });
  // Another run may just be ending.
  await until(listen, (isListening) => isListening, {
    what: `port ${MOCK_PORT} to be free: the SDK's local environment knows no other, so end what listens there`,
    timeoutMs: 90_000,
  });
  return {
    origin: `http://localhost:${MOCK_PORT}`,
    heard,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
