import { append } from './append';

/** An array kept in order while single elements come and go; records mostly come in order, so most go to its end. */
export class SortedList<T> {
  items: T[] = [];
  readonly compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.compare = compare;
  }

  /** Returns the place the item got, after those it equals. */
  add(item: T): number {
    const { items, compare } = this;
    const last = items[items.length - 1];
    if (last === undefined || compare(last, item) <= 0) {
      const index = items.length;
      this.items = append(items, item);
      return index;
    }
    const index = firstIndex(items, (other) => compare(other, item) > 0);
    items.splice(index, 0, item);
    return index;
  }

  /** False when the item is not there; it must compare as it did when it was added. */
  remove(item: T): boolean {
    const index = this.indexOf(item);
    if (index < 0) return false;
    this.items.splice(index, 1);
    return true;
  }

  indexOf(item: T): number {
    const { items, compare } = this;
    if (items[items.length - 1] === item) return items.length - 1;
    for (let index = firstIndex(items, (other) => compare(other, item) >= 0); index < items.length; index += 1) {
      const other = items[index];
      if (other === item) return index;
      if (other !== undefined && compare(other, item) > 0) break;
    }
    return -1;
  }
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
