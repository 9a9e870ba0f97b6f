import { prepareSearch } from '@/lib/timeline/search-text';
import type { Clock, Undo } from './clock';
import type { PanelStore } from './panel-store';
import { timelineOfView } from './selectors';

/** Readies what is shown for searching, a little at a time while nobody waits, so that the first letter typed is no slower than the next. */

const PAUSE_MS = 100;
const SLICE_MS = 6;

export function searchAhead(store: PanelStore, clock: Clock): Undo {
  let cancel: Undo | undefined;
  let done = 0;
  let imported = store.getState().imported;

  const soon = () => {
    cancel ??= clock.after(PAUSE_MS, slice);
  };
  const slice = () => {
    cancel = undefined;
    const state = store.getState();
    const { entries } = timelineOfView(state);
    // Another recording, or a cleared one.
    if (state.imported !== imported || done > entries.length) done = 0;
    imported = state.imported;
    const until = clock.now() + SLICE_MS;
    done = prepareSearch(entries, done, () => clock.now() < until);
    if (done < entries.length) soon();
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (timelineOfView(state) !== timelineOfView(before)) soon();
  });
  return () => {
    unsubscribe();
    cancel?.();
  };
}
