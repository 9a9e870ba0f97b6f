import type { StateCreator } from 'zustand/vanilla';
import { type JudgedAsChoices, withChoice } from '@/lib/rules/judged-as';
import type { PanelEnvironment, PanelState } from './panel-store';

/** The user's choices of "Judged as". They are kept outside of the panel, for popup and badge go by them as well. */
export type JudgingSlice = {
  judgedAs: JudgedAsChoices;
  setProduction(host: string, production: boolean | undefined): void;
  /** What is kept, once it is read and whenever somebody changes it. */
  hearJudgedAs(judgedAs: JudgedAsChoices): void;
};

export function judgingSlice({ keepJudgedAs }: PanelEnvironment): StateCreator<PanelState, [], [], JudgingSlice> {
  return (set) => ({
    judgedAs: {},

    setProduction(host, production) {
      set(({ judgedAs }) => ({ judgedAs: withChoice(judgedAs, host, production) }));
      keepJudgedAs(host, production);
    },

    hearJudgedAs: (judgedAs) => set({ judgedAs }),
  });
}
