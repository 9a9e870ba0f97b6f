import { listenIn } from './listen-in';
import { describe, isObject, peek } from './natives';
import { count, facts, lookSoon, revealed, say, stack, tell, whenLooking } from './scene';
import { snapshot } from './snapshot';

/**
 * Observes `window.affitorQueue`: what stands in it, and who pushed it. Nothing is defined on `window`; the queue is
 * read where scripts may have run, and listened to on the array itself from then on.
 */

/** After `push`, what a tracker takes items by: whoever calls one may be about to drain the queue. */
const METHODS = ['push', 'shift', 'splice', 'forEach', 'map', Symbol.iterator] as const;

export function observeQueue(lookAtGlobal: () => void): void {
  const name = facts.queueName;
  const ids = new Map<unknown, number>();
  let current: unknown;
  let queueId = 0;

  const lengthOf = (list: object) => Number(peek(list, 'length')) || 0;
  const meet = (value: unknown, position: number, more: { stack?: string; early?: boolean }) => {
    let id = ids.get(value);
    if (!id) {
      id = count();
      ids.set(value, id);
      say({ kind: 'push', id, position, item: snapshot(value), ...more });
    }
    return id;
  };

  const listenTo = (list: object) =>
    METHODS.map((method) =>
      listenIn(list, method, (values) => {
        lookAtGlobal();
        if (method === 'push') {
          const more = { stack: stack() };
          for (const value of values) meet(value, lengthOf(list) + values.indexOf(value), more);
        }
        return lookSoon;
      }),
    )[0];

  whenLooking(() => {
    for (const key of revealed ? Object.keys(window) : []) {
      const value = facts.misspeltQueue.test(key) && key !== name && describe(window, key)?.value;
      if (Array.isArray(value)) tell(key, { kind: 'queue-fault', fault: 'misspelt', name: key, item: snapshot(value) });
    }
    const own = describe(window, name);
    const queue: unknown = own?.value;
    if (!isObject(queue) || typeof peek(queue, 'push') !== 'function') {
      const item = own || name in window ? undefined : facts.readLexicalQueue();
      const fault = own ? (own.get ? 'getter' : 'no-list') : 'lexical';
      if (own || isObject(item)) tell(name, { kind: 'queue-fault', fault, item: snapshot(item) });
      return;
    }
    const fresh = queue !== current;
    if (fresh) queueId = count();
    current = queue;
    const frozen = !listenTo(queue);
    const items: number[] = [];
    for (let at = 0; at < lengthOf(queue); at++) {
      items.push(meet(describe(queue, at)?.value, at, fresh ? { early: true } : {}));
    }
    tell(name, { kind: 'queue', id: queueId, list: Array.isArray(queue), frozen, items, met: ids.size });
  });
}
