import { toJson } from './json';
import { listenIn } from './listen-in';
import { describe, isObject, peek } from './natives';
import type { Scene } from './scene';
import { snapshot } from './snapshot';

/**
 * Observes `window.affitorQueue`: what stands in it, who pushed it, and when it is gone. Nothing is defined on
 * `window`; the queue is read where scripts may have run, and listened to on the array itself from then on.
 */

type Item = { id: number; value: unknown };

/** What a tracker takes items by; whoever calls one may be about to drain the queue. */
const READERS = ['shift', 'splice', 'forEach', 'map', Symbol.iterator] as const;
/** Drains go in order, so that a call belongs to one of the first that stand there. */
const SEARCH_LIMIT = 20;

export function observeQueue(scene: Scene, lookAtGlobal: () => void) {
  const { window, facts, say, count } = scene;
  const name = facts.queueName;
  const said = new Set<string>();
  let current: unknown;
  /** The list as we last saw it. */
  let items: Item[] = [];
  let lastGone: Item | undefined;
  let revealed = false;

  const faulty = (signal: Parameters<Scene['say']>[0]) => {
    const text = toJson(signal);
    if (said.has(text)) return;
    said.add(text);
    say(signal);
  };

  const lengthOf = (list: unknown) => Number(peek(list, 'length')) || 0;
  const valueAt = (list: unknown, position: number) => isObject(list) && describe(list, position)?.value;

  const add = (value: unknown, position: number, early: boolean, stack?: string) => {
    const item = { id: count(), value };
    say({ kind: 'push', id: item.id, position, item: snapshot(value), early, stack } as never);
    return item;
  };
  const lose = (item: Item, left = false) => {
    lastGone = item;
    say({ kind: 'gone', id: item.id, left });
  };

  /** Finds what came and went since the list was last seen, by whatever way. */
  const compare = (list: unknown, early = false) => {
    const length = lengthOf(list);
    // The common case, cheap: items were taken from the front, and nothing else happened.
    const taken = items.length - length;
    const same = (position: number) => items[position + taken]?.value === valueAt(list, position);
    if (taken >= 0 && (!length || (same(0) && same(length - 1) && same(length >> 1)))) {
      for (const item of items.splice(0, taken)) lose(item);
      return;
    }
    const known = new Map<unknown, Item[]>();
    for (const item of items) known.set(item.value, [...(known.get(item.value) ?? []), item]);
    const now: Item[] = [];
    for (let position = 0; position < length; position++) {
      const value = valueAt(list, position);
      now.push(known.get(value)?.shift() ?? add(value, position, early));
    }
    const stays = new Set(now);
    for (const item of items) if (!stays.has(item)) lose(item);
    items = now;
  };

  const listenTo = (list: object) => {
    const open = listenIn(scene, list, 'push', (values) => {
      lookAtGlobal();
      const start = lengthOf(list);
      const stack = scene.stack();
      for (let index = 0; index < values.length; index++) items.push(add(values[index], start + index, false, stack));
      // A tracker that took over `push` has dealt with them by now.
      return () => compare(list);
    });
    for (const reader of READERS) {
      listenIn(scene, list, reader, () => {
        lookAtGlobal();
        return () => compare(list);
      });
    }
    return !open;
  };

  const lookElsewhere = () => {
    try {
      const item = name in window ? undefined : facts.readLexicalQueue();
      if (isObject(item)) faulty({ kind: 'queue-fault', fault: 'lexical', item: snapshot(item) });
    } catch {
      // Declared further down in a script that has not run that far.
    }
  };

  scene.whenRevealed(() => {
    revealed = true;
  });
  scene.whenLooking(() => {
    for (const key of revealed ? Object.keys(window) : []) {
      const value = facts.misspeltQueue.test(key) && key !== name && describe(window, key)?.value;
      if (Array.isArray(value)) faulty({ kind: 'queue-fault', fault: 'misspelt', name: key, item: snapshot(value) });
    }
    const own = describe(window, name);
    if (!own) return lookElsewhere();
    const queue: unknown = own.value;
    if (typeof peek(queue, 'push') !== 'function' || !isObject(queue)) {
      return faulty({ kind: 'queue-fault', fault: own.get ? 'getter' : 'no-list' });
    }
    const fresh = queue !== current;
    if (fresh && current) {
      compare(current);
      // What the old list still holds is in nobody's hands, or in a tracker's.
      for (const item of items.splice(0)) if (!(Array.isArray(queue) && queue.includes(item.value))) lose(item, true);
    }
    current = queue;
    const frozen = listenTo(queue);
    if (fresh) say({ kind: 'queue', list: Array.isArray(queue), length: lengthOf(queue), frozen });
    compare(queue, fresh);
  });

  /** The item that a call of the tracker's own comes from. */
  return (method: string, args: unknown[]): number | undefined => {
    const isIt = ({ value }: Item) =>
      valueAt(value, 0) === method &&
      lengthOf(value) === args.length + 1 &&
      args.every((arg, index) => arg === valueAt(value, index + 1));
    return [...(lastGone ? [lastGone] : []), ...items.slice(0, SEARCH_LIMIT)].find(isIt)?.id;
  };
}
