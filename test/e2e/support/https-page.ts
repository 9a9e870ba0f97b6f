import { readFile } from 'node:fs/promises';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ROOT } from './paths';

/** Serves one page over https, with a certificate that only the tests' browsers put up with. */

export type HttpsPage = { origin: string; close(): Promise<void> };

export const startHttpsPage = async (body: string): Promise<HttpsPage> => {
  const pem = await readFile(path.join(ROOT, 'test/e2e/support/localhost.pem'), 'utf8');
  const server = https.createServer({ key: pem, cert: pem }, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
