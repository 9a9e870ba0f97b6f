import type { Json, Snapshot } from '@/lib/model/json';
import type { QueueContent } from '@/lib/model/observation';
import type { Signal } from '@/lib/witness/page/signal';
import type { Desk } from './desk';

/** Reports the queue's items and what became of each: drained, refused, or still waiting. */

type Told<Kind extends Signal['kind']> = Extract<Signal, { kind: Kind }>;
type Item = { position: number; text: string; method: string | undefined };

const FAULTS = {
  getter: ['unreadable', 'The queue is defined as a getter, which only the page should run.'],
  'no-list': ['unreadable', 'The queue is not a list.'],
  lexical: ['lexical', undefined],
  misspelt: ['misspelt', undefined],
} as const;

const methodOf = (item: Snapshot): string | undefined => {
  const method = Array.isArray(item) ? item[0] : item;
  return typeof method === 'string' ? method : undefined;
};

export function createQueue(desk: Desk, tracker: { methods(): readonly string[] | undefined }) {
  const name = desk.facts.queueName;
  const items = new Map<number, Item>();
  /** Items that nothing became of yet, by what they say. */
  const alike = new Map<string, Set<number>>();
  /** Pushed while a tracker is there; whether anything takes them shows soon after. */
  const fresh = new Map<number, (afterLoad: boolean) => void>();
  /** Items that stood in a queue when it was first seen: told after it. */
  const firstSeen: (() => void)[] = [];
  let firstSeenAt: number | undefined;
  /** What stood in the queue when last seen. */
  let standing = new Set<number>();
  let queueId: number | undefined;

  const emit = (at: number, phase: QueueContent['phase'], more: Partial<QueueContent> = {}) =>
    desk.emit({ kind: 'queue', phase, name, ...more }, at);

  /** Why the tracker on the page can never run this. */
  const flaw = ({ method }: Item): string | undefined => {
    const methods = tracker.methods();
    if (method === undefined) return 'It names no method.';
    return methods && !methods.includes(method) ? `The tracker has no method "${method}".` : undefined;
  };

  const end = (id: number, item: Item, at: number) => {
    items.delete(id);
    alike.get(item.text)?.delete(id);
    fresh.get(id)?.(false);
    const message = flaw(item);
    emit(at, message ? 'refused' : 'drained', { itemId: id, position: item.position, ...(message && { message }) });
  };

  const settle = (id: number, at: number) => {
    const item = items.get(id);
    if (!item) return;
    end(id, item, at);
    // One value pushed twice is one item to the page's own world, which knows only the later.
    for (const other of alike.get(item.text) ?? []) {
      const twin = items.get(other);
      if (twin && !standing.has(other)) end(other, twin, at);
    }
    if (alike.get(item.text)?.size === 0) alike.delete(item.text);
  };

  return {
    pushed({ at, id, position, item, early, stack }: Told<'push'>) {
      const text = JSON.stringify(item);
      items.set(id, { position, text, method: methodOf(item) });
      alike.set(text, (alike.get(text) ?? new Set()).add(id));
      // Should the tracker take it before the queue is looked at again, it was there all the same.
      standing.add(id);
      const report = (more: Partial<QueueContent>) =>
        emit(at, 'pushed', { itemId: id, position, item, ...desk.stack(stack), ...(early && { early }), ...more });
      if (early) {
        firstSeen.push(() => report({}));
        firstSeenAt ??= at;
        return;
      }
      if (!tracker.methods()) {
        report({});
        return;
      }
      fresh.set(id, (afterLoad) => {
        fresh.delete(id);
        report(afterLoad ? { afterLoad } : {});
      });
      setTimeout(() => fresh.get(id)?.(true));
    },

    stands({ at, id, list, frozen, items: now }: Told<'queue'>): void {
      const isOther = id !== queueId;
      if (isOther) emit(firstSeenAt ?? at, queueId === undefined ? 'created' : 'replaced');
      for (const report of firstSeen.splice(0)) report();
      firstSeenAt = undefined;
      if (frozen) emit(at, 'unreadable', { message: 'The queue is frozen, so that nothing can be pushed to it.' });
      const left = standing;
      standing = new Set(now);
      // Left in a list that another list replaced, or taken where there is no tracker: nobody runs it, so it waits on.
      const isTaken = isOther && queueId !== undefined ? !list : tracker.methods() !== undefined;
      for (const gone of left) {
        if (standing.has(gone)) continue;
        if (isTaken) settle(gone, at);
        fresh.get(gone)?.(false);
      }
      queueId = id;
    },

    /** The item that a call comes from: the tracker's own script makes it, and it says the same. */
    itemOf(method: string, args: readonly Snapshot[]): number | undefined {
      const [first] = alike.get(JSON.stringify([method, ...args])) ?? [];
      return first;
    },

    settle,

    faulty({ at, fault, name: other, item }: Told<'queue-fault'>): void {
      const [phase, message] = FAULTS[fault];
      const length = Array.isArray(item) ? item.length : undefined;
      const shown = item !== undefined && length !== undefined && { item: item as Json, length };
      emit(at, phase, { ...(other && { name: other }), ...shown, ...(message && { message }) });
    },

    /** What the tracker that is now there can never run. */
    refuse(at: number): void {
      for (const [id, item] of items) if (flaw(item)) settle(id, at);
    },

    /** The page goes away: nothing may wait. */
    flush(): void {
      for (const report of [...fresh.values()]) report(true);
    },
  };
}
