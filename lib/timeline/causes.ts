import type { Entry, RequestEntry } from '@/lib/model/entry';
import { findCause } from './find-cause';
import type { Node } from './node';
import { addTo, createPlaces, isScriptRequest, type Place, type Places, takeSpans } from './places';
import {
  AFTER_CALL_MS,
  AFTER_LOAD_MS,
  COOKIE_AFTER_ANSWER_MS,
  LOADING_MS,
  PENDING_CALL_MS,
  PENDING_REQUEST_MS,
  SCRIPT_REQUEST_MS,
} from './reach';
import type { SortedList } from './sorted-list';

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
  const places = createPlaces();
  const changed = new Set<Place>();
  const named = new Set<Node>();

  const mark = (place: Place, from: number, to: number) => {
    place.spans.push({ from, to });
    changed.add(place);
  };

  return {
    add(node) {
      const { entry } = node;
      if (!entry) return;
      eachListing(entry, places, (list) => list.add(node));
      const item = itemPlace(entry, places);
      if (item) addTo(item.nodes, item.id, node);
    },
    remove(node) {
      const { entry } = node;
      if (!entry) return;
      eachListing(entry, places, (list) => list.remove(node));
      const item = itemPlace(entry, places);
      item?.nodes.get(item.id)?.delete(node);
    },
    affect({ entry }) {
      if (!entry) return;
      eachReach(entry, places, mark);
      if (entry.kind !== 'queue' || entry.itemId === undefined) return;
      for (const call of places.ofDocument(entry).itemCalls.get(entry.itemId) ?? []) named.add(call);
    },
    takeAffected(into) {
      for (const marked of changed) takeSpans(marked, into);
      changed.clear();
      for (const node of named) into.add(node);
      named.clear();
    },
    find: (node) => (node.entry && !node.entry.ours ? findCause(node, node.entry, places) : undefined),
  };
}

/** Where a queue item, or a call that names one, is found by the item's id. */
function itemPlace(entry: Entry, places: Places) {
  if (entry.kind === 'queue' && entry.itemId !== undefined) {
    return { nodes: places.ofDocument(entry).items, id: entry.itemId };
  }
  if (entry.kind === 'call' && entry.queueItemId !== undefined) {
    return { nodes: places.ofDocument(entry).itemCalls, id: entry.queueItemId };
  }
  return undefined;
}

/** Visits the lists an entry stands in. */
function eachListing(entry: Entry, places: Places, visit: (list: SortedList<Node>) => void): void {
  const here = places.ofDocument(entry);
  switch (entry.kind) {
    case 'script':
      visit(here.scripts);
      visit(places.ofUrl(entry.src).scripts);
      break;
    case 'call':
      visit(here.calls);
      visit(here.effects);
      break;
    case 'queue':
      if (entry.drainedAt !== undefined) visit(here.drained);
      break;
    case 'console':
    case 'global':
      visit(here.effects);
      break;
    case 'cookie':
      visit(entry.author.kind === 'response' ? places.ofUrl(entry.author.url).effects : here.effects);
      break;
    case 'request':
      visit(isScriptRequest(entry) ? places.ofUrl(entry.url).effects : here.effects);
      if (entry.outcome.kind !== 'pending') visit(here.answered);
      for (const url of urlsOf(entry)) visit(places.ofUrl(url).sent);
      break;
    default:
      break;
  }
}

function urlsOf(entry: RequestEntry): Iterable<string> {
  if (entry.redirects.length === 0) return [entry.url];
  return new Set([entry.url, ...entry.redirects.map(({ url }) => url)]);
}

/**
 * Marks the spans in which an entry may be the cause of others, or stand between them and theirs: as far as anybody
 * looks back for one of its kind.
 */
function eachReach(entry: Entry, places: Places, mark: (place: Place, from: number, to: number) => void): void {
  const here = places.ofDocument(entry);
  switch (entry.kind) {
    case 'call':
      mark(here, entry.at, entry.at + PENDING_CALL_MS + AFTER_CALL_MS);
      break;
    case 'queue':
      if (entry.drainedAt !== undefined) mark(here, entry.drainedAt, entry.drainedAt + AFTER_CALL_MS);
      break;
    case 'script':
      mark(here, entry.at, entry.at + LOADING_MS + AFTER_LOAD_MS);
      mark(places.ofUrl(entry.src), entry.at - SCRIPT_REQUEST_MS, entry.at + SCRIPT_REQUEST_MS);
      break;
    case 'request':
      for (const url of urlsOf(entry)) mark(places.ofUrl(url), entry.at, entry.at + PENDING_REQUEST_MS);
      if (entry.outcome.kind === 'pending') break;
      mark(here, entry.outcome.endedAt, entry.outcome.endedAt + COOKIE_AFTER_ANSWER_MS);
      break;
    default:
      break;
  }
}
