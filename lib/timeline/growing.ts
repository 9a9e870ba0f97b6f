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

/** The last items change now and then, as when a request is answered; only what is before them is kept. */
const UNSETTLED = 512;

export function onGrowing<Item, State>({ start, copy, add }: Running<Item, State>): (items: readonly Item[]) => State {
  const nothing = (): { items: readonly Item[]; state: State } => ({ items: [], state: start() });
  let settled = nothing();
  return (items) => {
    // Another list, as after Clear: nothing of the old one is held any longer.
    if (!beginsWith(items, settled.items)) settled = nothing();
    const state = copy(settled.state);
    let index = settled.items.length;
    const end = items.length - UNSETTLED;
    if (end > index + UNSETTLED) {
      for (; index < end; index += 1) add(state, items[index] as Item);
      settled = { items: items.slice(0, end), state: copy(state) };
    }
    for (; index < items.length; index += 1) add(state, items[index] as Item);
    return state;
  };
}

function beginsWith<Item>(items: readonly Item[], beginning: readonly Item[]): boolean {
  if (items.length < beginning.length) return false;
  for (let index = beginning.length - 1; index >= 0; index -= 1) if (items[index] !== beginning[index]) return false;
  return true;
}
