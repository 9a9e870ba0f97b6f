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
  scripts: ScriptEntry[];
  global?: GlobalEntry;
  /** When the tracker had run: its script loaded, or its global was there. */
  trackerAt?: number;
  /** The document went away, and by which navigation. */
  left?: { at: number; by: Entry };
};

export function documentsOf(
  visit: readonly Entry[],
  navigations: readonly NavigationEntry[],
): Map<string, DocumentFact> {
  const { documents } = seenIn(visit);
  markDepartures(navigations, documents);
  return documents;
}

type Seen = { documents: Map<string, DocumentFact>; last?: DocumentFact };

/** All of a document but how it was come to and left. */
const seenIn = onGrowing<Entry, Seen>({
  start: () => ({ documents: new Map() }),
  copy({ documents }) {
    const copies = new Map<string, DocumentFact>();
    for (const [id, document] of documents) copies.set(id, { ...document, scripts: document.scripts.slice() });
    return { documents: copies };
  },
  add(seen, entry) {
    if (entry.documentId === '' || entry.kind === 'notice') return;
    const document = documentOf(seen, entry);
    if (!document) return;
    seen.last = document;
    if (entry.kind === 'script') {
      document.scripts.push(entry);
      if (entry.state === 'loaded') ranAt(document, entry.loadedAt ?? entry.at);
    } else if (entry.kind === 'global' && entry.phase !== 'unreadable' && !document.global) {
      document.global = entry;
      ranAt(document, entry.at);
    }
  },
});

function documentOf({ documents, last }: Seen, entry: Entry): DocumentFact | undefined {
  const known = last?.id === entry.documentId ? last : documents.get(entry.documentId);
  if (known) {
    known.lastAt = Math.max(known.lastAt, entry.endedAt ?? entry.at);
    // A browser's record may name a document before anybody has told its address.
    if (known.url === '') known.url = urlOf(entry);
    return known;
  }
  // Leaving is no beginning: another process may tell of it when the next page is there already.
  if (entry.kind === 'navigation' && entry.navigationCause === 'unload') return undefined;
  const begun: DocumentFact = {
    id: entry.documentId,
    url: urlOf(entry),
    frameId: entry.frameId,
    at: entry.at,
    lastAt: entry.endedAt ?? entry.at,
    scripts: [],
  };
  documents.set(entry.documentId, begun);
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
function markDepartures(navigations: readonly NavigationEntry[], documents: Map<string, DocumentFact>): void {
  const shown = new Map<number, DocumentFact>();
  for (const entry of navigations) {
    const document = documents.get(entry.documentId);
    if (entry.navigationCause === 'unload') {
      if (document) document.left ??= { at: entry.at, by: entry };
      continue;
    }
    if (!document) continue;
    document.navigation ??= entry;
    // Chromium gives the first requests of a page under way to another site a frame of their own.
    document.frameId = entry.frameId;
    const previous = shown.get(entry.frameId);
    if (previous && previous !== document) previous.left ??= { at: entry.at, by: entry };
    // Back from the page cache: it was not gone after all.
    if (entry.navigationCause === 'bfcache') delete document.left;
    shown.set(entry.frameId, document);
  }
}
