import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { type Asset, assetType, isInside, sendAsset, sendJson } from './http-answers';
import { PAGES } from './paths';
import { createShopBackend } from './shop-backend';
import { bundleShop, fill, INTEGRATIONS, renderPage, SHOP } from './shop-pages';

/** Serves the demo shop and the test pages on 127.0.0.1, and notes what it was asked. */

export type ShopServer = {
  origin: string;
  /** Addresses of requests the server got, oldest first. */
  requests: readonly { method: string; path: string; body: string }[];
  close(): Promise<void>;
};

export type ShopOptions = {
  /** 0 lets the system choose. */
  port?: number;
  /** Origin of the tracking API that the pages load the tracker from. */
  api?: string;
};

const SERVER_COOKIE = 'customer_code=cust_42_1700000000000; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax';

/** A short link, which loses what it was asked with and leaves a cookie. */
const sentOn = (visit: string) => ({
  location: `/pages/parts/no-tracker.html?visit=${visit}`,
  'set-cookie': `customer_code=cust_42_${visit}; Path=/; Max-Age=86400`,
});

/** The same for every shop of a run. */
let bundling: Promise<[Asset, Asset]> | undefined;

export const startShop = async ({ port = 0, api = 'http://localhost:1337' }: ShopOptions = {}): Promise<ShopServer> => {
  bundling ??= Promise.all([bundleShop('v2'), bundleShop('react')]);
  const [v2, react] = await bundling;
  const bundles: Record<string, Asset> = { '/assets/v2/shop.js': v2, '/assets/react/shop.js': react };
  const requests: { method: string; path: string; body: string }[] = [];
  const { answer, accountByOauth } = createShopBackend();

  const shopPage = async (pathname: string): Promise<Asset | undefined> => {
    const [, name, place = ''] = pathname.split('/');
    const integration = INTEGRATIONS.find((one) => one.name === name);
    const body = integration && (await renderPage(integration, place || 'landing', { api, accountByOauth }));
    return body === undefined ? undefined : { type: 'text/html; charset=utf-8', body };
  };

  const fileFrom = async (folder: string, name: string): Promise<Asset | undefined> => {
    const file = path.join(folder, decodeURIComponent(name));
    if (!isInside(folder, file)) return undefined;
    try {
      const body = await readFile(file);
      const isTemplate = file.endsWith('.html');
      return { type: assetType(file), body: isTemplate ? fill(body.toString(), { api }) : body };
    } catch {
      return undefined; // no such page: 404 says so
    }
  };

  const find = async (pathname: string): Promise<Asset | undefined> => {
    if (bundles[pathname]) return bundles[pathname];
    if (pathname.startsWith('/assets/')) return fileFrom(SHOP, pathname.slice('/assets/'.length));
    if (pathname.startsWith('/pages/')) return fileFrom(PAGES, pathname.slice('/pages/'.length));
    return shopPage(pathname);
  };

  const respond = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop.invalid');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    requests.push({ method: request.method ?? 'GET', path: request.url ?? '/', body });
    const visit = /^\/go\/(\d+)$/.exec(pathname)?.[1];
    if (visit !== undefined) response.writeHead(302, sentOn(visit)).end();
    else if (pathname === '/') response.writeHead(302, { location: `/v1/${INTEGRATIONS[0]?.arrival ?? ''}` }).end();
    else if (request.method === 'POST') sendJson(response, answer(pathname, body));
    else {
      // What a site's own server may write, and no script can read.
      if (pathname.endsWith('/server-cookie.html')) response.setHeader('set-cookie', SERVER_COOKIE);
      sendAsset(response, await find(pathname));
    }
  };
  const server = http.createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, { status: 500, json: { error: String(error) } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The shop has no address.');

  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
