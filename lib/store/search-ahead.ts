import { prepareSearch } from '@/lib/timeline/search-text';
import type { Clock, Undo } from './clock';
import type { PanelStore } from './panel-store';
import { timelineOfView } from './selectors';

/** Readies what is shown for searching, a little at a time while nobody waits, so that the first letter typed is no slower than the next. */

/** After something new came; and between two slices. */
const QUIET_MS = 100;
const REST_MS = 10;
const SLICE_MS = 10;

export function searchAhead(store: PanelStore, clock: Clock): Undo {
  let cancel: Undo | undefined;
  let done = 0;
  let imported = store.getState().imported;

  const soon = (delayMs: number) => {
    cancel ??= clock.after(delayMs, slice);
  };
  const slice = () => {
    cancel = undefined;
    const state = store.getState();
    // Whoever waits for a file waits for it to be there.
    if (state.opening) {
      soon(QUIET_MS);
      return;
    }
    const { entries } = timelineOfView(state);
    // Another recording, or a cleared one.
    if (state.imported !== imported || done > entries.length) done = 0;
    imported = state.imported;
    const until = clock.now() + SLICE_MS;
    done = prepareSearch(entries, done, () => clock.now() < until);
    if (done < entries.length) soon(REST_MS);
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (timelineOfView(state) !== timelineOfView(before)) soon(QUIET_MS);
  });
  return () => {
    unsubscribe();
    cancel?.();
  };
}
