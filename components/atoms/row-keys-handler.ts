import type { KeyboardEvent } from 'react';
import { rowAfterKey } from './row-keys';

const PAGE_ROWS = 10;

/** Keys of a short grid: moves the chosen row as Timeline's do. */
export function rowKeysHandler<T>(rows: readonly T[], selected: T | undefined, select: (row: T) => void) {
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = selected === undefined ? -1 : rows.indexOf(selected);
    const next = rows[rowAfterKey(event.key, index, rows.length, PAGE_ROWS) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    select(next);
  };
}
