import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { AskHandler } from '@/lib/messaging/panel-hub';
import { cookieAttributesSchema } from '@/lib/model/observation-schema';
import type { CookieState } from '@/lib/model/session';
import { TRACKER_COOKIES } from '@/lib/tracker/dialects';
import { parseUrl } from '@/lib/tracker/endpoint';
import { refusalOf, removeDetails, setDetails } from '@/lib/witness/browser/cookie-write';
import { reachesHost } from '@/lib/witness/browser/cookies';
import { lookUpTab } from './open-tabs';
import type { OwnChanges } from './own-cookie-changes';

/** Writes and deletes the tracker's cookies for a panel; each change is told as ours when the browser reports it. */
export type CookieAskOptions = { urlOf(tabId: number): string | undefined; own: OwnChanges };

const asked = v.object({
  cookie: v.object({ name: v.picklist(TRACKER_COOKIES), value: v.string(), attributes: cookieAttributesSchema }),
});

type Scene = { cookie: CookieState; storeId: string; topLevelSite?: string | undefined };

export function cookieAsks({ urlOf, own }: CookieAskOptions): Record<'set-cookie' | 'remove-cookie', AskHandler> {
  async function sceneOf(params: unknown, tabId: number): Promise<Scene> {
    const { cookie } = v.parse(asked, params);
    const storeId = (await lookUpTab(tabId))?.cookieStoreId;
    const url = parseUrl(urlOf(tabId) ?? '');
    if (storeId === undefined || !url) throw new Error('The page is gone. Reload it and try again.');
    const { partitioned = false, domain = '', hostOnly = false } = cookie.attributes;
    if (partitioned) return { cookie, storeId, topLevelSite: await partitionOf(cookie, storeId, url) };
    if (!reachesHost({ domain, hostOnly }, url.hostname)) {
      throw new Error(`A cookie of ${domain} does not belong to ${url.hostname}.`);
    }
    return { cookie, storeId };
  }

  return {
    async 'set-cookie'(params, { tabId }) {
      const { cookie, ...place } = await sceneOf(params, tabId);
      const refusal = refusalOf(cookie);
      if (refusal) throw new Error(refusal);
      const { expiresAt } = cookie.attributes;
      const expires = expiresAt !== undefined && expiresAt <= Date.now();
      const forget = own.expect(cookie, place.storeId, expires);
      try {
        await browser.cookies.set(setDetails(cookie, place));
        const held = await find(cookie, place);
        if (expires ? held !== undefined : held?.value !== cookie.value) {
          throw new Error('The browser did not say why. Its settings may block cookies of this site.');
        }
      } catch (error) {
        forget();
        throw new Error(reasonOf(error), { cause: error });
      }
      return null;
    },

    async 'remove-cookie'(params, { tabId }) {
      const { cookie, ...place } = await sceneOf(params, tabId);
      const forget = own.expect(cookie, place.storeId, true);
      await browser.cookies.remove(removeDetails(cookie, place));
      if (await find(cookie, place)) {
        forget();
        throw new Error('The browser kept it and did not say why.');
      }
      return null;
    },
  };
}

/** The partition it is in already, or that of the page for one that was deleted. */
async function partitionOf(cookie: CookieState, storeId: string, page: URL): Promise<string> {
  const all = await browser.cookies.getAll({ name: cookie.name, storeId, partitionKey: {} });
  const found = all.find(
    ({ domain, partitionKey }) => partitionKey?.topLevelSite && domain === cookie.attributes.domain,
  );
  return found?.partitionKey?.topLevelSite ?? page.origin;
}

async function find({ name, attributes }: CookieState, { storeId, topLevelSite }: Omit<Scene, 'cookie'>) {
  const all = await browser.cookies.getAll({ name, storeId, partitionKey: {} });
  return all.find(
    (one) =>
      plain(one.domain) === plain(attributes.domain ?? '') &&
      one.path === (attributes.path ?? '/') &&
      (topLevelSite === undefined) === !one.partitionKey?.topLevelSite,
  );
}

const plain = (domain: string): string => domain.replace(/^\./, '');

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
