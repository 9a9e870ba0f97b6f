import { createSortedList, firstIndex, type SortedList } from './sorted-list';

/**
 * Finds which records of different witnesses speak of the same thing. Each witness has a lane; a group takes one item
 * of each lane, first with first, if they fit and are near in time. The outcome depends on the items alone, not on the
 * order they came in; a change looks again only at what is near it.
 */
export type Item<T> = {
  readonly value: T;
  readonly lane: string;
  readonly at: number;
  readonly seq: number;
  /** Absent when there was nothing to compare by: it fits any. */
  readonly hash: string | undefined;
  readonly frameId: number | undefined;
  /** How far its partners may be in time. */
  readonly reachMs: number;
  /** The group's first item, from then on. */
  head: Item<T> | undefined;
  /** On heads: the group. */
  members: readonly Item<T>[] | undefined;
  /** On heads: others like these were near, so that only their order joined them. */
  byOrder: boolean;
};

export type Pairing<T> = {
  add(name: string, item: Item<T>): void;
  remove(name: string, item: Item<T>): void;
  /** Groups anew around what changed, and says which groups are new, different or gone. */
  settle(): void;
};

type Listeners<T> = { onGroup(head: Item<T>): void; onDissolve(head: Item<T>): void };

type Pool<T> = {
  items: SortedList<Item<T>>;
  /** The same items by lane and hash, and by lane alone. */
  buckets: Map<string, SortedList<Item<T>>>;
  lanes: Set<string>;
  windowMs: number;
  dirtyFrom: number;
};

/** Items of one lane and hash that are nearer than this are told apart by order only. */
const ALIKE_MS = 1000;

export function createItem<T>(item: Omit<Item<T>, 'head' | 'members' | 'byOrder'>): Item<T> {
  return { ...item, head: undefined, members: undefined, byOrder: false };
}

export function createPairing<T>(listeners: Listeners<T>): Pairing<T> {
  const pools = new Map<string, Pool<T>>();
  const dirty = new Set<Pool<T>>();

  function change(pool: Pool<T>, item: Item<T>): void {
    pool.dirtyFrom = Math.min(pool.dirtyFrom, item.at);
    dirty.add(pool);
  }

  return {
    add(name, item) {
      const pool = pools.get(name) ?? createPool<T>();
      pools.set(name, pool);
      pool.items.add(item);
      bucket(pool, item.lane, item.hash).add(item);
      pool.lanes.add(item.lane);
      pool.windowMs = Math.max(pool.windowMs, item.reachMs);
      change(pool, item);
    },
    remove(name, item) {
      const pool = pools.get(name);
      if (!pool?.items.remove(item)) return;
      bucket(pool, item.lane, item.hash).remove(item);
      // Whoever was grouped with it is looked at again, however early its group began.
      change(pool, item.head && item.head.at < item.at ? item.head : item);
      if (item.members) {
        item.members = undefined;
        listeners.onDissolve(item);
      }
    },
    settle() {
      for (const pool of dirty) regroup(pool, listeners);
      dirty.clear();
    },
  };
}

function createPool<T>(): Pool<T> {
  return {
    items: createSortedList<Item<T>>(compareItems),
    buckets: new Map(),
    lanes: new Set(),
    windowMs: 0,
    dirtyFrom: Infinity,
  };
}

function compareItems(a: { at: number; seq: number }, b: { at: number; seq: number }): number {
  return a.at - b.at || a.seq - b.seq;
}

function bucket<T>(pool: Pool<T>, lane: string, hash: string | undefined): SortedList<Item<T>> {
  const key = hash === undefined ? lane : `${lane} ${hash}`;
  const known = pool.buckets.get(key);
  if (known) return known;
  const fresh = createSortedList<Item<T>>(compareItems);
  pool.buckets.set(key, fresh);
  return fresh;
}

/**
 * A group whose head is earlier than twice the window before the change cannot be touched by it: its members are
 * within one window of the head, and those they could have had instead within another. All later ones are made anew.
 */
function regroup<T>(pool: Pool<T>, listeners: Listeners<T>): void {
  const { windowMs } = pool;
  const restartAt = pool.dirtyFrom - 2 * windowMs;
  pool.dirtyFrom = Infinity;
  const items = pool.items.items;
  const near = items.slice(firstIndex(items, (item) => item.at >= restartAt - windowMs - ALIKE_MS));
  const open = near.filter((item) => !item.head || item.head.at >= restartAt);
  for (const item of open) item.head = undefined;

  const groups = groupAlike(pool, open);
  groupRest(windowMs, open, groups);
  const alike = itemsAlike(near);

  for (const item of open) {
    if (item.head === item || !item.members) continue;
    item.members = undefined;
    listeners.onDissolve(item);
  }
  for (const { head, members } of groups) {
    members.sort(compareItems);
    const byOrder = members.length > 1 && members.some((member) => alike.has(member));
    if (head.byOrder === byOrder && isSameList(head.members, members)) continue;
    head.members = members;
    head.byOrder = byOrder;
    listeners.onGroup(head);
  }
}

type Group<T> = { head: Item<T>; members: Item<T>[] };

/** First those that can be compared, so that none of them is taken by one that fits any. */
function groupAlike<T>(pool: Pool<T>, open: readonly Item<T>[]): Group<T>[] {
  const groups: Group<T>[] = [];
  for (const item of open) {
    if (item.head || item.hash === undefined) continue;
    const group = { head: item, members: [item] };
    item.head = item;
    for (const lane of pool.lanes) {
      const partner = lane === item.lane ? undefined : firstFree(bucket(pool, lane, item.hash).items, group);
      if (partner) join(group, partner);
    }
    groups.push(group);
  }
  return groups;
}

/** The bucket's first item after the head that no group has taken. */
function firstFree<T>(items: readonly Item<T>[], group: Group<T>): Item<T> | undefined {
  const { head } = group;
  for (let index = firstIndex(items, (item) => compareItems(item, head) > 0); index < items.length; index += 1) {
    const item = items[index];
    if (!item || item.at - head.at > Math.max(head.reachMs, item.reachMs)) return undefined;
    if (!item.head && fits(group, item)) return item;
  }
  return undefined;
}

/** Then each of the others joins the first group near it that lacks its lane, or begins one. */
function groupRest<T>(windowMs: number, open: readonly Item<T>[], groups: Group<T>[]): void {
  const cursors = new Map<string, number>();
  for (const item of open) {
    if (item.head) continue;
    let cursor = cursors.get(item.lane) ?? 0;
    while (cursor < groups.length && isPast(groups[cursor], item, windowMs)) cursor += 1;
    cursors.set(item.lane, cursor);
    const found = firstLacking(groups, cursor, item, windowMs);
    if (found) {
      join(found, item);
      continue;
    }
    const group = { head: item, members: [item] };
    item.head = item;
    const index = firstIndex(groups, (other) => compareItems(other.head, item) > 0);
    groups.splice(index, 0, group);
    for (const [lane, place] of cursors) if (place > index) cursors.set(lane, index);
  }
}

/** Groups this lane need not look at again: too early, or with their lane taken. */
function isPast<T>(group: Group<T> | undefined, item: Item<T>, windowMs: number): boolean {
  if (!group) return false;
  return group.head.at < item.at - windowMs || group.members.some((member) => member.lane === item.lane);
}

function firstLacking<T>(
  groups: readonly Group<T>[],
  start: number,
  item: Item<T>,
  windowMs: number,
): Group<T> | undefined {
  for (let index = start; index < groups.length; index += 1) {
    const group = groups[index];
    if (!group || group.head.at > item.at + windowMs) return undefined;
    const isNear = Math.abs(group.head.at - item.at) <= Math.max(group.head.reachMs, item.reachMs);
    if (isNear && fits(group, item)) return group;
  }
  return undefined;
}

function fits<T>({ members }: Group<T>, item: Item<T>): boolean {
  return members.every(
    (member) =>
      member.lane !== item.lane &&
      (member.frameId === undefined || item.frameId === undefined || member.frameId === item.frameId),
  );
}

function join<T>(group: Group<T>, item: Item<T>): void {
  item.head = group.head;
  group.members.push(item);
}

/** Items that have another of their lane and hash close by. */
function itemsAlike<T>(items: readonly Item<T>[]): Set<Item<T>> {
  const alike = new Set<Item<T>>();
  const latest = new Map<string, Item<T>>();
  for (const item of items) {
    const key = `${item.lane} ${item.hash ?? ''}`;
    const before = latest.get(key);
    if (before && item.at - before.at <= ALIKE_MS) {
      alike.add(before);
      alike.add(item);
    }
    latest.set(key, item);
  }
  return alike;
}

function isSameList<T>(a: readonly T[] | undefined, b: readonly T[]): boolean {
  return a?.length === b.length && a.every((item, index) => item === b[index]);
}
