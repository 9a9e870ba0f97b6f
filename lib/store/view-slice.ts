import type { StateCreator } from 'zustand/vanilla';
import type { EntryKind } from '@/lib/model/entry';
import { parseFilter } from '@/lib/timeline/filter';
import type { PanelEnvironment, PanelState } from './panel-store';

/** What the user is looking at: tab, filter, selection, layout. Nothing here touches the journal or the verdict. */

export const TABS = ['Overview', 'Timeline', 'Leads', 'Cookies', 'Queue', 'Console', 'Replay', 'Checks'] as const;

export type TabName = (typeof TABS)[number];

export type FilterState = {
  /** As typed. */
  text: string;
  /** The last text that parsed: the list stays as it was while a filter is being mended. */
  applied: string;
  error?: string;
  /** Kinds shown; empty shows all. */
  kinds: readonly EntryKind[];
  problemsOnly: boolean;
};

export type ViewSlice = {
  tab: TabName;
  filter: FilterState;
  preserveLog: boolean;
  paneSizes: Readonly<Record<string, number>>;
  selectedId: string | undefined;
  /** Navigations whose rows are folded away. */
  folded: ReadonlySet<string>;
  /** Index among the findings; the first by default. */
  selectedFinding: string | undefined;
  selectTab(tab: TabName): void;
  setFilterText(text: string): void;
  /** Shows only these kinds, or with `add` those besides the ones shown. */
  chooseKinds(kinds: readonly EntryKind[], add: boolean): void;
  setProblemsOnly(on: boolean): void;
  setPreserveLog(on: boolean): void;
  setPaneSize(name: string, sizePx: number | undefined): void;
  select(entryId: string | undefined): void;
  /** Opens the entry in Timeline, whatever the filter said. */
  reveal(entryId: string): void;
  selectFinding(key: string): void;
  toggleFold(navigationId: string): void;
};

const NO_FILTER: FilterState = { text: '', applied: '', kinds: [], problemsOnly: false };

export function viewSlice({ preferences }: PanelEnvironment): StateCreator<PanelState, [], [], ViewSlice> {
  return (set) => ({
    tab: 'Overview',
    filter: NO_FILTER,
    ...preferences.read(),
    selectedId: undefined,
    folded: new Set(),
    selectedFinding: undefined,

    selectTab: (tab) => set({ tab }),

    setFilterText: (text) =>
      set(({ filter }) => {
        const parsed = parseFilter(text);
        const { error: _, ...rest } = filter;
        return parsed.ok
          ? { filter: { ...rest, text, applied: text } }
          : { filter: { ...rest, text, error: parsed.message } };
      }),

    chooseKinds: (kinds, add) =>
      set(({ filter }) => ({ filter: { ...filter, kinds: add ? toggled(filter.kinds, kinds) : kinds } })),

    setProblemsOnly: (problemsOnly) => set(({ filter }) => ({ filter: { ...filter, problemsOnly } })),

    setPreserveLog(preserveLog) {
      preferences.write({ ...preferences.read(), preserveLog });
      set({ preserveLog });
    },

    setPaneSize: (name, sizePx) =>
      set((state) => {
        const { [name]: _, ...others } = state.paneSizes;
        const paneSizes = sizePx === undefined ? others : { ...others, [name]: sizePx };
        preferences.write({ ...preferences.read(), paneSizes });
        return { paneSizes };
      }),

    select: (selectedId) => set({ selectedId }),

    reveal: (selectedId) => set({ selectedId, tab: 'Timeline', filter: NO_FILTER, folded: new Set() }),

    selectFinding: (selectedFinding) => set({ selectedFinding }),

    toggleFold: (navigationId) =>
      set(({ folded }) => {
        const next = new Set(folded);
        if (!next.delete(navigationId)) next.add(navigationId);
        return { folded: next };
      }),
  });
}

function toggled(shown: readonly EntryKind[], kinds: readonly EntryKind[]): EntryKind[] {
  const isShown = kinds.every((kind) => shown.includes(kind));
  return isShown ? shown.filter((kind) => !kinds.includes(kind)) : [...new Set([...shown, ...kinds])];
}
