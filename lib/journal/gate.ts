import type { Observation } from '@/lib/model/observation';
import type { Settings } from '@/lib/model/settings';
import type { Journal } from './journal';
import { isHost } from './settings';
import type { LogEvent, Page, Unnumbered } from './tab-log';
import { hold, nameHosts, type OpenDocument, release, rememberPassed, type TabState } from './tab-state';
import { type Commit, isIn, type Place, type Speaker, type Tabs } from './tabs';
import { trackerParametersOnly, withTrackerParameters, withWholeUrl } from './tracker-parameters';

/**
 * Between everybody who observes and the journal: relays and panels speak to it, and so do the browser's witnesses.
 * On a tab without a tracker nothing passes; the last navigations wait in memory, and join the journal when a tracker
 * shows up or a panel connects.
 */
export type Gate = {
  /** A relay's hello: a document introduces itself. */
  open(speaker: Speaker, hasTracker: boolean): Promise<void>;
  greeting(tabId: number): { recording: boolean; hosts: string[]; routed: boolean };
  trackerFound(speaker: Speaker, hosts: string[]): void;
  /** What a document's relay brings. Resolves when stored, or when nothing is to be stored. */
  take(speaker: Speaker, observations: Observation[]): Promise<void>;
  /** What a panel or DevTools page brings of its tab. */
  takeOfTab(tabId: number, observations: Observation[]): Promise<void>;
  /** What a witness in the background saw. */
  offer(tabId: number, observation: Observation, place: Place): void;
  /** A top-level document was committed; without an observation, which may come later, it is none that we tell of. */
  navigate(tabId: number, observation: Observation | Promise<Observation> | undefined, commit: Commit): void;
  reject(tabId: number, count: number): void;

  join(tabId: number): Promise<void>;
  leave(tabId: number): void;
  status(tabId: number): Promise<Status>;
  read(tabId: number, afterSeq: number): Promise<Page>;
  readBody(tabId: number, digest: string): Promise<string | undefined>;
  subscribe(tabId: number, listener: (event: LogEvent) => void): () => void;

  setRecording(tabId: number, on: boolean): Promise<void>;
  clear(tabId: number): Promise<void>;
  /** The tab was closed: nothing of it remains. */
  close(tabId: number): Promise<void>;
};

export type Status = {
  recording: boolean;
  dropped: number;
  rejected: number;
  seq: number;
  pageUrl: string;
  routed: boolean;
  epoch: number;
  hosts: string[];
};

export type TrackerFacts = {
  /** Hosts, with port where not the default, that are always the tracker's. */
  hosts: readonly string[];
  /** The query parameters that are kept of a page's URL before a tracker has shown up. */
  landingParameters: readonly string[];
  /** True for a request, to one of the tracker's hosts, that only a tracker makes, or to one that the user named. */
  isSign(url: string, method: string): boolean;
};

export type GateOptions = {
  journal: Journal;
  tabs: Tabs;
  settings: () => Settings;
  facts: TrackerFacts;
  isRouted?: (tabId: number) => boolean;
  /** What relays and panels were told of the tab has changed. */
  onChange?: (tabId: number) => void;
  /** Only what panels were told, the counts. */
  onCount?: (tabId: number) => void;
  /** A document shows its tracker for the first time. */
  onTracker?: (tabId: number, document: OpenDocument) => void;
};

export function createGate(options: GateOptions): Gate {
  const { journal, tabs, settings, facts, isRouted = () => false } = options;
  const { onChange = () => {}, onCount = () => {}, onTracker = () => {} } = options;

  const isRecording = (tab: TabState) =>
    settings().recording && tab.recording && (settings().beforeDevTools || tab.panels > 0);

  const isOpen = (tab: TabState) => tab.hasTracker || tab.panels > 0;

  const greeting = (tabId: number) => ({
    recording: isRecording(tabs.get(tabId)),
    hosts: [...new Set([...facts.hosts, ...settings().hosts, ...tabs.get(tabId).hosts])],
    routed: isRouted(tabId),
  });

  function store(tabId: number, observations: Unnumbered[]): void {
    const tab = tabs.get(tabId);
    for (const observation of observations) {
      if (observation.kind === 'request') rememberPassed(tab, observation.requestId);
    }
    // What the disk refuses stays with the journal and goes along with its next commit.
    journal.append(tabId, observations).catch(() => undefined);
  }

  function releaseHeld(tabId: number): void {
    const tab = tabs.get(tabId);
    if (isOpen(tab) && isRecording(tab)) store(tabId, withWholeUrl(release(tab), tab, facts.landingParameters));
  }

  function findTracker(tabId: number, document: OpenDocument, hosts: readonly string[]): void {
    const tab = tabs.get(tabId);
    const isFirst = !document.hasTracker;
    document.hasTracker = true;
    const isShown = tab.documents.get(document.frameId) === document;
    if (isShown) tab.hasTracker = true;
    const hasNewHost = nameHosts(tab, hosts.filter(isHost));
    releaseHeld(tabId);
    tabs.save(tabId);
    if (hasNewHost) onChange(tabId);
    if (isFirst && isShown) onTracker(tabId, document);
  }

  function admit(tabId: number, observation: Observation, place: Place): void {
    const tab = tabs.get(tabId);
    if (!isRecording(tab)) return;
    const isSign = observation.kind === 'request' && facts.isSign(observation.url, observation.method);
    const follows = 'requestId' in observation && tab.passed.has(observation.requestId);
    if (isSign && !isOpen(tab) && isOfShownDocument(tab, observation, place)) {
      tab.hasTracker = true;
      releaseHeld(tabId);
    }
    const stamped = tabs.stamp(tabId, observation, place);
    if (isSign || follows || isOpen(tab) || isOfLeftTracker(tab, place)) {
      store(tabId, [stamped]);
      return;
    }
    hold(tab, stamped);
    tabs.save(tabId);
  }

  function navigate(tabId: number, observation: Observation | Promise<Observation> | undefined, commit: Commit): void {
    const document = tabs.commit(tabId, commit);
    onChange(tabId);
    const tell = (told: Observation) => tellCommitted(tabId, told, document, commit.url);
    if (observation instanceof Promise) void observation.then(tell);
    else if (observation) tell(observation);
  }

  function tellCommitted(tabId: number, observation: Observation, document: OpenDocument, url: string): void {
    const tab = tabs.get(tabId);
    if (!isRecording(tab)) return;
    // The tab may show another page by then.
    const isWhole = isOpen(tab) || document.hasTracker;
    const kept = isWhole ? observation : withTrackerParameters(observation, facts.landingParameters);
    const documentUrl = isWhole ? url : trackerParametersOnly(url, facts.landingParameters);
    const { documentId } = document;
    const stamped = tabs.stamp(tabId, kept, { frameId: 0, documentId, documentUrl });
    if (isWhole) store(tabId, [stamped]);
    else hold(tab, stamped);
    tabs.save(tabId);
  }

  return {
    async open(speaker, hasTracker) {
      await tabs.ready;
      const document = tabs.open(speaker);
      if (hasTracker) findTracker(speaker.tabId, document, []);
      tabs.save(speaker.tabId);
    },

    greeting,

    trackerFound(speaker, hosts) {
      void tabs.ready.then(() => findTracker(speaker.tabId, tabs.find(speaker), hosts));
    },

    async take(speaker, observations) {
      await tabs.ready;
      const { tabId } = speaker;
      const document = tabs.find(speaker);
      if (!isRecording(tabs.get(tabId))) return;
      // A relay brings nothing from a page without a tracker, so this is a sign of one even if its news was lost.
      if (!document.hasTracker) findTracker(tabId, document, []);
      const { frameId, documentId, url: documentUrl } = document;
      const place = { frameId, documentId, documentUrl };
      const routed = isRouted(tabId);
      await journal.append(
        tabId,
        observations.map((observation) => ({
          ...observation,
          ...(routed && isOutOfReach(observation) && { routed }),
          ...place,
        })),
      );
    },

    async takeOfTab(tabId, observations) {
      await tabs.ready;
      if (!isRecording(tabs.get(tabId))) return;
      const stamped = observations.map((observation) => tabs.stamp(tabId, observation, { frameId: 0 }));
      await journal.append(tabId, stamped);
    },

    offer(tabId, observation, place) {
      void tabs.ready.then(() => admit(tabId, observation, place));
    },

    navigate(tabId, observation, commit) {
      void tabs.ready.then(() => navigate(tabId, observation, commit));
    },

    reject(tabId, count) {
      const tell = () => onCount(tabId);
      journal.reject(tabId, count).then(tell, tell);
    },

    async join(tabId) {
      await tabs.ready;
      const tab = tabs.get(tabId);
      tab.panels += 1;
      releaseHeld(tabId);
      tabs.save(tabId);
      if (tab.panels === 1) onChange(tabId);
    },

    leave(tabId) {
      const tab = tabs.get(tabId);
      tab.panels = Math.max(0, tab.panels - 1);
      if (tab.panels === 0) onChange(tabId);
    },

    async status(tabId) {
      await tabs.ready;
      const { epoch, seq, dropped, rejected } = await journal.row(tabId);
      const pageUrl = tabs.get(tabId).documents.get(0)?.url ?? '';
      return { epoch, seq, dropped, rejected, pageUrl, ...greeting(tabId) };
    },

    read: (tabId, afterSeq) => journal.read(tabId, afterSeq),
    readBody: (tabId, digest) => journal.readBody(tabId, digest),
    subscribe: (tabId, listener) => journal.subscribe(tabId, listener),

    async setRecording(tabId, on) {
      await tabs.ready;
      tabs.get(tabId).recording = on;
      tabs.save(tabId);
      onChange(tabId);
    },

    async clear(tabId) {
      await tabs.ready;
      release(tabs.get(tabId));
      tabs.save(tabId);
      await journal.clear(tabId);
      onChange(tabId);
    },

    async close(tabId) {
      await tabs.ready;
      tabs.close(tabId);
      await journal.forget(tabId);
    },
  };
}

/** What no mock can answer in a routed page, and nobody else says of it that the page was: scripts with a hash, and calls that wait. */
function isOutOfReach(observation: Observation): boolean {
  return observation.kind === 'script' || (observation.kind === 'request' && observation.carrier === 'xhr-sync');
}

/** False for what was seen in another document than the one the frame shows, such as one that has just been left. */
function isOfShownDocument(tab: TabState, { at }: Observation, place: Place): boolean {
  const shown = tab.documents.get(place.frameId < 0 ? 0 : place.frameId);
  return shown === undefined || isIn(shown, at, place);
}

/** True for what a page with a tracker did that the tab has left since. */
function isOfLeftTracker({ past }: TabState, { documentId }: Place): boolean {
  return Boolean(documentId) && past.some((left) => left.documentId === documentId && left.hasTracker);
}
