import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createGate } from '@/lib/journal/gate';
import { createIndexedDbStore } from '@/lib/journal/indexed-db-store';
import { createJournal } from '@/lib/journal/journal';
import { createMemoryStore } from '@/lib/journal/memory-store';
import { createTabs } from '@/lib/journal/tabs';
import { createLeftoverCollector } from '@/lib/messaging/leftovers';
import { createPanelHub } from '@/lib/messaging/panel-hub';
import { PORT_NAMES } from '@/lib/messaging/protocol';
import { createRelayHub } from '@/lib/messaging/relay-hub';
import { adaptPort } from '@/lib/messaging/transport';
import { createIds } from '@/lib/model/ids';
import { chosenFor } from '@/lib/rules/judged-as';
import { DIALECTS, TRACKER_COOKIES, TRACKER_HOSTS } from '@/lib/tracker/dialects';
import { parseUrl } from '@/lib/tracker/endpoint';
import { isTrackerSign } from '@/lib/tracker/tracker-request';
import { createAttribution } from '@/lib/witness/browser/attribution';
import type { NavigationReport } from '@/lib/witness/browser/navigation';
import { createOwnChanges } from '@/lib/witness/browser/own-changes';
import { createSetCookieLog } from '@/lib/witness/browser/set-cookie';
import { createAsks } from './asks';
import { cookieAsks } from './cookie-asks';
import { listenToCookies } from './cookies';
import { answerRecordings } from './delete-recordings';
import { createGlances } from './glances';
import { createJudgedAsSource } from './judged-as-source';
import { onLeftover, readLeftovers } from './leftovers';
import { createOurMocks, mockAsks } from './mock';
import { listenToNetwork } from './network';
import { answerOpenDemo } from './open-demo';
import { lookUpTab, openTabIds, tabsOfOrigin } from './open-tabs';
import { answerPresent } from './present';
import { replayAsk, serverLedgerAsk } from './replay';
import { createRouting } from './routing';
import { createSessionMemory } from './session-memory';
import { createSettingsSource } from './settings-source';
import { openSignups } from './signups';
import { answerSiteTests } from './site-test';

/** A row shows so much later at most, and only where there are many. */
const GATHER_MS = 40;

/** Wires journal, witnesses and ports together. Every listener is added before the first await. */
export default defineBackground(() => {
  const mockOf = createOurMocks();
  const settings = createSettingsSource(() => tellAll());
  const judgedAs = createJudgedAsSource(() => glances.redraw());
  const productionOf = (pageUrl: string) => judgedAs.ready.then(() => chosenFor(judgedAs.current(), pageUrl));
  const journal = createJournal({
    disk: createIndexedDbStore(),
    memory: createMemoryStore(),
    lookUpTab,
    gatherMs: GATHER_MS,
    limits: () => ({ records: settings.current().maxRecords, bytes: settings.current().maxMegabytes * 1024 * 1024 }),
  });
  const memory = createSessionMemory(() => journal.keepOnly(() => []));
  const tabs = createTabs({ ...memory, load: () => settings.ready.then(memory.load) });
  const gate = createGate({
    journal,
    tabs,
    settings: settings.current,
    facts: {
      hosts: TRACKER_HOSTS,
      landingParameters: Object.values(DIALECTS).map((dialect) => dialect.landingParameter),
      isSign: (url, method) =>
        isTrackerSign(url, method) || settings.current().hosts.includes(parseUrl(url)?.host ?? ''),
    },
    onChange: (tabId) => tell(tabId),
    onCount: (tabId) => panels.statusChanged(tabId),
    onTracker(tabId, document) {
      network.alsoSite(document.url);
      void cookies.tellPresent(tabId, document.url);
      glances.watch(tabId);
    },
    isRouted: (tabId) => routing.isRouted(tabId),
  });
  const nextId = createIds('b');
  answerOpenDemo();
  answerPresent();
  const signups = openSignups();
  answerRecordings(gate, journal, signups);
  const glances = createGlances({ gate, settings: settings.current, productionOf });

  const routing = createRouting({
    mockOf,
    hostsOf: (tabId) => gate.greeting(tabId).hosts,
    urlOf: (tabId) => tabs.get(tabId).documents.get(0)?.url,
    offer: gate.offer,
    nextId,
    onChange: (tabId) => tell(tabId),
  });

  const setCookies = createSetCookieLog({
    isTrackerCookie: (name) => TRACKER_COOKIES.includes(name),
    waitMs: import.meta.env.FIREFOX ? 2000 : 0,
  });
  const tabsHaving = async (origin: string): Promise<number[]> => {
    const isOf = (url: string) => parseUrl(url)?.origin === origin;
    const showing = new Set([...tabs.showing(isOf), ...(await tabsOfOrigin(origin))]);
    // What a page sends while it goes away is heard of when its tab shows another already, and then without a tab.
    return showing.size > 0 ? [...showing] : tabs.showed(isOf);
  };
  const attribute = createAttribution(tabsHaving);
  const network = listenToNetwork({
    builtInHosts: TRACKER_HOSTS,
    hostsOf: (tabId) => (tabId < 0 ? hostsOfAll() : gate.greeting(tabId).hosts),
    setCookies,
    async onSighting({ report, tabId, initiator, ...place }) {
      const tabIds = tabId < 0 ? await attribute(report.requestId, initiator) : [tabId];
      const shared = report.kind === 'request' && tabIds.length > 1 && { sharedByTabs: tabIds.length };
      for (const id of tabIds) gate.offer(id, { ...report, ...shared, id: nextId(id), source: 'browser' }, place);
    },
    onCommit(tabId, report, commit) {
      const observed = (told: NavigationReport) => ({ ...told, id: nextId(tabId), source: 'browser' as const });
      gate.navigate(tabId, report && (report instanceof Promise ? report.then(observed) : observed(report)), commit);
    },
    onMove: (tabId, frameId, url) => {
      tabs.move(tabId, frameId, url);
      if (frameId === 0) tell(tabId);
    },
  });
  const ownCookieChanges = createOwnChanges();
  const cookies = listenToCookies({
    tabs,
    own: ownCookieChanges,
    setCookies,
    onReport: (tabId, report, place) => gate.offer(tabId, { ...report, id: nextId(tabId), source: 'browser' }, place),
    onChange: (tabId) => void tellCookies(tabId),
  });

  const collectLeftovers = createLeftoverCollector(
    { getAll: readLeftovers, remove: (keys) => browser.storage.local.remove(keys) },
    {
      find: async (nonce, url) => tabs.ready.then(() => tabs.findAnywhere(nonce, url)),
      async tabsOf(url) {
        const origin = parseUrl(url)?.origin;
        return origin === undefined ? [] : tabsHaving(origin);
      },
      take: gate.take,
      reject: gate.reject,
    },
  );
  onLeftover(() => void collectLeftovers());
  const relays = createRelayHub({
    ...gate,
    async open(speaker, hasTracker) {
      await gate.open(speaker, hasTracker);
      void collectLeftovers();
    },
    take(document, observations) {
      for (const observation of observations) {
        if (observation.kind === 'script') network.alsoScript(observation.src);
        if (observation.kind === 'cookie' && observation.phase === 'set') setCookies.wroteByScript(observation);
      }
      return gate.take(document, observations);
    },
  });
  const siteTests = answerSiteTests({
    gate,
    mockOf,
    own: ownCookieChanges,
    signups,
    productionOf,
    routing,
    onChange: (tabId, view) => panels.tell(tabId, { type: 'site-test', view }),
  });
  const panels = createPanelHub(
    { ...gate, take: gate.takeOfTab },
    createAsks(gate, cookies.list, {
      ...mockAsks(mockOf),
      ...routing.asks,
      ...siteTests,
      ...cookieAsks({ urlOf: (tabId) => tabs.get(tabId).documents.get(0)?.url, own: ownCookieChanges }),
      'server-ledger': serverLedgerAsk,
      replay: replayAsk({ mockOf, offer: gate.offer, nextId, isRouted: routing.isRouted }),
    }),
  );

  function hostsOfAll(): string[] {
    return [...TRACKER_HOSTS, ...settings.current().hosts, ...tabs.entries().flatMap(([, tab]) => [...tab.hosts])];
  }

  function tell(tabId: number): void {
    network.alsoHosts(hostsOfAll());
    routing.refresh(tabId);
    relays.refresh(tabId);
    panels.statusChanged(tabId);
  }

  function tellAll(): void {
    glances.redraw();
    network.alsoHosts(hostsOfAll());
    for (const [tabId] of tabs.entries()) tell(tabId);
  }

  async function tellCookies(tabId: number): Promise<void> {
    const url = tabs.get(tabId).documents.get(0)?.url;
    if (url !== undefined) panels.tell(tabId, { type: 'cookies', cookies: await cookies.list(tabId, url) });
  }

  browser.runtime.onConnect.addListener((port) => {
    const { sender } = port;
    const tabId = sender?.tab?.id;
    if (port.name === PORT_NAMES.relay && tabId !== undefined) {
      const { frameId = 0, documentId, url = '' } = sender ?? {};
      relays.accept(adaptPort(port), { tabId, frameId, url, ...(documentId !== undefined && { documentId }) });
      return;
    }
    const isOurPage = sender?.url?.startsWith(`${location.origin}/`) === true;
    if (isOurPage && port.name === PORT_NAMES.panel) panels.accept(adaptPort(port), true);
    if (isOurPage && port.name === PORT_NAMES.devtools) panels.accept(adaptPort(port), false);
  });
  browser.tabs.onRemoved.addListener((tabId) => void gate.close(tabId));

  void tabs.ready.then(async () => {
    network.alsoHosts(hostsOfAll());
    for (const [tabId, tab] of tabs.entries()) {
      for (const document of tab.documents.values()) if (document.hasTracker) network.alsoSite(document.url);
      if (tab.hasTracker) glances.watch(tabId);
    }
    await collectLeftovers();
    // A journal that cannot be read keeps nothing that would have to go.
    await journal.keepOnly(openTabIds).catch(() => undefined);
  });
});
