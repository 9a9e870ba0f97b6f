import type { CallEntry, Entry, RequestEntry, ScriptEntry } from '@/lib/model/entry';
import type { Node } from './node';
import { AFTER_LOAD_MS, LOADING_MS, PENDING_CALL_MS } from './reach';
import { firstIndex, SortedList } from './sorted-list';

/**
 * Where causes are looked for: one place for each document, and one for each URL whose responses set cookies. Each
 * keeps its nodes by the time that matters, and which spans of time have to be looked at again.
 */
export type Place = {
  calls: SortedList<Node>;
  scripts: SortedList<Node>;
  /** Requests by the time they were sent, and those that ended by the time they did. */
  sent: SortedList<Node>;
  answered: SortedList<Node>;
  /** Queue items by the time they were drained. */
  drained: SortedList<Node>;
  /** Queue items, and the calls that name them, by the item's id. */
  items: Map<number, Set<Node>>;
  itemCalls: Map<number, Set<Node>>;
  /** What may have a cause. */
  effects: SortedList<Node>;
  spans: Span[];
};

export type Span = { from: number; to: number };

export type Places = { ofDocument(entry: Entry): Place; ofUrl(url: string): Place };

export function createPlaces(): Places {
  const documents = new Map<string | number, Place>();
  const urls = new Map<string, Place>();
  return {
    // Without a document the frame is the next best.
    ofDocument: (entry) => placeIn(documents, entry.documentId === '' ? entry.frameId : entry.documentId),
    ofUrl: (url) => placeIn(urls, url),
  };
}

function placeIn<K>(places: Map<K, Place>, key: K): Place {
  const known = places.get(key);
  if (known) return known;
  const fresh = createPlace();
  places.set(key, fresh);
  return fresh;
}

function createPlace(): Place {
  return {
    calls: new SortedList(compareStarts),
    scripts: new SortedList(compareStarts),
    sent: new SortedList(compareStarts),
    answered: new SortedList(compareEnds),
    drained: new SortedList(compareDrains),
    items: new Map(),
    itemCalls: new Map(),
    effects: new SortedList(compareStarts),
    spans: [],
  };
}

type TimeName = 'at' | 'endedAt' | 'drainedAt';

/**
 * The first node that fits, looking back from the latest not after `at` to those `spanMs` before it. Hostile pages
 * make thousands, so that nobody looks at more than a few.
 */
export function findBackwards(
  list: SortedList<Node>,
  time: TimeName,
  at: number,
  spanMs: number,
  fits: (node: Node) => boolean,
): Node | undefined {
  const { items } = list;
  const after = firstIndex(items, (node) => node[time] > at);
  for (let index = after - 1; index >= 0 && index >= after - BACKWARDS_LIMIT; index -= 1) {
    const node = items[index];
    if (!node || node[time] < at - spanMs) return undefined;
    if (fits(node)) return node;
  }
  return undefined;
}

const BACKWARDS_LIMIT = 64;

/** Adds every effect within the spans, each span's part of the list walked once. */
export function takeSpans(place: Place, into: Set<Node>): void {
  const spans = place.spans.sort((a, b) => a.from - b.from);
  place.spans = [];
  const { items } = place.effects;
  let reached = 0;
  for (const { from, to } of spans) {
    let index = Math.max(
      reached,
      firstIndex(items, (node) => node.at >= from),
    );
    for (; index < items.length; index += 1) {
      const node = items[index];
      if (!node || node.at > to) break;
      into.add(node);
    }
    reached = index;
  }
}

export function addTo(map: Map<number, Set<Node>>, key: number, node: Node): void {
  const known = map.get(key);
  if (known) known.add(node);
  else map.set(key, new Set([node]));
}

function compareStarts(a: Node, b: Node): number {
  return a.at - b.at || a.number - b.number;
}

function compareEnds(a: Node, b: Node): number {
  return a.endedAt - b.endedAt || a.number - b.number;
}

function compareDrains(a: Node, b: Node): number {
  return a.drainedAt - b.drainedAt || a.number - b.number;
}

export function isScriptRequest(entry: RequestEntry): boolean {
  return entry.carrier === 'script' || entry.endpoint?.name === 'script';
}

export function callEnd(entry: CallEntry): number {
  return entry.outcome.kind === 'pending' ? entry.at + PENDING_CALL_MS : entry.outcome.endedAt;
}

export function scriptEnd(entry: ScriptEntry): number {
  return (entry.loadedAt ?? entry.at + LOADING_MS) + AFTER_LOAD_MS;
}
