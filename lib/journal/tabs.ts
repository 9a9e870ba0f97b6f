import type { Observation } from '@/lib/model/observation';
import type { Unnumbered } from './tab-log';
import { createTabState, type OpenDocument, readTabState, retire, type TabState, writeTabState } from './tab-state';

/** The open tabs and the documents they show, so that what a browser's witness saw gets the place it belongs to. */
export type Tabs = {
  /** Resolves when what was known before the background stopped is known again, or cannot be. Never rejects. */
  ready: Promise<void>;
  get(tabId: number): TabState;
  /** Keeps the tab's state across a stop of the background. */
  save(tabId: number): void;
  close(tabId: number): void;
  entries(): [tabId: number, tab: TabState][];
  /** The tabs with a document, in whatever frame, whose URL fits. */
  showing(fits: (url: string) => boolean): number[];
  /** The tabs that had such a document and may have something of it left to hear of. */
  showed(fits: (url: string) => boolean): number[];
  /** The speaker's document, which from now on is the one its frame shows. */
  open(speaker: Speaker): OpenDocument;
  /** The speaker's document, shown or past. */
  find(speaker: Speaker): OpenDocument;
  /** The document of that nonce or, if its hello never came, the only one that showed the URL. */
  findAnywhere(nonce: string, url: string): Speaker | undefined;
  /** The tab's top frame shows a new document, which is given; those before it are past, with all their frames. */
  commit(tabId: number, commit: Commit): OpenDocument;
  /** The document's URL changed without a new document. */
  move(tabId: number, frameId: number, url: string): void;
  stamp(tabId: number, observation: Observation, place: Place): Unnumbered;
};

/** A document as its relay introduced it. */
export type Speaker = { nonce: string; tabId: number; frameId: number; documentId: string; url: string };

/** Where a browser's witness saw something; what it does not know is filled in from the documents known. */
export type Place = { frameId: number; documentId?: string | undefined; documentUrl?: string | undefined };

export type Commit = { at: number; url: string; documentId?: string };

/** `storage.session`: outlives a stop of the background, never the browser, and is never on disk. */
export type SessionMemory = {
  load(): Promise<Record<string, unknown>>;
  save(key: string, value: unknown): void;
  forget(key: string): void;
};

const KEY = 'tab:';
/** A relay's hello may overtake the news of the commit that made its document. */
const OVERTAKEN_MS = 1000;

export function createTabs(memory: SessionMemory, now: () => number = Date.now): Tabs {
  const tabs = new Map<number, TabState>();
  /** What is still heard of a closed tab leaves no trace of it; a browser gives no other tab the same number. */
  const closed = new Set<number>();

  // What cannot be read is not known, and no reason to record nothing: pages introduce themselves anew.
  const loaded = memory.load().catch((): Record<string, unknown> => ({}));
  const ready = loaded.then((stored) => {
    for (const [key, value] of Object.entries(stored)) {
      const tab = key.startsWith(KEY) ? readTabState(value) : undefined;
      if (tab) tabs.set(Number(key.slice(KEY.length)), tab);
    }
  });

  function get(tabId: number): TabState {
    const known = tabs.get(tabId);
    if (known) return known;
    const tab = createTabState();
    if (!closed.has(tabId)) tabs.set(tabId, tab);
    return tab;
  }

  const documentsOf = (tab: TabState) => [...tab.past, ...tab.documents.values()];

  return {
    ready,
    get,
    save(tabId) {
      if (!closed.has(tabId)) memory.save(KEY + tabId, writeTabState(get(tabId)));
    },
    close(tabId) {
      closed.add(tabId);
      tabs.delete(tabId);
      memory.forget(KEY + tabId);
    },
    entries: () => [...tabs],
    showing: (fits) =>
      [...tabs].flatMap(([tabId, { documents }]) =>
        [...documents.values()].some(({ url }) => fits(url)) ? [tabId] : [],
      ),
    showed: (fits) => [...tabs].flatMap(([tabId, { past }]) => (past.some(({ url }) => fits(url)) ? [tabId] : [])),

    open({ tabId, frameId, nonce, documentId, url }) {
      const tab = get(tabId);
      const shown = tab.documents.get(frameId);
      const known = documentsOf(tab).find((document) => document.nonce === nonce);
      if (known && known === shown) return known;
      if (shown && shown.nonce === undefined && isSame(shown, documentId, url)) {
        shown.nonce = nonce;
        shown.documentId = documentId;
        return shown;
      }
      if (shown) retire(tab, shown);
      tab.past = tab.past.filter((document) => document !== known);
      const document = known ?? { nonce, frameId, documentId, url, hasTracker: false, since: now() };
      tab.documents.set(frameId, document);
      return document;
    },

    find({ tabId, frameId, nonce, documentId, url }) {
      const known = documentsOf(get(tabId)).find((document) => document.nonce === nonce);
      return known ?? { nonce, frameId, documentId, url, hasTracker: false, since: now() };
    },

    findAnywhere(nonce, url) {
      const all = [...tabs].flatMap(([tabId, tab]) => documentsOf(tab).map((document) => ({ tabId, document })));
      const named = all.find(({ document }) => document.nonce === nonce);
      const alike = all.filter(({ document }) => document.nonce === undefined && document.url === url);
      const found = named ?? (alike.length === 1 ? alike[0] : undefined);
      if (!found) return undefined;
      const { frameId, documentId } = found.document;
      return { nonce, tabId: found.tabId, frameId, documentId, url: found.document.url };
    },

    commit(tabId, { at, url, documentId = '' }) {
      const tab = get(tabId);
      const top = tab.documents.get(0);
      const known =
        top && hasOvertaken(top, { at, url, documentId }) ? top : documentsOf(tab).find(isNamed(documentId));
      // What came after a document that was there already may be its frames; everything else goes with the old page.
      const wasThere = known !== undefined && tab.documents.get(known.frameId) === known;
      for (const document of [...tab.documents.values()]) {
        if (document !== known && !(wasThere && document.since >= known.since)) retire(tab, document);
      }
      const shown = known ?? { frameId: 0, documentId, url, hasTracker: false, since: at };
      // A page that was rendered ahead had another frame, one from the back-forward cache is no longer past.
      tab.documents.delete(shown.frameId);
      tab.past = tab.past.filter((document) => document !== shown);
      shown.frameId = 0;
      tab.documents.set(0, shown);
      tab.hasTracker = [...tab.documents.values()].some((document) => document.hasTracker);
      return shown;
    },

    move(tabId, frameId, url) {
      const document = tabs.get(tabId)?.documents.get(frameId);
      if (document) document.url = url;
    },

    stamp(tabId, observation, { frameId, documentId, documentUrl }) {
      const { documents, past } = get(tabId);
      const topFrame = frameId < 0 ? 0 : frameId;
      const shown = documents.get(topFrame);
      const isLeft = documentId === undefined && shown && !isIn(shown, observation.at, { frameId, documentUrl });
      const document = isLeft ? past.findLast((left) => left.frameId === topFrame && left.url === documentUrl) : shown;
      return {
        ...observation,
        frameId,
        documentId: documentId ?? document?.documentId ?? '',
        documentUrl: documentUrl ?? document?.url ?? '',
      };
    },
  };
}

/**
 * Whether something was seen in the document that its frame shows. Firefox names no documents, tells of requests late,
 * and the URL it names is one that the page may have changed: another document's is what began before this one.
 */
export function isIn(shown: OpenDocument, at: number, { documentId, documentUrl }: Place): boolean {
  if (documentId !== undefined) return shown.documentId === documentId;
  return documentUrl === undefined || documentUrl === shown.url || at >= shown.since;
}

/** Firefox names no documents when it commits them, so there the URL has to do. */
const isSame = (shown: OpenDocument, documentId: string, url: string): boolean =>
  shown.documentId === '' ? shown.url === url : shown.documentId === documentId;

/** Whether the document shown is already the one committed: its relay's hello came before the news of the commit. */
function hasOvertaken(shown: OpenDocument, { at, url, documentId }: Required<Commit>): boolean {
  if (documentId !== '' && shown.documentId !== '') return shown.documentId === documentId;
  return shown.nonce !== undefined && (shown.since >= at || (shown.url === url && at - shown.since < OVERTAKEN_MS));
}

const isNamed = (documentId: string) => (document: OpenDocument) =>
  documentId !== '' && document.documentId === documentId;
