import { buildRequest } from './build-request';
import { createExchange, type Exchange, type ExchangeRecord, placeExchange } from './exchange';
import { senderOf } from './join-keyed';
import type { Nodes } from './node';
import { createPairing } from './pairing';

/** Requests: each witness’s records joined by its own request id, then the witnesses with each other. */
export function joinRequests(nodes: Nodes): { add(record: ExchangeRecord): void; settle(): void } {
  const exchanges = new Map<string, Exchange>();
  const moved = new Set<Exchange>();

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
      const exchange = exchanges.get(key);
      if (exchange) exchange.records.push(record);
      else exchanges.set(key, createExchange(record));
      moved.add(exchange ?? (exchanges.get(key) as Exchange));
    },
    settle() {
      const kept: Exchange[] = [];
      for (const exchange of moved) {
        const placed = placeExchange(exchange);
        if (!placed) {
          kept.push(exchange);
          continue;
        }
        if (exchange.item) pairing.remove(exchange.name, exchange.item);
        exchange.name = placed.name;
        exchange.item = placed.item;
        pairing.add(placed.name, placed.item);
      }
      moved.clear();
      pairing.settle();
      // An answer changes no group, but what the group's entry says.
      for (const exchange of kept) {
        const node = exchange.item?.head?.value.node;
        if (node) nodes.touch(node);
      }
    },
  };
}
