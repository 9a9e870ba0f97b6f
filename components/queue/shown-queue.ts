import type { Entry } from '@/lib/model/entry';
import { memoise } from '@/lib/store/memoise';
import type { PanelState } from '@/lib/store/panel-store';
import { type QueueItem, type QueueView, queueViewOf } from '@/lib/store/queue-view';
import { loggedEntriesOf, matchingEntriesOf } from '@/lib/store/selectors';

const view = memoise(queueViewOf);

export function queueOfView(state: PanelState): QueueView {
  return view(loggedEntriesOf(state));
}

const shown = memoise((items: readonly QueueItem[], entries: readonly Entry[]): readonly QueueItem[] => {
  const ids = new Set(entries.map((entry) => entry.id));
  return items.filter(({ entry }) => ids.has(entry.id));
});

/** Items that pass the filter. */
export function shownItemsOf(state: PanelState): readonly QueueItem[] {
  return shown(queueOfView(state).items, matchingEntriesOf(state));
}
