import * as v from 'valibot';
import { attempt } from './attempt';

/** What the panel remembers between openings: choices of layout and view. */

export type PanelPreferences = {
  preserveLog: boolean;
  /** Sizes of resizable panes in px, by the pane's and the docking side's name. */
  paneSizes: Record<string, number>;
};

export type PreferenceStore = {
  read(): PanelPreferences;
  write(preferences: PanelPreferences): void;
};

export const DEFAULT_PREFERENCES: PanelPreferences = { preserveLog: true, paneSizes: {} };

const KEY = 'panel-preferences';

const Preferences = v.object({
  preserveLog: v.optional(v.boolean(), true),
  paneSizes: v.optional(v.record(v.string(), v.pipe(v.number(), v.finite())), {}),
});

/** Preferences in `localStorage` or the like; one that refuses or holds rubbish only costs the remembered choices. */
export function preferencesIn(storage: () => Pick<Storage, 'getItem' | 'setItem'>): PreferenceStore {
  let current = readFrom(storage);
  return {
    read: () => current,
    write(preferences) {
      current = preferences;
      attempt(() => storage().setItem(KEY, JSON.stringify(preferences)));
    },
  };
}

function readFrom(storage: () => Pick<Storage, 'getItem'>): PanelPreferences {
  const text = attempt(() => storage().getItem(KEY));
  const parsed = v.safeParse(
    Preferences,
    attempt(() => JSON.parse(text ?? '{}')),
  );
  return parsed.success ? parsed.output : DEFAULT_PREFERENCES;
}
