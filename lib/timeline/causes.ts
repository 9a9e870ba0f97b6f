import type { Entry, RequestEntry } from '@/lib/model/entry';
import { findCause } from './find-cause';
import type { Node } from './node';
import { addTo, createPlace, documentKey, isScriptRequest, type Place, takeSpans, urlKey } from './places';
import {
  AFTER_CALL_MS,
  AFTER_LOAD_MS,
  COOKIE_AFTER_ANSWER_MS,
  LOADING_MS,
  PENDING_CALL_MS,
  PENDING_REQUEST_MS,
  SCRIPT_REQUEST_MS,
} from './reach';

/**
 * Keeps the nodes where their causes are looked for, and says which of them have to be looked at again when something
 * near them changed.
 */
export type Causes = {
  /** Both expect the node's entry as it is listed. */
  add(node: Node): void;
  remove(node: Node): void;
  /** Notes what this node, as it is, may be the cause of. */
  affect(node: Node): void;
  /** Adds all that was noted. */
  takeAffected(into: Set<Node>): void;
  find(node: Node): Node | undefined;
};

export function createCauses(): Causes {
  const places = new Map<string, Place>();
  const changed = new Set<Place>();
  const named = new Set<Node>();

  function place(key: string): Place {
    const known = places.get(key);
    if (known) return known;
    const fresh = createPlace();
    places.set(key, fresh);
    return fresh;
  }

  return {
    add(node) {
      const { entry } = node;
      if (!entry) return;
      for (const [list, key] of listings(entry)) place(key)[list].add(node);
      const item = itemPlace(entry, place);
      if (item) addTo(item.nodes, item.id, node);
    },
    remove(node) {
      const { entry } = node;
      if (!entry) return;
      for (const [list, key] of listings(entry)) place(key)[list].remove(node);
      const item = itemPlace(entry, place);
      item?.nodes.get(item.id)?.delete(node);
    },
    affect({ entry }) {
      if (!entry) return;
      for (const { key, from, to } of reaches(entry)) {
        const marked = place(key);
        marked.spans.push({ from, to });
        changed.add(marked);
      }
      if (entry.kind !== 'queue' || entry.itemId === undefined) return;
      for (const call of place(documentKey(entry)).itemCalls.get(entry.itemId) ?? []) named.add(call);
    },
    takeAffected(into) {
      for (const marked of changed) takeSpans(marked, into);
      changed.clear();
      for (const node of named) into.add(node);
      named.clear();
    },
    find: (node) => (node.entry && !node.entry.ours ? findCause(node, node.entry, place) : undefined),
  };
}

/** Where a queue item, or a call that names one, is found by the item's id. */
function itemPlace(entry: Entry, placeOf: (key: string) => Place) {
  const here = placeOf(documentKey(entry));
  if (entry.kind === 'queue' && entry.itemId !== undefined) return { nodes: here.items, id: entry.itemId };
  if (entry.kind === 'call' && entry.queueItemId !== undefined) return { nodes: here.itemCalls, id: entry.queueItemId };
  return undefined;
}

type ListName = 'calls' | 'scripts' | 'sent' | 'answered' | 'drained' | 'effects';

/** In which lists of which places an entry stands. */
function listings(entry: Entry): [ListName, string][] {
  const here = documentKey(entry);
  switch (entry.kind) {
    case 'script':
      return [
        ['scripts', here],
        ['scripts', urlKey(entry.src)],
      ];
    case 'call':
      return [
        ['calls', here],
        ['effects', here],
      ];
    case 'queue':
      return entry.drainedAt === undefined ? [] : [['drained', here]];
    case 'console':
    case 'global':
      return [['effects', here]];
    case 'cookie':
      return [['effects', entry.author.kind === 'response' ? urlKey(entry.author.url) : here]];
    case 'request':
      return requestListings(entry, here);
    default:
      return [];
  }
}

function requestListings(entry: RequestEntry, here: string): [ListName, string][] {
  const lists: [ListName, string][] = [['effects', isScriptRequest(entry) ? urlKey(entry.url) : here]];
  if (entry.outcome.kind !== 'pending') lists.push(['answered', here]);
  for (const url of urlsOf(entry)) lists.push(['sent', urlKey(url)]);
  return lists;
}

function urlsOf(entry: RequestEntry): Set<string> {
  return new Set([entry.url, ...entry.redirects.map(({ url }) => url)]);
}

/**
 * The spans in which an entry may be the cause of others, or stand between them and theirs: as far as anybody looks
 * back for one of its kind.
 */
function reaches(entry: Entry): { key: string; from: number; to: number }[] {
  const here = documentKey(entry);
  switch (entry.kind) {
    case 'call':
      return [{ key: here, from: entry.at, to: entry.at + PENDING_CALL_MS + AFTER_CALL_MS }];
    case 'queue':
      return entry.drainedAt === undefined
        ? []
        : [{ key: here, from: entry.drainedAt, to: entry.drainedAt + AFTER_CALL_MS }];
    case 'script':
      return [
        { key: here, from: entry.at, to: entry.at + LOADING_MS + AFTER_LOAD_MS },
        { key: urlKey(entry.src), from: entry.at - SCRIPT_REQUEST_MS, to: entry.at + SCRIPT_REQUEST_MS },
      ];
    case 'request': {
      const byUrl = [...urlsOf(entry)].map((url) => ({
        key: urlKey(url),
        from: entry.at,
        to: entry.at + PENDING_REQUEST_MS,
      }));
      if (entry.outcome.kind === 'pending') return byUrl;
      const { endedAt } = entry.outcome;
      return [...byUrl, { key: here, from: endedAt, to: endedAt + COOKIE_AFTER_ANSWER_MS }];
    }
    default:
      return [];
  }
}
