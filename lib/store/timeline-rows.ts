import { rowsOf, type TimelineRow } from './groups';
import { memoise } from './memoise';
import type { PanelState } from './panel-store';
import { filteredEntriesOf } from './selectors';

const rows = memoise(rowsOf);

/** Timeline's rows as drawn: filtered, and without those of folded pages. */
export function timelineRowsOf(state: PanelState): readonly TimelineRow[] {
  return rows(filteredEntriesOf(state), state.folded);
}
