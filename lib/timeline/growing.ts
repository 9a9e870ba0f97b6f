/**
 * What is found by going through a list that mostly grows at its end, as a timeline does: after each event everything is
 * asked again, and nearly all of it was answered before. The answer is the same as by going through the whole list.
 */
export type Running<Item, State> = {
  start(): State;
  /** Of its own: what is added to the copy must not show in the original. */
  copy(state: State): State;
  add(state: State, item: Item): void;
};

/** The last items change now and then, as when a request is answered; what is before them is kept. */
const UNSETTLED = 64;

/** For a change further back another state is kept, at least so many items before the last one. */
const FAR = 1024;

/** The state after the first `length` items. Lists are not changed once they were given. */
type Mark<Item, State> = { items: readonly Item[]; length: number; state: State };

export function onGrowing<Item, State>({ start, copy, add }: Running<Item, State>): (items: readonly Item[]) => State {
  const nothing = (): Mark<Item, State> => ({ items: [], length: 0, state: start() });
  let near = nothing();
  let far = near;
  return (items) => {
    // Another list, as after Clear: nothing of the old one is held any longer.
    if (!beginsWith(items, near)) near = beginsWith(items, far) ? far : nothing();
    if (far.length > near.length) far = near;
    const state = copy(near.state);
    let index = near.length;
    const end = items.length - UNSETTLED;
    if (end > index + UNSETTLED) {
      for (; index < end; index += 1) add(state, items[index] as Item);
      if (near.length - far.length >= FAR) far = near;
      near = { items, length: end, state: copy(state) };
    }
    for (; index < items.length; index += 1) add(state, items[index] as Item);
    return state;
  };
}

function beginsWith<Item>(items: readonly Item[], { items: before, length }: Mark<Item, unknown>): boolean {
  if (items.length < length) return false;
  if (items === before) return true;
  for (let index = length - 1; index >= 0; index -= 1) if (items[index] !== before[index]) return false;
  return true;
}
