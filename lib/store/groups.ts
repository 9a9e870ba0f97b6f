import type { Entry, NavigationEntry } from '@/lib/model/entry';

/** How Timeline's rows hang together: a page heads the entries that come after it. */

/** A new document in the top frame, as against a frame's, a history entry's or an unload. */
export function isPageLoad(entry: Entry): entry is NavigationEntry {
  return isPage(entry) && !IN_DOCUMENT.includes(entry.navigationCause);
}

const IN_DOCUMENT: readonly NavigationEntry['navigationCause'][] = ['push', 'replace', 'pop', 'hash'];

/** What the top frame shows from here on: a new document, or a router's new address. */
export function isPage(entry: Entry): entry is NavigationEntry {
  return entry.kind === 'navigation' && entry.frameId === 0 && entry.navigationCause !== 'unload';
}

export type TimelineRow = {
  entry: Entry;
  /** Position among the rows that pass the filter, from 1, folded ones included. */
  index: number;
  /** For a page: how many rows hang on it, and whether they are folded away. */
  group?: { count: number; folded: boolean };
  /** Epoch ms of the page this row hangs on, when that is among the rows. */
  startedAt?: number;
  /** ms since the row before. */
  sincePreviousMs?: number;
};

/** Rows on show: those of folded pages are left out, their places in the count kept. */
export function rowsOf(entries: readonly Entry[], folded: ReadonlySet<string>): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let head: (TimelineRow & { group: { count: number; folded: boolean } }) | undefined;
  let previous: Entry | undefined;
  entries.forEach((entry, position) => {
    const row: TimelineRow = { entry, index: position + 1 };
    if (previous) row.sincePreviousMs = entry.at - previous.at;
    previous = entry;
    if (isPage(entry)) {
      head = { ...row, startedAt: entry.at, group: { count: 0, folded: folded.has(entry.id) } };
      rows.push(head);
      return;
    }
    if (head) {
      head.group.count += 1;
      if (head.group.folded) return;
      row.startedAt = head.entry.at;
    }
    rows.push(row);
  });
  return rows;
}
