import type { Entry } from '@/lib/model/entry';
import { onGrowing } from '@/lib/timeline/growing';
import { isPage, rowsOf, type TimelineRows } from './groups';
import { memoise } from './memoise';
import type { PanelState } from './panel-store';
import { filteredEntriesOf, loggedEntriesOf } from './selectors';

/** Looked for in the whole log, which changes less often than the filter. */
const heads = memoise(
  onGrowing<Entry, Entry[]>({
    start: () => [],
    copy: (pages) => pages.slice(),
    add(pages, entry) {
      if (isPage(entry)) pages.push(entry);
    },
  }),
);

const rows = memoise(rowsOf);

/** Timeline's rows as drawn: filtered, and without those of folded pages. */
export function timelineRowsOf(state: PanelState): TimelineRows {
  return rows(filteredEntriesOf(state), state.folded, heads(loggedEntriesOf(state)));
}
