import type { StateCreator } from 'zustand/vanilla';
import type { Undo } from './clock';
import type { PanelEnvironment, PanelState } from './panel-store';
import { UNDO_MS } from './recording-slice';

/** The last thing that was done at once, with its way back for a few seconds. */
export type UndoSlice = {
  undoOffer: { text: string; run: Undo } | undefined;
  /** `text` says what was done: "The cookie was deleted". A newer offer takes the place of an older one. */
  offerUndo(text: string, run: Undo): void;
  takeUndo(): void;
};

export function undoSlice({ clock }: PanelEnvironment): StateCreator<PanelState, [], [], UndoSlice> {
  return (set, get) => {
    let cancelForgetting: Undo = () => {};
    return {
      undoOffer: undefined,
      offerUndo(text, run) {
        cancelForgetting();
        set({ undoOffer: { text, run } });
        cancelForgetting = clock.after(UNDO_MS, () => set({ undoOffer: undefined }));
      },
      takeUndo() {
        const { undoOffer } = get();
        cancelForgetting();
        set({ undoOffer: undefined });
        undoOffer?.run();
      },
    };
  };
}
