import { append } from './append';
import { firstIndex, type SortedList } from './sorted-list';

/** How items of different lanes become groups; `pairing` decides which items to look at. */

export type Item<T> = {
  readonly value: T;
  readonly lane: string;
  readonly at: number;
  readonly seq: number;
  /** Absent when there was nothing to compare by: it fits any. */
  readonly hash: string | undefined;
  /** As much as is known of what the hash is made of: two who know one of them have to agree. */
  readonly method?: string | undefined;
  readonly body?: string | undefined;
  readonly frameId: number | undefined;
  /** As the browser names it: one that was rendered ahead moves to another frame when it is shown. */
  readonly documentId?: string | undefined;
  /** How far its partners may be in time. */
  readonly reachMs: number;
  /** The item its group began with. */
  head: Item<T> | undefined;
  /** On heads: the group. */
  members: readonly Item<T>[] | undefined;
  /** On heads: others like these were near, so that only their order joined them. */
  byOrder: boolean;
};

export type Group<T> = { head: Item<T>; members: Item<T>[] };

/** Items of one lane and hash that are nearer than this are told apart by order only. */
const ALIKE_MS = 1000;

export function compareItems(a: { at: number; seq: number }, b: { at: number; seq: number }): number {
  return a.at - b.at || a.seq - b.seq;
}

/** First those that can be compared, so that none of them is taken by one that fits any. */
export function groupAlike<T>(
  open: readonly Item<T>[],
  lanes: readonly string[],
  bucketOf: (lane: string, hash: string) => readonly Item<T>[],
): Group<T>[] {
  const groups: Group<T>[] = [];
  for (const item of open) {
    if (item.head || item.hash === undefined) continue;
    const group = { head: item, members: [item] };
    item.head = item;
    for (const lane of lanes) {
      const partner = lane === item.lane ? undefined : firstFree(bucketOf(lane, item.hash), group);
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
    if (!item || !isInReach(head, item)) return undefined;
    if (!item.head && fits(group, item)) return item;
  }
  return undefined;
}

/** Then each of the others joins the first group near it that lacks its lane, or begins one. */
export function groupRest<T>(windowMs: number, open: readonly Item<T>[], groups: Group<T>[]): void {
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
    if (isInReach(group.head, item) && fits(group, item)) return group;
  }
  return undefined;
}

function isInReach<T>(head: Item<T>, item: Item<T>): boolean {
  return Math.abs(item.at - head.at) <= Math.max(head.reachMs, item.reachMs);
}

function fits<T>({ members }: Group<T>, item: Item<T>): boolean {
  return members.every(
    (member) =>
      member.lane !== item.lane &&
      agree(member.method, item.method) &&
      agree(member.body, item.body) &&
      (isOfOne(member, item) ||
        member.frameId === undefined ||
        item.frameId === undefined ||
        member.frameId === item.frameId),
  );
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

function join<T>(group: Group<T>, item: Item<T>): void {
  item.head = group.head;
  group.members = append(group.members, item);
}

/** Whether another of its lane and hash is close by. */
export function alikeInBucket<T>(bucket: SortedList<Item<T>>, item: Item<T>): boolean {
  const index = bucket.indexOf(item);
  const before = bucket.items[index - 1];
  const after = bucket.items[index + 1];
  return (
    (before !== undefined && item.at - before.at <= ALIKE_MS) || (after !== undefined && after.at - item.at <= ALIKE_MS)
  );
}

export function isSameList<T>(a: readonly T[] | undefined, b: readonly T[]): boolean {
  return a?.length === b.length && a.every((item, index) => item === b[index]);
}

function isOfOne<T>(one: Item<T>, other: Item<T>): boolean {
  return one.documentId !== undefined && one.documentId === other.documentId;
}
