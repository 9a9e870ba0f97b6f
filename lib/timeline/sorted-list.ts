/** An array kept in order while single elements come and go; records mostly come in order, so most go to its end. */
export type SortedList<T> = {
  readonly items: readonly T[];
  add(item: T): number;
  /** False when the item is not there; it must compare as it did when it was added. */
  remove(item: T): boolean;
  indexOf(item: T): number;
};

export function createSortedList<T>(compare: (a: T, b: T) => number): SortedList<T> {
  const items: T[] = [];
  /** The first index whose element is not before `item`. */
  const lowerBound = (item: T) => firstIndex(items, (other) => compare(other, item) >= 0);
  const indexOf = (item: T): number => {
    for (let index = lowerBound(item); index < items.length; index += 1) {
      const other = items[index];
      if (other === item) return index;
      if (other !== undefined && compare(other, item) > 0) break;
    }
    return -1;
  };
  return {
    items,
    indexOf,
    add(item) {
      const last = items.at(-1);
      const index = last === undefined || compare(last, item) <= 0 ? items.length : lowerBound(item);
      if (index === items.length) items.push(item);
      else items.splice(index, 0, item);
      return index;
    },
    remove(item) {
      const index = indexOf(item);
      if (index < 0) return false;
      items.splice(index, 1);
      return true;
    },
  };
}

/** The first index for which `holds` is true, where it is false before and true from there on; else the length. */
export function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
