import type { Entry, NavigationEntry } from '@/lib/model/entry';
import { firstIndex } from '@/lib/timeline/sorted-list';
import { compareEntries } from '@/lib/timeline/timeline';

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

/** A page among the entries that pass the filter. */
export type PageRows = {
  head: Entry;
  /** Of the head among the entries, from 0; its own follow it. */
  position: number;
  /** Of the head among the rows on show, from 0. */
  index: number;
  count: number;
  folded: boolean;
};

/** Rows on show, each made when it is looked at: there may be a hundred thousand, and fifty fit on a screen. */
export type TimelineRows = {
  readonly length: number;
  /** What passes the filter, folded rows included. */
  readonly entries: readonly Entry[];
  readonly pages: readonly PageRows[];
  at(index: number): TimelineRow | undefined;
  /** -1 when the entry is not on show. */
  indexOf(entry: Entry): number;
};

const ROWS_KEPT = 500;

/**
 * Rows of entries in their order. Those of folded pages are left out, their places in the count kept. `heads` are the
 * pages to look for, in order, whether or not they are among the entries.
 */
export function rowsOf(
  entries: readonly Entry[],
  folded: ReadonlySet<string>,
  heads: readonly Entry[] = entries.filter(isPage),
): TimelineRows {
  const pages = pagesOf(entries, folded, heads);
  const length = entries.length - pages.reduce((sum, page) => sum + (page.folded ? page.count : 0), 0);
  const made = new Map<number, TimelineRow>();
  const make = (index: number): TimelineRow | undefined => {
    const page = pages[firstIndex(pages, (other) => other.index > index) - 1];
    const position = page ? page.position + index - page.index : index;
    const entry = entries[position];
    return entry && rowAt(entry, position, entries[position - 1], page);
  };
  return {
    length,
    entries,
    pages,
    at(index) {
      if (index < 0 || index >= length) return undefined;
      const known = made.get(index);
      if (known) return known;
      const row = make(index);
      // As many as a view may hold; who scrolls through a long list leaves the others behind.
      if (made.size >= ROWS_KEPT) made.clear();
      if (row) made.set(index, row);
      return row;
    },
    indexOf(entry) {
      const position = positionOf(entries, entry);
      const page = pages[firstIndex(pages, (other) => other.position > position) - 1];
      if (!page || position < 0) return position;
      if (page.folded && position > page.position) return -1;
      return page.index + position - page.position;
    },
  };
}

function pagesOf(entries: readonly Entry[], folded: ReadonlySet<string>, heads: readonly Entry[]): PageRows[] {
  const shown = heads.flatMap((head) => {
    const position = positionOf(entries, head);
    return position < 0 ? [] : { head, position };
  });
  let hidden = 0;
  return shown.map(({ head, position }, place) => {
    const count = (shown[place + 1]?.position ?? entries.length) - position - 1;
    const page = { head, position, index: position - hidden, count, folded: folded.has(head.id) };
    if (page.folded) hidden += count;
    return page;
  });
}

function positionOf(entries: readonly Entry[], entry: Entry): number {
  const position = firstIndex(entries, (other) => compareEntries(other, entry) >= 0);
  return entries[position]?.id === entry.id ? position : -1;
}

function rowAt(entry: Entry, position: number, previous: Entry | undefined, page: PageRows | undefined): TimelineRow {
  const row: TimelineRow = { entry, index: position + 1 };
  if (previous) row.sincePreviousMs = entry.at - previous.at;
  if (page) row.startedAt = page.head.at;
  if (page?.position === position) row.group = { count: page.count, folded: page.folded };
  return row;
}
