import { append } from './append';
import { buildRequest } from './build-request';
import { createExchange, type Exchange, type ExchangeRecord, firstHop, placeExchange } from './exchange';
import { senderOf } from './join-keyed';
import type { Nodes } from './node';
import { createPairing } from './pairing';
import { createRedirectChains } from './redirect-chains';

/** Requests: each witness’s records joined by its own request id, then the witnesses with each other. */
export function joinRequests(nodes: Nodes): { add(record: ExchangeRecord): void; settle(): void } {
  const exchanges = new Map<string, Exchange>();
  const moved = new Set<Exchange>();

  const chains = createRedirectChains();
  const pairing = createPairing<Exchange>({
    onGroup(head) {
      const exchange = head.value;
      if (exchange.node) nodes.touch(exchange.node);
      else exchange.node = nodes.create(() => buildRequest(head));
    },
    onDissolve({ value }) {
      if (value.node) nodes.remove(value.node);
      value.node = undefined;
    },
  });

  return {
    add(record) {
      const key = `${record.source === 'page' ? senderOf(record) : record.source} ${record.requestId}`;
      const known = exchanges.get(key);
      const exchange = known ?? createExchange(record);
      if (known) known.records = append(known.records, record);
      else exchanges.set(key, exchange);
      moved.add(exchange);
    },
    settle() {
      for (const exchange of moved) chains.add(exchange);
      chains.settle(moved);
      const kept: Exchange[] = [];
      for (const exchange of moved) if (!place(exchange)) kept.push(firstHop(exchange));
      moved.clear();
      pairing.settle();
      // An answer changes no group, but what the group's entry says.
      for (const exchange of kept) {
        const node = exchange.item?.head?.value.node;
        if (node) nodes.touch(node);
      }
    },
  };

  /** True when it now stands elsewhere in the pairing, so that its group will be told. */
  function place(exchange: Exchange): boolean {
    if (exchange.previous) {
      if (exchange.item) pairing.remove(exchange.name, exchange.item);
      exchange.item = undefined;
      return false;
    }
    const placed = placeExchange(exchange);
    if (!placed) return false;
    if (exchange.item) pairing.remove(exchange.name, exchange.item);
    exchange.name = placed.name;
    exchange.item = placed.item;
    pairing.add(placed.name, placed.item);
    return true;
  }
}
