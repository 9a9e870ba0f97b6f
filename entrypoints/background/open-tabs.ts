import { browser } from 'wxt/browser';

/** What the browser says of its tabs. */
export type OpenTab = { isPrivate: boolean; cookieStoreId: string };

export async function lookUpTab(tabId: number): Promise<OpenTab | undefined> {
  try {
    const tab: { incognito: boolean; cookieStoreId?: string } = await browser.tabs.get(tabId);
    // Chromium has two stores and names none on its tabs; Firefox has one for each container.
    const cookieStoreId = tab.cookieStoreId ?? (tab.incognito ? '1' : '0');
    return { isPrivate: tab.incognito, cookieStoreId };
  } catch {
    // The tab was closed.
    return undefined;
  }
}

export async function openTabIds(): Promise<number[]> {
  const tabs = await browser.tabs.query({});
  return tabs.flatMap(({ id }) => (id === undefined ? [] : [id]));
}

export async function tabsOfOrigin(origin: string): Promise<number[]> {
  const tabs = await browser.tabs.query({});
  return tabs.flatMap(({ id, url }) => (id !== undefined && url !== undefined && originOf(url) === origin ? [id] : []));
}

const originOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined);
