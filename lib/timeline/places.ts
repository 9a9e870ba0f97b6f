import type { CallEntry, Entry, RequestEntry, ScriptEntry } from '@/lib/model/entry';
import type { Node } from './node';
import { AFTER_LOAD_MS, LOADING_MS, PENDING_CALL_MS } from './reach';
import { createSortedList, firstIndex, type SortedList } from './sorted-list';

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

export function createPlace(): Place {
  return {
    calls: createSortedList(compareBy(startedAt)),
    scripts: createSortedList(compareBy(startedAt)),
    sent: createSortedList(compareBy(startedAt)),
    answered: createSortedList(compareBy(endedAt)),
    drained: createSortedList(compareBy(drainedAt)),
    items: new Map(),
    itemCalls: new Map(),
    effects: createSortedList(compareBy(startedAt)),
    spans: [],
  };
}

export function startedAt(node: Node): number {
  return node.entry?.at ?? 0;
}

export function endedAt(node: Node): number {
  const { entry } = node;
  if (entry?.kind === 'request') return entry.outcome.kind === 'pending' ? Infinity : entry.outcome.endedAt;
  return entry?.endedAt ?? Infinity;
}

export function drainedAt({ entry }: Node): number {
  return entry?.kind === 'queue' ? (entry.drainedAt ?? Infinity) : Infinity;
}

/** Nodes of a list from the latest not after `at` back to those `spanMs` before it. Hostile pages make thousands. */
export function* backwards(list: SortedList<Node>, timeOf: (node: Node) => number, at: number, spanMs: number) {
  const { items } = list;
  const after = firstIndex(items, (node) => timeOf(node) > at);
  for (let index = after - 1; index >= Math.max(0, after - BACKWARDS_LIMIT); index -= 1) {
    const node = items[index];
    if (!node || timeOf(node) < at - spanMs) return;
    yield node;
  }
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
      firstIndex(items, (node) => startedAt(node) >= from),
    );
    for (; index < items.length; index += 1) {
      const node = items[index];
      if (!node || startedAt(node) > to) break;
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

function compareBy(timeOf: (node: Node) => number): (a: Node, b: Node) => number {
  return (a, b) => {
    const byTime = timeOf(a) - timeOf(b);
    // Infinity minus itself is no number.
    return (Number.isNaN(byTime) ? 0 : byTime) || numberOf(a.entry) - numberOf(b.entry);
  };
}

function numberOf(entry: Entry | undefined): number {
  return entry?.number ?? 0;
}

export function documentKey(entry: Entry): string {
  return entry.documentId === '' ? `frame ${entry.frameId}` : `document ${entry.documentId}`;
}

export function urlKey(url: string): string {
  return `url ${url}`;
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
