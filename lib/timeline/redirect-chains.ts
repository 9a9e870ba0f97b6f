import { parseUrl } from '@/lib/tracker/endpoint';
import { inOrder } from './entry-base';
import { type Exchange, requestOf } from './exchange';
import { compareItems } from './pairing-groups';
import { withoutFragment } from './signature';

/**
 * DevTools' network log tells each hop of a redirected request as a request of its own. Here the hops are joined, so
 * that one request is one entry.
 */
export type RedirectChains = {
  /** The exchange has new records. */
  add(exchange: Exchange): void;
  /** Joins hops anew where something changed, and adds every exchange whose place in a chain is another now. */
  settle(moved: Set<Exchange>): void;
};

/** A hop begins when the one before it ended; the log's times are rounded. */
const GAP_MS = 3000;

/** A URL that redirects lead to: who is sent there, and who arrives. */
type Crossing = { from: Set<Exchange>; to: Set<Exchange> };

export function createRedirectChains(): RedirectChains {
  const crossings = new Map<string, Crossing>();
  const arrivals = new Map<Exchange, Crossing>();
  const departures = new Map<Exchange, Crossing>();
  const dirty = new Set<Crossing>();
  const cut = new Set<Exchange>();

  function crossingOf(url: string): Crossing {
    const known = crossings.get(url);
    if (known) return known;
    const fresh: Crossing = { from: new Set(), to: new Set() };
    crossings.set(url, fresh);
    return fresh;
  }

  function stand(side: 'from' | 'to', exchange: Exchange, url: string | undefined): void {
    const standing = side === 'from' ? departures : arrivals;
    const before = standing.get(exchange);
    const after = url === undefined ? undefined : crossingOf(url);
    if (before && before !== after) {
      before[side].delete(exchange);
      standing.delete(exchange);
      if (side === 'from') cutAfter(exchange, cut);
      else if (exchange.previous) cutAfter(exchange.previous, cut);
      dirty.add(before);
    }
    if (!after) return;
    after[side].add(exchange);
    standing.set(exchange, after);
    dirty.add(after);
  }

  return {
    add(exchange) {
      inOrder(exchange.records);
      const request = requestOf(exchange);
      if (request?.source !== 'network') return;
      stand('to', exchange, withoutFragment(request.url));
      stand('from', exchange, redirectTarget(exchange));
    },
    settle(moved) {
      for (const crossing of dirty) if (crossing.from.size > 0) joinHops(crossing, moved);
      dirty.clear();
      for (const exchange of cut) moved.add(exchange);
      cut.clear();
    },
  };
}

function cutAfter(exchange: Exchange, moved: Set<Exchange>): void {
  if (!exchange.next) return;
  exchange.next.previous = undefined;
  moved.add(exchange.next);
  exchange.next = undefined;
  moved.add(exchange);
}

/** The hop an exchange ends with, resolved, for the log repeats what the server wrote. */
function redirectTarget({ records }: Exchange): string | undefined {
  for (const record of records) {
    if (record.kind !== 'response' || record.redirectedTo === undefined) continue;
    const target = parseUrl(record.redirectedTo, record.url)?.href;
    if (target !== undefined) return withoutFragment(target);
  }
  return undefined;
}

/** Each redirect, in order of time, goes on in the first request for its target that began after it. */
function joinHops({ from, to }: Crossing, moved: Set<Exchange>): void {
  const waiting = [...to].sort(compareExchanges);
  const joined = new Map<Exchange, Exchange>();
  for (const source of [...from].sort(compareExchanges)) {
    const index = waiting.findIndex((target) => isNext(source, target));
    const target = index < 0 ? undefined : waiting.splice(index, 1)[0];
    if (target) joined.set(source, target);
  }
  for (const source of from) if (source.next !== joined.get(source)) cutAfter(source, moved);
  for (const [source, target] of joined) {
    if (source.next === target) continue;
    source.next = target;
    target.previous = source;
    moved.add(source);
    moved.add(target);
  }
}

function isNext(source: Exchange, target: Exchange): boolean {
  if (compareExchanges(source, target) >= 0) return false;
  const ended = Math.max(...source.records.map((record) => record.at));
  return beginning(target).at <= ended + GAP_MS;
}

function compareExchanges(a: Exchange, b: Exchange): number {
  return compareItems(beginning(a), beginning(b));
}

function beginning(exchange: Exchange): { at: number; seq: number } {
  return requestOf(exchange) ?? exchange.records[0] ?? { at: 0, seq: 0 };
}
