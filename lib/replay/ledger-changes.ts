import type { Json } from '@/lib/model/json';
import type { LedgerSnapshot } from '@/lib/model/ledger';

/** What a replay did to the mock's ledger: rows made and rows changed, by table, for people to read. */
export type LedgerTable = 'customers' | 'clicks' | 'leads' | 'sales' | 'commissions' | 'test_events';

export const LEDGER_TABLES: readonly LedgerTable[] = [
  'customers',
  'clicks',
  'leads',
  'sales',
  'commissions',
  'test_events',
];

export type LedgerChange = {
  table: LedgerTable;
  kind: 'added' | 'changed' | 'removed';
  /** The row's key: a customer's code, otherwise its id. */
  key: string;
  /** Names of the fields that differ; empty for added and removed rows. */
  fields: string[];
};

export function ledgerChanges(before: LedgerSnapshot, after: LedgerSnapshot): LedgerChange[] {
  return LEDGER_TABLES.flatMap((table) => tableChanges(table, before[table], after[table]));
}

type Row = Readonly<Record<string, Json>>;

function tableChanges(table: LedgerTable, before: readonly Row[], after: readonly Row[]): LedgerChange[] {
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const changes: LedgerChange[] = [];
  for (const row of after) {
    const key = keyOf(row);
    const was = old.get(key);
    old.delete(key);
    if (!was) changes.push({ table, kind: 'added', key, fields: [] });
    else {
      const fields = changedFields(was, row);
      if (fields.length > 0) changes.push({ table, kind: 'changed', key, fields });
    }
  }
  for (const key of old.keys()) changes.push({ table, kind: 'removed', key, fields: [] });
  return changes;
}

const keyOf = (row: Row): string => String(row.code ?? row.id);

function changedFields(before: Row, after: Row): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
