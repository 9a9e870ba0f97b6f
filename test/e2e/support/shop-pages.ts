import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { ENVIRONMENTS } from '@/lib/tracker/dialects';
import type { Asset } from './http-answers';
import { PAGES, ROOT } from './paths';
import type { Account } from './shop-backend';

/** The demo shop's pages: the same for every integration but for what stands in their head. */

export type Integration = {
  /** First part of the path. */
  name: string;
  title: string;
  /** Folder with the head and the script. */
  folder: 'v1' | 'v2' | 'react';
  programId: string;
  /** What a partner's link ends in. */
  arrival: string;
  debug: boolean;
};

const LUMEN = { programId: '42', debug: false };
const HARBOR = { programId: '29', debug: true };

/** Programs and links are those the mock starts with. */
export const INTEGRATIONS: readonly Integration[] = [
  { name: 'v1', title: 'v1 script tag and queue', folder: 'v1', arrival: '?ref=PARTNER123', ...LUMEN },
  { name: 'v1-debug', title: 'v1 script tag in debug mode', folder: 'v1', arrival: '?ref=xyz789', ...HARBOR },
  { name: 'v2', title: 'v2 SDK', folder: 'v2', arrival: '?aff=PARTNER123', ...LUMEN },
  { name: 'v2-debug', title: 'v2 SDK in debug mode', folder: 'v2', arrival: '?aff=xyz789', ...HARBOR },
  { name: 'react', title: 'v2 SDK’s React provider', folder: 'react', arrival: '?aff=PARTNER123', ...LUMEN },
];

const TITLES: Record<string, string> = {
  landing: 'Write it down once',
  pricing: 'Plans',
  signup: 'Create your account',
  oauth: 'Northgate ID',
  'oauth-callback': 'Signing you in',
  checkout: 'Lumen Pro',
  'thank-you': 'Welcome',
};

export const SHOP = path.join(PAGES, 'shop');

export const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

const readPart = (name: string) => readFile(path.join(SHOP, name), 'utf8');

export type Surroundings = {
  /** Origin of the tracking API. */
  api: string;
  /** Makes the account of a visitor who comes back from the other company's login. */
  accountByOauth(): Account;
};

/** v1's way with an account that the server made: it is queued before the tracker is even asked for. */
const queuedLead = ({ id, email, plan }: Account): string => {
  const lead = JSON.stringify({ email, user_id: id, additional_data: { plan } });
  return `<script>window.affitorQueue.push(['trackLead', ${lead}]);</script>`;
};

/** The page of the shop as one integration has it, or undefined where the shop has no such page. */
export const renderPage = async (
  integration: Integration,
  place: string,
  { api, accountByOauth }: Surroundings,
): Promise<string | undefined> => {
  const title = TITLES[place];
  if (!title) return undefined;
  const arrivals = INTEGRATIONS.map(({ name, title, arrival }) => `<a href="/${name}/${arrival}">${title}</a>`);
  const account = place === 'oauth-callback' ? accountByOauth() : undefined;
  const values = {
    api,
    account: JSON.stringify(account ?? null).replaceAll('"', '&quot;'),
    queued: account ? queuedLead(account) : '',
    title,
    integration: integration.name,
    integrationTitle: integration.title,
    programId: integration.programId,
    debug: String(integration.debug),
    // The SDK knows its hosts by name.
    env: api === ENVIRONMENTS.production.origin ? 'production' : 'local',
    arrivals: arrivals.join(', '),
  };
  const [layout, head, body] = await Promise.all([
    readPart('layout.html'),
    readPart(`${integration.folder}/head.html`),
    readPart(`pages/${place}.html`),
  ]);
  return fill(layout, { ...values, tracking: fill(head, values), body: fill(body, values) });
};

/** The integrations that import the SDK, bundled as a merchant would. */
export const bundleShop = async (folder: 'v2' | 'react'): Promise<Asset> => {
  const entry = path.join(SHOP, folder, folder === 'react' ? 'shop.tsx' : 'shop.ts');
  const built = await build({
    configFile: false,
    root: SHOP,
    logLevel: 'error',
    resolve: { alias: { '@': ROOT.replace(/[\\/]$/, '') } },
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Under a test runner JSX would be built for a React that is not.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'shop' } },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [chunk] = outputs.filter((one) => one.type === 'chunk');
  if (!chunk) throw new Error(`The shop's ${folder} script did not bundle.`);
  return { type: 'text/javascript; charset=utf-8', body: chunk.code };
};
