import { append } from './append';
import {
  alikeInBucket,
  compareItems,
  type Group,
  groupAlike,
  groupRest,
  type Item,
  isSameList,
} from './pairing-groups';
import { firstIndex, SortedList } from './sorted-list';

/**
 * Finds which records of different witnesses speak of the same thing. Each witness has a lane; a group takes one item
 * of each lane, first with first, if they fit and are near in time. The outcome depends on the items alone, not on the
 * order they came in; a change looks again only at what is near it.
 */
export type Pairing<T> = {
  add(name: string, item: Item<T>): void;
  remove(name: string, item: Item<T>): void;
  /** Groups anew around what changed, and says which groups are new, different or gone. */
  settle(): void;
};

type Listeners<T> = { onGroup(head: Item<T>): void; onDissolve(head: Item<T>): void };

type Pool<T> = {
  /** All items of one name. */
  items: SortedList<Item<T>>;
  /** Those that are alike, by their hash. */
  alike: Map<string, Alike<T>>;
  /** Those that have nothing to be compared by. */
  rest: Alike<T>;
  /** Sorted, for who is asked first must not depend on who came first. */
  lanes: string[];
  windowMs: number;
  /** What came since the last time, and the heads whose groups lost a member. */
  changed: Set<Item<T>>;
};

/** Items with one hash; all of them, and each lane's. Most have one or two, so that a list is quicker than a map. */
type Alike<T> = { all: SortedList<Item<T>>; lanes: { lane: string; items: SortedList<Item<T>> }[] };

export function createItem<T>(item: Omit<Item<T>, 'head' | 'members' | 'byOrder'>): Item<T> {
  return { ...item, head: undefined, members: undefined, byOrder: false };
}

export function createPairing<T>(listeners: Listeners<T>): Pairing<T> {
  const pools = new Map<string, Pool<T>>();
  const dirty = new Set<Pool<T>>();

  return {
    add(name, item) {
      const pool = pools.get(name) ?? createPool<T>();
      pools.set(name, pool);
      pool.items.add(item);
      bucketOf(pool, item.lane, item.hash).add(item);
      alikeOf(pool, item.hash).all.add(item);
      if (!pool.lanes.includes(item.lane)) pool.lanes = [...pool.lanes, item.lane].sort();
      pool.windowMs = Math.max(pool.windowMs, item.reachMs);
      pool.changed.add(item);
      dirty.add(pool);
    },
    remove(name, item) {
      const pool = pools.get(name);
      if (!pool?.items.remove(item)) return;
      alikeOf(pool, item.hash).all.remove(item);
      const bucket = bucketOf(pool, item.lane, item.hash);
      const index = bucket.indexOf(item);
      bucket.remove(item);
      pool.changed.delete(item);
      // All that stood with it, or were told from it by their order only, are looked at again.
      const touched = [...(item.head?.members ?? []), bucket.items[index - 1], bucket.items[index]];
      for (const other of touched)
        if (other && other !== item) pool.changed.add(other.head && other.head !== item ? other.head : other);
      for (const member of item.members ?? []) member.head = undefined;
      dirty.add(pool);
      item.head = undefined;
      if (!item.members) return;
      item.members = undefined;
      listeners.onDissolve(item);
    },
    settle() {
      for (const pool of dirty) {
        const open = openItems(pool);
        announce(pool, open, regroup(pool, open), listeners);
        pool.changed.clear();
      }
      dirty.clear();
    },
  };
}

function createPool<T>(): Pool<T> {
  return {
    items: new SortedList<Item<T>>(compareItems),
    alike: new Map(),
    rest: createAlike(),
    lanes: [],
    windowMs: 0,
    changed: new Set(),
  };
}

function createAlike<T>(): Alike<T> {
  return { all: new SortedList<Item<T>>(compareItems), lanes: [] };
}

function alikeOf<T>(pool: Pool<T>, hash: string | undefined): Alike<T> {
  if (hash === undefined) return pool.rest;
  const known = pool.alike.get(hash);
  if (known) return known;
  const fresh = createAlike<T>();
  pool.alike.set(hash, fresh);
  return fresh;
}

function bucketOf<T>(pool: Pool<T>, lane: string, hash: string | undefined): SortedList<Item<T>> {
  const alike = alikeOf(pool, hash);
  const known = alike.lanes.find((other) => other.lane === lane);
  if (known) return known.items;
  const items = new SortedList<Item<T>>(compareItems);
  alike.lanes = append(alike.lanes, { lane, items });
  return items;
}

/** The items whose groups may differ now, in order, each taken out of its group. */
function openItems<T>(pool: Pool<T>): Item<T>[] {
  let changedAt = Infinity;
  for (const item of pool.changed) changedAt = Math.min(changedAt, item.at);
  const last = pool.rest.all.items.at(-1);
  const isMixed = last !== undefined && last.at >= changedAt - 3 * pool.windowMs;
  const open = isMixed ? openSince(pool, changedAt - 2 * pool.windowMs) : openAlike(pool);
  for (const item of open) item.head = undefined;
  return open;
}

/**
 * A group whose head is earlier than twice the window before the change cannot be touched by it: its members are
 * within one window of the head, and those they could have had instead within another. All later ones are made anew.
 */
function openSince<T>(pool: Pool<T>, since: number): Item<T>[] {
  const { items } = pool.items;
  const near = items.slice(firstIndex(items, (item) => item.at >= since - pool.windowMs));
  return near.filter((item) => !item.head || item.head.at >= since);
}

/**
 * Where all items near can be compared, a change stays among those that are alike: it reaches back to the first group
 * that would have taken the new item, and forward from there.
 */
function openAlike<T>(pool: Pool<T>): Item<T>[] {
  const changed = new Map<string, Item<T>[]>();
  for (const item of pool.changed) {
    if (item.hash === undefined) continue;
    const known = changed.get(item.hash);
    if (known) known.push(item);
    else changed.set(item.hash, [item]);
  }
  const open: Item<T>[] = [];
  for (const [hash, changedHere] of changed) {
    const { items } = alikeOf(pool, hash).all;
    const start = firstTouchedIndex(items, changedHere, pool.windowMs);
    const first = items[start];
    for (let index = start; index < items.length; index += 1) {
      const item = items[index];
      if (item && first && (!item.head || compareItems(item.head, first) >= 0)) open.push(item);
    }
  }
  return changed.size > 1 ? open.sort(compareItems) : open;
}

/** Of the changes in one lane the earliest reaches back furthest. */
function firstTouchedIndex<T>(items: readonly Item<T>[], changed: readonly Item<T>[], windowMs: number): number {
  const earliest = new Map<string, Item<T>>();
  let first: Item<T> | undefined;
  for (const item of changed) {
    first = earlier(first, item.head ?? item);
    earliest.set(item.lane, earlier(earliest.get(item.lane), item));
  }
  for (const item of earliest.values()) first = earlier(first, firstTouched(items, item, windowMs));
  return firstIndex(items, (item) => first !== undefined && compareItems(item, first) >= 0);
}

function earlier<T>(a: Item<T> | undefined, b: Item<T>): Item<T> {
  return a && compareItems(a, b) <= 0 ? a : b;
}

/** The first head that has nobody of this item's lane, or somebody later; else the item itself. */
function firstTouched<T>(items: readonly Item<T>[], item: Item<T>, windowMs: number): Item<T> {
  const reached = firstIndex(items, (other) => other.at >= item.at - windowMs);
  for (let index = reached; index < items.length; index += 1) {
    const head = items[index];
    if (!head || compareItems(head, item) >= 0) return item;
    if (head.head !== head || head.lane === item.lane) continue;
    const rival = head.members?.find((member) => member.lane === item.lane);
    if (!rival || compareItems(rival, item) > 0) return head;
  }
  return item;
}

function regroup<T>(pool: Pool<T>, open: readonly Item<T>[]): Group<T>[] {
  const groups = groupAlike(open, pool.lanes, (lane, hash) => bucketOf(pool, lane, hash).items);
  groupRest(pool.windowMs, open, groups);
  return groups;
}

function announce<T>(
  pool: Pool<T>,
  open: readonly Item<T>[],
  groups: readonly Group<T>[],
  listeners: Listeners<T>,
): void {
  for (const item of open) {
    if (item.head === item || !item.members) continue;
    item.members = undefined;
    listeners.onDissolve(item);
  }
  const told = new Set<Item<T>>();
  const tell = (head: Item<T>, members: readonly Item<T>[]) => {
    told.add(head);
    const byOrder =
      members.length > 1 && members.some((member) => alikeInBucket(bucketOf(pool, member.lane, member.hash), member));
    if (head.byOrder === byOrder && isSameList(head.members, members)) return;
    head.members = members;
    head.byOrder = byOrder;
    listeners.onGroup(head);
  };
  for (const { head, members } of groups) tell(head, members.sort(compareItems));
  // A new item may also make its neighbours ones that only their order tells apart.
  for (const item of pool.changed) {
    const bucket = bucketOf(pool, item.lane, item.hash);
    const index = bucket.indexOf(item);
    for (const head of [item.head, bucket.items[index - 1]?.head, bucket.items[index + 1]?.head]) {
      if (head?.members && !told.has(head)) tell(head, head.members);
    }
  }
}
