import type { StateCreator } from 'zustand/vanilla';
import type { RequestEntry } from '@/lib/model/entry';
import type { Timeline } from '@/lib/timeline/timeline';
import { memoise } from './memoise';
import type { PanelState } from './panel-store';
import { isReplayable } from './replay-slice';
import { timelineOfView } from './selectors';

/** Requests picked one by one, in Replay or in Timeline, to be sent again together. */
export type ReplaySelectionSlice = {
  /** Entry ids in the order they were picked; of another recording some may mean nothing. */
  replaySelection: readonly string[];
  selectForReplay(entryId: string, on: boolean): void;
  clearReplaySelection(): void;
};

export const replaySelectionSlice: StateCreator<PanelState, [], [], ReplaySelectionSlice> = (set) => ({
  replaySelection: [],
  selectForReplay: (entryId, on) =>
    set(({ replaySelection }) => {
      const others = replaySelection.filter((id) => id !== entryId);
      return { replaySelection: on ? [...others, entryId] : others };
    }),
  clearReplaySelection: () => set({ replaySelection: [] }),
});

const picked = memoise((timeline: Timeline, ids: readonly string[]): readonly RequestEntry[] =>
  ids.flatMap((id) => {
    const entry = timeline.byId.get(id);
    return entry && isReplayable(entry) ? [entry] : [];
  }),
);

/** What is selected and still in the recording, whatever the filter shows. */
export function selectedForReplayOf(state: PanelState): readonly RequestEntry[] {
  return picked(timelineOfView(state), state.replaySelection);
}
