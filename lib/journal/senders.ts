import type { CounterRange, SenderRow } from './store';

/**
 * Which observations of a sender the journal has. Senders number from 1 and send again what was not acknowledged, so
 * a few ranges of counters say everything, however long the document lives.
 */
export type Sender = {
  /** True the first time a counter comes. */
  take(counter: number): boolean;
  /** False when nothing of it has come yet. */
  isKnown(): boolean;
  row(): SenderRow;
};

export function createSender(name: string, stored?: SenderRow): Sender {
  /** Sorted, with a hole between each two. */
  const ranges: CounterRange[] = stored?.ranges.map(([from, to]) => [from, to]) ?? [];

  function take(counter: number): boolean {
    let index = ranges.length;
    while (index > 0 && (ranges[index - 1]?.[0] ?? 0) > counter) index -= 1;
    const before = ranges[index - 1];
    const after = ranges[index];
    if (before && counter <= before[1]) return false;
    const joinsBefore = before !== undefined && before[1] + 1 === counter;
    const joinsAfter = after !== undefined && after[0] - 1 === counter;
    if (joinsBefore && joinsAfter) {
      before[1] = after[1];
      ranges.splice(index, 1);
    } else if (joinsBefore) before[1] = counter;
    else if (joinsAfter) after[0] = counter;
    else ranges.splice(index, 0, [counter, counter]);
    return true;
  }

  return {
    take,
    isKnown: () => ranges.length > 0,
    row: () => ({ sender: name, ranges: ranges.map(([from, to]) => [from, to]) }),
  };
}

/** Splits `<sender>:<counter>`; an id of another shape is a sender of one observation. */
export function splitId(id: string): { sender: string; counter: number } {
  const colon = id.lastIndexOf(':');
  const counter = Number(id.slice(colon + 1));
  if (colon < 1 || !Number.isSafeInteger(counter) || counter < 1) return { sender: id, counter: 1 };
  return { sender: id.slice(0, colon), counter };
}
