import { listenIn } from './listen-in';
import { describe, isObject, peek } from './natives';
import type { Scene } from './scene';
import { snapshot } from './snapshot';

/**
 * Observes `window.affitorQueue`: what stands in it, who pushed it, and when it is gone. Nothing is defined on
 * `window`; the queue is read where scripts may have run, and listened to on the array itself from then on.
 */

type Item = { id: number; value: unknown };

/** After `push`, what a tracker takes items by: whoever calls one may be about to drain the queue. */
const METHODS = ['push', 'shift', 'splice', 'forEach', 'map', Symbol.iterator] as const;
/** Drains go in order, so that a call belongs to one of the next items. */
const SEARCH_LIMIT = 20;

export function observeQueue(scene: Scene, lookAtGlobal: () => void) {
  const { facts, say, tell, count } = scene;
  const name = facts.queueName;
  let current: object | undefined;
  let queueId = 0;
  /** The list as we last saw it. */
  let items: Item[] = [];
  /** Items before it were called already, or left behind. */
  let cursor = 0;
  let revealed = false;

  const lengthOf = (list: unknown) => Number(peek(list, 'length')) || 0;
  const valueAt = (list: unknown, position: number) => isObject(list) && describe(list, position)?.value;

  const add = (value: unknown, position: number, stack?: string, early?: boolean) => {
    const id = count();
    items.push({ id, value });
    say({ kind: 'push', id, position, item: snapshot(value), ...(stack && { stack }), ...(early && { early }) });
  };
  /** `left`: it still stands in a list that is the queue no longer. */
  const lose = (gone: Item[], left?: boolean) => {
    for (const { id } of gone) say({ kind: 'gone', id, ...(left && { left }) });
  };

  /** Finds what came and went since the list was last seen, by whatever way. */
  const compare = (list: object, early?: boolean) => {
    const rest = items;
    items = [];
    for (let position = 0; position < lengthOf(list); position++) {
      const value = valueAt(list, position);
      const found = rest.findIndex((item) => item.value === value);
      if (found < 0) add(value, position, undefined, early);
      else {
        lose(rest.splice(0, found), early);
        items.push(...rest.splice(0, 1));
      }
    }
    if (rest.length) cursor = 0;
    lose(rest, early);
  };

  const listenTo = (list: object) =>
    METHODS.map((method) =>
      listenIn(scene, list, method, (values) => {
        lookAtGlobal();
        if (method === 'push') {
          const stack = scene.stack();
          const start = lengthOf(list);
          for (let index = 0; index < values.length; index++) add(values[index], start + index, stack);
        }
        return scene.lookSoon;
      }),
    )[0];

  scene.whenRevealed(() => {
    revealed = true;
  });
  scene.whenLooking(() => {
    for (const key of revealed ? Object.keys(window) : []) {
      const value = facts.misspeltQueue.test(key) && key !== name && describe(window, key)?.value;
      if (Array.isArray(value)) tell(key, { kind: 'queue-fault', fault: 'misspelt', name: key, item: snapshot(value) });
    }
    const own = describe(window, name);
    const queue: unknown = own?.value;
    if (!isObject(queue) || typeof peek(queue, 'push') !== 'function') {
      if (own) tell(name, { kind: 'queue-fault', fault: own.get ? 'getter' : 'no-list' });
      else if (!(name in window)) {
        const item = facts.readLexicalQueue();
        if (isObject(item)) tell(name, { kind: 'queue-fault', fault: 'lexical', item: snapshot(item) });
      }
      return;
    }
    const list = Array.isArray(queue);
    const fresh = queue !== current;
    if (fresh) {
      queueId = count();
      if (current) compare(current);
    }
    current = queue;
    tell(name, { kind: 'queue', id: queueId, list, frozen: !listenTo(queue) });
    compare(queue, fresh);
  });

  /** The item that a call of the tracker's own comes from. */
  return (method: string, args: unknown[]): number | undefined => {
    for (let at = cursor; at < Math.min(items.length, cursor + SEARCH_LIMIT); at++) {
      const { id, value } = items[at] as Item;
      const called = lengthOf(value) === args.length + 1 && valueAt(value, 0) === method;
      if (called && args.every((arg, index) => arg === valueAt(value, index + 1))) {
        cursor = at + 1;
        return id;
      }
    }
    return undefined;
  };
}
