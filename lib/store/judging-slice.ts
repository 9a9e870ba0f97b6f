import type { StateCreator } from 'zustand/vanilla';
import type { PanelEnvironment, PanelState } from './panel-store';

/** What the user knows of a host and its name does not say: whether customers use it. Verdict and findings go by that. */
export type JudgingSlice = {
  /** By host; one that is not named is judged by its address. */
  production: Readonly<Record<string, boolean>>;
  setProduction(host: string, isProduction: boolean | undefined): void;
};

export function judgingSlice({ preferences }: PanelEnvironment): StateCreator<PanelState, [], [], JudgingSlice> {
  return (set) => ({
    production: preferences.read().production,

    setProduction: (host, isProduction) =>
      set((state) => {
        const { [host]: _, ...others } = state.production;
        const production = isProduction === undefined ? others : { ...others, [host]: isProduction };
        preferences.write({ ...preferences.read(), production });
        return { production };
      }),
  });
}
