import http from 'node:http';
import { MOCK_PORT } from './mock-server';

/** Stands where the tracker's real host would be, and notes whatever reaches it: nothing may. */

export type SilentHost = { origin: string; heard: readonly string[]; close(): Promise<void> };

export const startSilentHost = async (): Promise<SilentHost> => {
  const heard: string[] = [];
  const server = http.createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.writeHead(503).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(MOCK_PORT, '127.0.0.1', resolve);
  });
  return {
    origin: `http://localhost:${MOCK_PORT}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
