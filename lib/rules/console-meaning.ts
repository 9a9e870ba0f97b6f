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

export function meaningOf(line: ConsoleEntry): string | undefined {
  return readingOf(line)?.meaning;
}
