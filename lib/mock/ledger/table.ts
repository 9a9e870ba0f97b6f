/** A bounded, keyed list: what the ledger keeps its rows in. When full, the oldest row makes room. */
export type Table<Key, Row> = {
  get(key: Key): Row | undefined;
  /** Adds, or replaces the row of the same key where it stands. */
  put(row: Row): void;
  rows(): Row[];
  readonly size: number;
  clear(): void;
};

export function createTable<Key, Row>(
  keyOf: (row: Row) => Key,
  limit = Number.POSITIVE_INFINITY,
  onDrop: (row: Row) => void = () => {},
): Table<Key, Row> {
  const byKey = new Map<Key, Row>();
  return {
    get: (key) => byKey.get(key),
    put(row) {
      byKey.set(keyOf(row), row);
      if (byKey.size <= limit) return;
      const oldest = byKey.entries().next();
      if (oldest.done) return;
      byKey.delete(oldest.value[0]);
      onDrop(oldest.value[1]);
    },
    rows: () => [...byKey.values()],
    get size() {
      return byKey.size;
    },
    clear: () => byKey.clear(),
  };
}
