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

/** No page means more by its queue; an array of any length costs it no time. */
const ITEM_LIMIT = 20_000;

export function observeQueue(lookAtGlobal: () => void): void {
  const name = facts.queueName;
  const ids = new Map<unknown, number>();
  let current: unknown;
  let queueId = 0;
  let latest = 0;

  const lengthOf = (list: object) => Math.min((peek(list, 'length') as number) || 0, ITEM_LIMIT);
  const meet = (value: unknown, position: number, more: { stack?: string; early?: boolean } | false) => {
    latest = count();
    ids.set(value, latest);
    say({ kind: 'push', id: latest, position, ...more, item: snapshot(value) });
    return latest;
  };

  const listenTo = (list: object) =>
    METHODS.map((method) =>
      listenIn(list, method, (values) => {
        lookAtGlobal();
        if (method === 'push') {
          const more = { stack: stack() };
          let position = lengthOf(list);
          for (const value of values) meet(value, position++, more);
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
      const value = describe(queue, at)?.value;
      items.push(ids.get(value) ?? meet(value, at, fresh && { early: true }));
    }
    tell(name, { kind: 'queue', id: queueId, list: Array.isArray(queue), frozen, items, latest });
  });
}
