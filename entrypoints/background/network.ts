import { type Browser, browser } from 'wxt/browser';
import { TRACKER_COOKIES } from '@/lib/tracker/dialects';
import { isTrackerScript, parseUrl } from '@/lib/tracker/endpoint';
import { looksLikeSignup, signupPatterns } from '@/lib/tracker/signup';
import { siteOf } from '@/lib/tracker/site';
import { isTrackerRequest } from '@/lib/tracker/tracker-request';
import { createNavigationWitness, type NavigationReport } from '@/lib/witness/browser/navigation';
import { createOwnSiteWitness } from '@/lib/witness/browser/own-site';
import type { SetCookieLog } from '@/lib/witness/browser/set-cookie';
import {
  createWebRequestWitness,
  type RequestRecord,
  type Sighting,
  translateHeaders,
} from '@/lib/witness/browser/web-request';

/** Wires `webRequest` and `webNavigation` to their witnesses: the tracker's hosts in full, of top documents the way. */
export type NetworkOptions = {
  builtInHosts: readonly string[];
  /** Those of one tab or, for what belongs to no tab, of all. */
  hostsOf(tabId: number): readonly string[];
  setCookies: SetCookieLog;
  onSighting(sighting: Sighting): void;
  onCommit(tabId: number, report: NavigationReport | Promise<NavigationReport> | undefined, commit: Commit): void;
  onMove(tabId: number, frameId: number, url: string): void;
};

type Commit = { at: number; url: string; documentId?: string };

type Filter = Browser.webRequest.RequestFilter;

/** Firefox tells of requests in batches; on a busy machine a page may long be there by then. */
const LATE_MS = 5000;

const TOP_DOCUMENTS: Filter = { urls: ['<all_urls>'], types: ['main_frame'] };
const SCRIPT_HOSTS = 50;
const SITES = 200;
const SCRIPT_ANYWHERE = '*://*/*affitor-tracker*';

/** Chromium shows Cookie and Set-Cookie only when asked for them in particular; Firefox refuses the word. */
const EXTRA = import.meta.env.FIREFOX ? [] : (['extraHeaders'] as const);

export function listenToNetwork(options: NetworkOptions) {
  const { builtInHosts, hostsOf, setCookies, onSighting, onCommit, onMove } = options;
  const requests = createWebRequestWitness(onSighting);
  const navigations = createNavigationWitness({ waitMs: import.meta.env.FIREFOX ? LATE_MS : 0 });

  function isTracker(record: RequestRecord): boolean {
    const { url, type, documentUrl, originUrl, initiator } = record;
    const asker = type === 'main_frame' ? url : (initiator ?? documentUrl ?? originUrl ?? '');
    return isTrackerRequest(record, hostsOf(record.tabId), parseUrl(asker)?.host);
  }

  const noteCookies = (record: Browser.webRequest.OnHeadersReceivedDetails) => {
    const { url, requestId, tabId, timeStamp, responseHeaders } = record;
    const headers = translateHeaders(responseHeaders);
    setCookies.add({ url, requestId: `w:${requestId}`, tabId, at: timeStamp, headers });
    return undefined;
  };

  function listenToHosts(filter: Filter): () => void {
    const { webRequest } = browser;
    const onBeforeRequest = (record: Browser.webRequest.OnBeforeRequestDetails) => {
      if (!isTracker(record)) return undefined;
      requests.onBeforeRequest(record);
      if (isTrackerScript(record.url)) listenToScriptHost(record.url);
      return undefined;
    };
    const onSendHeaders = (record: Browser.webRequest.OnSendHeadersDetails) => {
      if (isTracker(record)) requests.onSendHeaders(record);
    };
    const onHeadersReceived = (record: Browser.webRequest.OnHeadersReceivedDetails) => {
      if (!isTracker(record)) return undefined;
      requests.onHeadersReceived(record);
      return noteCookies(record);
    };
    const onBeforeRedirect = (record: Browser.webRequest.OnBeforeRedirectDetails) => {
      if (isTracker(record)) requests.onBeforeRedirect(record);
    };
    const onCompleted = (record: Browser.webRequest.OnCompletedDetails) => {
      if (isTracker(record)) requests.onCompleted(record);
    };
    const onErrorOccurred = (record: Browser.webRequest.OnErrorOccurredDetails) => {
      if (isTracker(record)) requests.onErrorOccurred(record);
    };
    webRequest.onBeforeRequest.addListener(onBeforeRequest, filter, ['requestBody']);
    webRequest.onSendHeaders.addListener(onSendHeaders, filter, ['requestHeaders', ...EXTRA]);
    webRequest.onHeadersReceived.addListener(onHeadersReceived, filter, ['responseHeaders', ...EXTRA]);
    webRequest.onBeforeRedirect.addListener(onBeforeRedirect, filter, ['responseHeaders', ...EXTRA]);
    webRequest.onCompleted.addListener(onCompleted, filter, ['responseHeaders', ...EXTRA]);
    webRequest.onErrorOccurred.addListener(onErrorOccurred, filter);
    return () => {
      webRequest.onBeforeRequest.removeListener(onBeforeRequest);
      webRequest.onSendHeaders.removeListener(onSendHeaders);
      webRequest.onHeadersReceived.removeListener(onHeadersReceived);
      webRequest.onBeforeRedirect.removeListener(onBeforeRedirect);
      webRequest.onCompleted.removeListener(onCompleted);
      webRequest.onErrorOccurred.removeListener(onErrorOccurred);
    };
  }

  listenToHosts({ urls: [...hostPatterns(builtInHosts), SCRIPT_ANYWHERE] });
  const onStart = (record: Browser.webRequest.OnBeforeRequestDetails) => void navigations.onStart(record);
  const onAnswer = (record: Browser.webRequest.OnHeadersReceivedDetails) => {
    navigations.onAnswer(record);
    return noteCookies(record);
  };
  browser.webRequest.onBeforeRequest.addListener(onStart, TOP_DOCUMENTS);
  browser.webRequest.onBeforeRedirect.addListener((record) => navigations.onHop(record), TOP_DOCUMENTS);
  browser.webRequest.onHeadersReceived.addListener(onAnswer, TOP_DOCUMENTS, ['responseHeaders', ...EXTRA]);
  browser.webNavigation.onCommitted.addListener((record) => {
    const { tabId, frameId, timeStamp: at, url, documentId } = record;
    if (frameId !== 0) return;
    const report = navigations.onCommitted(record);
    const isPage = url.startsWith('http:') || url.startsWith('https:');
    onCommit(tabId, isPage ? report : undefined, { at, url, ...(documentId !== undefined && { documentId }) });
  });
  const onMoved = ({ tabId, frameId, url }: { tabId: number; frameId: number; url: string }) =>
    onMove(tabId, frameId, url);
  browser.webNavigation.onHistoryStateUpdated.addListener(onMoved);
  browser.webNavigation.onReferenceFragmentUpdated.addListener(onMoved);

  /** The page's own signups, on sites that were seen to have a tracker and nowhere else. */
  function listenToSite(host: string): void {
    const { webRequest } = browser;
    const filter: Filter = { urls: signupPatterns(host), types: ['main_frame', 'sub_frame', 'xmlhttprequest'] };
    const signups = createOwnSiteWitness(onSighting, (name) => TRACKER_COOKIES.includes(name));
    const onSendHeaders = (record: Browser.webRequest.OnSendHeadersDetails) => {
      if (looksLikeSignup(record.url, record.method) && !isTracker(record)) signups.onSendHeaders(record);
    };
    webRequest.onSendHeaders.addListener(onSendHeaders, filter, ['requestHeaders', ...EXTRA]);
    webRequest.onBeforeRedirect.addListener((record) => signups.onBeforeRedirect(record), filter);
    webRequest.onCompleted.addListener((record) => signups.onCompleted(record), filter);
    webRequest.onErrorOccurred.addListener((record) => signups.onErrorOccurred(record), filter);
  }

  const sites = new Set<string>();
  let named: readonly string[] = [];
  const scriptHosts = new Set<string>();
  let stopExtra = () => {};
  let extra = '';

  function listenToExtra(): void {
    const hosts = [...named, ...scriptHosts].filter((host) => !builtInHosts.includes(host));
    const patterns = hostPatterns(hosts).sort();
    if (patterns.join() === extra) return;
    extra = patterns.join();
    stopExtra();
    stopExtra = patterns.length > 0 ? listenToHosts({ urls: patterns }) : () => {};
  }

  /** A tracker sends its first request right after its script has come: from where it came is known just in time. */
  function listenToScriptHost(url: string): void {
    const host = parseUrl(url)?.host;
    if (!host || scriptHosts.has(host) || scriptHosts.size >= SCRIPT_HOSTS) return;
    scriptHosts.add(host);
    listenToExtra();
  }

  return {
    /** A page has a tag of the tracker's with this address, whatever it is called. */
    alsoScript: listenToScriptHost,
    /** A page of this URL has a tracker: its signups may be handed to its own server. */
    alsoSite(url: string): void {
      const site = siteOf(parseUrl(url)?.hostname ?? '');
      if (site === '' || sites.has(site) || sites.size >= SITES) return;
      sites.add(site);
      listenToSite(/^[\d.]+$|^\[/.test(site) ? site : `*.${site}`);
    },
    /** Listens to hosts besides the built-in ones too, those that pages or the user named. */
    alsoHosts(hosts: readonly string[]): void {
      named = hosts;
      listenToExtra();
    },
  };
}

/** Without the port, which Firefox's patterns cannot name: the test of each request is exact. */
const hostPatterns = (hosts: readonly string[]): string[] => [
  ...new Set(hosts.map((host) => `*://${host.replace(/:\d+$/, '')}/*`)),
];
