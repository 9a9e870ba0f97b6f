import type { Entry } from '@/lib/model/entry';
import type { JournalRecord } from '@/lib/model/observation';
import type { FoldState } from './fold-state';

/**
 * Where a timeline stands in the history of its journal. All timelines of one journal share `shared`, which is at its
 * latest; a timeline that is older than that is folded anew from its own records when somebody goes on from it.
 */
export type Lineage = {
  readonly shared: SharedFold;
  /** How many of the shared records this timeline holds. */
  readonly length: number;
};

export type SharedFold = { readonly state: FoldState; readonly records: JournalRecord[] };

/** The entries by id, read from the shared index while that is up to date, from an own one afterwards. */
export function indexOf(lineage: Lineage, entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  let own: ReadonlyMap<string, Entry> | undefined;
  const current = (): ReadonlyMap<string, Entry> => {
    if (own) return own;
    if (lineage.shared.records.length === lineage.length) return lineage.shared.state.byId;
    own = new Map(entries.map((entry) => [entry.id, entry]));
    return own;
  };
  return {
    get size() {
      return entries.length;
    },
    get: (id) => current().get(id),
    has: (id) => current().has(id),
    forEach(visit, self) {
      for (const entry of entries) visit.call(self, entry, entry.id, this);
    },
    keys: () => current().keys(),
    values: () => current().values(),
    entries: () => current().entries(),
    [Symbol.iterator]: () => current()[Symbol.iterator](),
  };
}
