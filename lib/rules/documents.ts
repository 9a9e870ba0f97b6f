import type { Entry, GlobalEntry, NavigationEntry, ScriptEntry } from '@/lib/model/entry';
import { onGrowing } from '@/lib/timeline/growing';

/** What one document of the visit was, when it was left, and when its tracker ran. */

export type DocumentFact = {
  id: string;
  url: string;
  frameId: number;
  at: number;
  lastAt: number;
  navigation?: NavigationEntry;
  scripts: readonly ScriptEntry[];
  global?: GlobalEntry;
  /** When the tracker had run: its script loaded, or its global was there. */
  trackerAt?: number;
  /** The document went away, and by which navigation. */
  left?: { at: number; by: Entry };
};

export type Documents = {
  readonly documents: ReadonlyMap<string, DocumentFact>;
  /** In the order they were first heard of. */
  readonly pages: readonly DocumentFact[];
};

export function documentsOf(visit: readonly Entry[]): Documents {
  const seen = seenIn(visit);
  seen.pages ??= [...seen.documents.values()];
  return { documents: seen.documents, pages: seen.pages };
}

type Seen = {
  documents: Map<string, DocumentFact>;
  /** Those that are not also an earlier answer's, and may be written to. */
  own: Set<DocumentFact>;
  last: DocumentFact | undefined;
  /** The document that each frame shows. */
  shown: Map<number, string>;
  /** Departures told before anything else of their documents. */
  gone: Map<string, NavigationEntry>;
  pages?: readonly DocumentFact[];
};

/** A document of which nothing new is heard stays the very same, so that what it says need not be asked again. */
const seenIn = onGrowing<Entry, Seen>({
  start: () => ({ documents: new Map(), own: new Set(), last: undefined, shown: new Map(), gone: new Map() }),
  copy: ({ documents, shown, gone }) => ({
    documents: new Map(documents),
    own: new Set(),
    last: undefined,
    shown: new Map(shown),
    gone: new Map(gone),
  }),
  add(seen, entry) {
    if (entry.documentId === '' || entry.kind === 'notice') return;
    const document = documentOf(seen, entry);
    if (!document) return;
    seen.last = document;
    if (entry.kind === 'script') {
      document.scripts = [...document.scripts, entry];
      if (entry.state === 'loaded') ranAt(document, entry.loadedAt ?? entry.at);
    } else if (entry.kind === 'global' && entry.phase !== 'unreadable' && !document.global) {
      document.global = entry;
      ranAt(document, entry.at);
    } else if (entry.kind === 'navigation') {
      markDeparture(seen, document, entry);
    }
  },
});

/** The document to write to: a copy of it where the one there is also an earlier answer's. */
function writable({ documents, own }: Seen, document: DocumentFact): DocumentFact {
  if (own.has(document)) return document;
  const copy = { ...document };
  documents.set(copy.id, copy);
  own.add(copy);
  return copy;
}

function documentOf(seen: Seen, entry: Entry): DocumentFact | undefined {
  const { documents, own, last, gone } = seen;
  const found = last?.id === entry.documentId ? last : documents.get(entry.documentId);
  if (found) {
    const known = writable(seen, found);
    known.lastAt = Math.max(known.lastAt, entry.endedAt ?? entry.at);
    // A browser's record may name a document before anybody has told its address.
    if (known.url === '') known.url = urlOf(entry);
    return known;
  }
  // Leaving is no beginning: another process may tell of it when the next page is there already.
  if (entry.kind === 'navigation' && entry.navigationCause === 'unload') {
    if (!gone.has(entry.documentId)) gone.set(entry.documentId, entry);
    return undefined;
  }
  const by = gone.get(entry.documentId);
  const begun: DocumentFact = {
    id: entry.documentId,
    url: urlOf(entry),
    frameId: entry.frameId,
    at: entry.at,
    lastAt: entry.endedAt ?? entry.at,
    scripts: [],
    ...(by && { left: { at: by.at, by } }),
  };
  documents.set(entry.documentId, begun);
  own.add(begun);
  return begun;
}

function urlOf(entry: Entry): string {
  return entry.documentUrl === '' && entry.kind === 'navigation' ? entry.url : entry.documentUrl;
}

/** Still on its way, or cut off by leaving the page, which Firefox calls a failure. */
export function isUnfinished(script: ScriptEntry, document: DocumentFact | undefined): boolean {
  if (script.state === 'found') return true;
  if (script.state !== 'failed' || !document?.left) return false;
  const isCut = script.reason === 'aborted' || script.reason === 'navigation' || script.reason === 'network';
  return isCut && (script.endedAt ?? script.at) >= document.left.at - CUT_WITHIN_MS;
}

const CUT_WITHIN_MS = 500;

function ranAt(document: DocumentFact, at: number): void {
  document.trackerAt = Math.min(document.trackerAt ?? at, at);
}

/** A document is left when it says so, or when its frame shows another one. */
function markDeparture(seen: Seen, document: DocumentFact, entry: NavigationEntry): void {
  const { documents, shown } = seen;
  if (entry.navigationCause === 'unload') {
    document.left ??= { at: entry.at, by: entry };
    return;
  }
  document.navigation ??= entry;
  // Chromium gives the first requests of a page under way to another site a frame of their own.
  document.frameId = entry.frameId;
  const previous = documents.get(shown.get(entry.frameId) ?? '');
  if (previous && previous !== document && !previous.left) {
    writable(seen, previous).left = { at: entry.at, by: entry };
  }
  // Back from the page cache: it was not gone after all.
  if (entry.navigationCause === 'bfcache') delete document.left;
  shown.set(entry.frameId, document.id);
}
