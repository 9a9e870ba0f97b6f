import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { AskHandler } from '@/lib/messaging/panel-hub';
import { cookieAttributesSchema } from '@/lib/model/observation-schema';
import type { CookieState } from '@/lib/model/session';
import { TRACKER_COOKIES } from '@/lib/tracker/dialects';
import { parseUrl } from '@/lib/tracker/endpoint';
import {
  type CookiePlace,
  type PartitionKey,
  refusalOf,
  removeDetails,
  setDetails,
} from '@/lib/witness/browser/cookie-write';
import { reachesHost } from '@/lib/witness/browser/cookies';
import type { OwnChanges } from '@/lib/witness/browser/own-changes';
import { lookUpTab } from './open-tabs';

/** Writes and deletes the tracker's cookies for a panel; each change is told as ours when the browser reports it. */
export type CookieAskOptions = { urlOf(tabId: number): string | undefined; own: OwnChanges };

const asked = v.object({
  cookie: v.object({ name: v.picklist(TRACKER_COOKIES), value: v.string(), attributes: cookieAttributesSchema }),
});

type Scene = CookiePlace & { cookie: CookieState };

export function cookieAsks({ urlOf, own }: CookieAskOptions): Record<'set-cookie' | 'remove-cookie', AskHandler> {
  /** Of each cookie that was changed here, so that one that was deleted comes back to where it was. */
  const partitions = new Map<string, PartitionKey>();

  /** The partition it is in, or was in; that of the page for one that nobody saw. */
  async function partitionOf({ name, attributes }: CookieState, storeId: string, page: URL): Promise<PartitionKey> {
    const key = JSON.stringify([storeId, name, attributes.domain, attributes.path]);
    const all = await browser.cookies.getAll({ name, storeId, partitionKey: {} });
    for (const { domain, partitionKey } of all) {
      const { topLevelSite, ...more } = partitionKey ?? {};
      if (topLevelSite && domain === attributes.domain) partitions.set(key, { topLevelSite, ...more });
    }
    return partitions.get(key) ?? { topLevelSite: page.origin };
  }

  async function sceneOf(params: unknown, tabId: number): Promise<Scene> {
    const { cookie } = v.parse(asked, params);
    const storeId = (await lookUpTab(tabId))?.cookieStoreId;
    const url = parseUrl(urlOf(tabId) ?? '');
    if (storeId === undefined || !url) throw new Error(i18n.t('extension.pageGone'));
    const { partitioned = false, domain = '', hostOnly = false } = cookie.attributes;
    if (partitioned) return { cookie, storeId, partitionKey: await partitionOf(cookie, storeId, url) };
    if (!reachesHost({ domain, hostOnly }, url.hostname)) {
      throw new Error(i18n.t('extension.foreignCookie', [domain, url.hostname]));
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
          throw new Error(i18n.t('extension.cookieNotSet'));
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
        throw new Error(i18n.t('extension.cookieKept'));
      }
      return null;
    },
  };
}

async function find({ name, attributes }: CookieState, { storeId, partitionKey }: CookiePlace) {
  const all = await browser.cookies.getAll({ name, storeId, partitionKey: {} });
  return all.find(
    (one) =>
      plain(one.domain) === plain(attributes.domain ?? '') &&
      one.path === (attributes.path ?? '/') &&
      (partitionKey === undefined) === !one.partitionKey?.topLevelSite,
  );
}

const plain = (domain: string): string => domain.replace(/^\./, '');

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
