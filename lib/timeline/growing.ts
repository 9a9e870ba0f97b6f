/**
 * What is found by going through a list that mostly grows at its end, as a timeline does: after each event everything is
 * asked again, and nearly all of it was answered before. The answer is the same as by going through the whole list, and
 * stays as it is once it was given; for the very same list it is the very same one.
 */
export type Running<Item, State> = {
  start(): State;
  /** Of its own: what is added to the copy must not show in the original. */
  copy(state: State): State;
  add(state: State, item: Item): void;
};

/**
 * The last items change now and then, as when a request is answered; what is before them is kept. After a change further
 * back all is gone through again: some 6 ms for 10,000 entries, and keeping another state a thousand items back saved
 * nothing of it that could be measured, be it one change in fifty that comes so late or one in ten.
 */
const UNSETTLED = 64;

/** The state after the first `length` items. */
type Mark<State> = { length: number; state: State };

export function onGrowing<Item, State>({ start, copy, add }: Running<Item, State>): (items: readonly Item[]) => State {
  let seen: readonly Item[] = [];
  let settled: Mark<State> = { length: 0, state: start() };
  let latest = settled;

  function goOn(from: Mark<State>, items: readonly Item[], length: number): Mark<State> {
    const state = copy(from.state);
    for (let index = from.length; index < length; index += 1) add(state, items[index] as Item);
    return { length, state };
  }

  return (items) => {
    if (items === seen) return latest.state;
    const same = sameItems(seen, items);
    // Another list, as after Clear: nothing of the old one is held any longer.
    if (settled.length > same) settled = { length: 0, state: start() };
    if (latest.length > same) latest = settled;
    if (items.length - UNSETTLED > settled.length + UNSETTLED) settled = goOn(settled, items, items.length - UNSETTLED);
    if (latest.length < settled.length) latest = settled;
    latest = goOn(latest, items, items.length);
    seen = items;
    return latest.state;
  };
}

/** Those of a growing list that pass. */
export function keptOf<Item, Kept extends Item>(
  passes: (item: Item) => item is Kept,
): (items: readonly Item[]) => readonly Kept[];
export function keptOf<Item>(passes: (item: Item) => boolean): (items: readonly Item[]) => readonly Item[];
export function keptOf<Item>(passes: (item: Item) => boolean): (items: readonly Item[]) => readonly Item[] {
  return onGrowing<Item, Item[]>({
    start: () => [],
    copy: (kept) => kept.slice(),
    add(kept, item) {
      if (passes(item)) kept.push(item);
    },
  });
}

let lastAsked: { before: readonly unknown[]; after: readonly unknown[]; same: number } | undefined;

/** With how many of the same items both lists begin. Lists are not changed once they were given. */
export function sameItems(before: readonly unknown[], after: readonly unknown[]): number {
  // A timeline is asked about a dozen things one after the other.
  if (lastAsked?.before === before && lastAsked.after === after) return lastAsked.same;
  const end = Math.min(before.length, after.length);
  let same = 0;
  while (same < end && before[same] === after[same]) same += 1;
  lastAsked = { before, after, same };
  return same;
}
