import { browser } from 'wxt/browser';
import type { OpenDocument } from '@/lib/journal/tab-state';
import type { Place, Tabs } from '@/lib/journal/tabs';
import type { CookieState } from '@/lib/model/session';
import { TRACKER_COOKIES } from '@/lib/tracker/dialects';
import { parseUrl } from '@/lib/tracker/endpoint';
import {
  type CookieRecord,
  type CookieReport,
  cookieState,
  createCookieWitness,
  reachesHost,
  reachesPage,
} from '@/lib/witness/browser/cookies';
import type { OwnChanges } from '@/lib/witness/browser/own-changes';
import type { SetCookieLog } from '@/lib/witness/browser/set-cookie';
import { lookUpTab } from './open-tabs';

/** Wires the cookies API to its witness, and answers which of the tracker's cookies a page has. */
export type CookieOptions = {
  tabs: Tabs;
  setCookies: SetCookieLog;
  own: OwnChanges;
  onReport(tabId: number, report: CookieReport, place: Place): void;
  /** The tracker's cookies of what this tab shows are others now. */
  onChange(tabId: number): void;
};

/** Few responses remove a cookie, and what is removed while a page goes should be told of that page. */
const REMOVED_WITHIN_MS = 200;

export function listenToCookies({ tabs, setCookies, own, onReport, onChange }: CookieOptions) {
  const isTrackerCookie = (name: string) => TRACKER_COOKIES.includes(name);
  const witness = createCookieWitness({
    isTrackerCookie,
    overwriteTellsOldValue: !import.meta.env.FIREFOX,
  });

  browser.cookies.onChanged.addListener((change) => {
    const at = Date.now();
    const report = witness.onChanged(change, at);
    if (!report) return;
    const isOurs = own.take(change.cookie, change.removed);
    void tellChange(change.cookie, isOurs ? { ...report, author: { kind: 'extension' } } : report);
  });

  async function tellChange(cookie: CookieRecord, report: CookieReport): Promise<void> {
    const isOurs = report.author.kind === 'extension';
    await tabs.ready;
    const shown = new Map(tabsWith(cookie).map((tabId) => [tabId, tabs.get(tabId).documents.get(0)]));
    for (const tabId of shown.keys()) onChange(tabId);
    const { name, value } = cookie;
    const withinMs = report.phase === 'set' ? undefined : REMOVED_WITHIN_MS;
    const setter = isOurs ? undefined : await setCookies.find({ name, value, at: report.at }, withinMs);
    const whole = setter ? { ...report, author: setter.author } : report;
    for (const tabId of new Set([...shown.keys(), ...(setter ? tabsWith(cookie, setter.tabId) : [])])) {
      if ((await lookUpTab(tabId))?.cookieStoreId !== cookie.storeId) continue;
      // What a response set belongs to the page that it is for, all else to the one that was on show.
      onReport(tabId, whole, setter ? { frameId: 0 } : placeOf(tabId, shown.get(tabId)));
      onChange(tabId);
    }
  }

  function placeOf(tabId: number, shown: OpenDocument | undefined): Place {
    if (!shown || tabs.get(tabId).documents.get(0) === shown) return { frameId: 0 };
    return { frameId: 0, documentId: shown.documentId, documentUrl: shown.url };
  }

  /** Tabs that show the cookie's site, and the one whose response set it before its document is there. */
  function tabsWith(cookie: CookieRecord, setter?: number): number[] {
    const tabIds = new Set(tabs.showing((url) => isOf(cookie, url)));
    if (setter !== undefined && setter >= 0) tabIds.add(setter);
    return [...tabIds];
  }

  /** By name and from all sites: by URL Firefox leaves out Secure cookies of http pages, and both partitioned ones. */
  async function cookiesReaching(tabId: number, url: string): Promise<CookieRecord[]> {
    const tab = await lookUpTab(tabId);
    if (!tab) return [];
    const { cookieStoreId: storeId } = tab;
    const found = await Promise.all(
      TRACKER_COOKIES.map((name) => browser.cookies.getAll({ name, storeId, partitionKey: {} })),
    );
    return found.flat().filter((cookie) => reachesPage(cookie, url));
  }

  return {
    list: async (tabId: number, url: string): Promise<CookieState[]> =>
      (await cookiesReaching(tabId, url)).map(cookieState),
    /** Tells the cookies a document begins with. */
    async tellPresent(tabId: number, url: string): Promise<void> {
      const at = Date.now();
      for (const cookie of await cookiesReaching(tabId, url))
        onReport(tabId, witness.present(cookie, at), { frameId: 0 });
    },
  };
}

function isOf(cookie: CookieRecord, url: string): boolean {
  const parsed = parseUrl(url);
  return parsed !== undefined && (reachesHost(cookie, parsed.hostname) || reachesPage(cookie, url));
}
