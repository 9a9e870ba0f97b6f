/** Up to here an array is copied to grow by one: `push` makes room for sixteen more, and most stay at two or three. */
const SHORT = 4;

/** The array with the item at its end, which is another array while it is short. */
export function append<T>(items: T[], item: T): T[] {
  // Spread into a new array, it would have that room as well.
  if (items.length < SHORT) return items.concat([item]);
  items.push(item);
  return items;
}
