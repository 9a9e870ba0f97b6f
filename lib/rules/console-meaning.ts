import type { ConsoleEntry } from '@/lib/model/entry';
import { onGrowing } from '@/lib/timeline/growing';
import { readConsoleLine } from '@/lib/tracker/console-grammar';

/** What a line of the tracker's console means, read once for each line. */

const readings = new WeakMap<ConsoleEntry, ConsoleEntry['reading'] | null>();

export function readingOf(line: ConsoleEntry): ConsoleEntry['reading'] {
  if (line.reading) return line.reading;
  let reading = readings.get(line);
  if (reading === undefined) {
    reading = readConsoleLine(line.text, line.args).reading ?? null;
    readings.set(line, reading);
  }
  return reading ?? undefined;
}

/** Lines by what they mean; those that the grammar does not know are left out. */
export type SaidLines = ReadonlyMap<string, ConsoleEntry[]>;

export const saidLines: (lines: readonly ConsoleEntry[]) => SaidLines = onGrowing<
  ConsoleEntry,
  Map<string, ConsoleEntry[]>
>({
  start: () => new Map(),
  copy: (said) => new Map([...said].map(([meaning, lines]) => [meaning, lines.slice()])),
  add(said, line) {
    const meaning = readingOf(line)?.meaning;
    if (meaning === undefined) return;
    const list = said.get(meaning);
    if (list) list.push(line);
    else said.set(meaning, [line]);
  },
});
