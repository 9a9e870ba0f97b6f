import type { ConsoleEntry } from '@/lib/model/entry';
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

export function saidLines(lines: readonly ConsoleEntry[]): SaidLines {
  const said = new Map<string, ConsoleEntry[]>();
  for (const line of lines) {
    const meaning = readingOf(line)?.meaning;
    if (meaning === undefined) continue;
    const list = said.get(meaning);
    if (list) list.push(line);
    else said.set(meaning, [line]);
  }
  return said;
}
