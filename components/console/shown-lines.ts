import type { ConsoleEntry, Entry } from '@/lib/model/entry';
import { memoise } from '@/lib/store/memoise';
import type { PanelState } from '@/lib/store/panel-store';
import { toneOf } from '@/lib/store/problems';
import { matchingEntriesOf } from '@/lib/store/selectors';

/** Console lines of the log, narrowed and grouped by the page that printed them. */

const lines = memoise((entries: readonly Entry[]): readonly ConsoleEntry[] =>
  entries.filter((entry) => entry.kind === 'console'),
);

export function shownLinesOf(state: PanelState): readonly ConsoleEntry[] {
  return lines(matchingEntriesOf(state));
}

export const CONSOLE_CHIPS = {
  all: () => true,
  errors: (line: ConsoleEntry) => toneOf(line) === 'error',
  unrecognised: (line: ConsoleEntry) => line.reading === undefined,
} as const;

export type ConsoleChip = keyof typeof CONSOLE_CHIPS;

export type ConsolePageLines = { id: string; url: string; lines: ConsoleEntry[] };

/** Neighbouring lines of one document belong together. */
export function consolePagesOf(shown: readonly ConsoleEntry[]): ConsolePageLines[] {
  const pages: ConsolePageLines[] = [];
  for (const line of shown) {
    const last = pages.at(-1);
    if (last && last.url === line.documentUrl && last.lines.at(-1)?.documentId === line.documentId) {
      last.lines.push(line);
    } else {
      pages.push({ id: line.id, url: line.documentUrl, lines: [line] });
    }
  }
  return pages;
}
