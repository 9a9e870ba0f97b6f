import type { Json, JsonObject } from '@/lib/model/json';
import type { LedgerTables } from '@/lib/model/replay';
import { isJsonObject, parseJson } from '@/lib/tracker/decode';

/** What a replay did to the mock's ledger: rows made and rows changed, by table, for people to read. */
export type LedgerTable = keyof LedgerTables;

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

export function ledgerChanges(before: LedgerTables, after: LedgerTables): LedgerChange[] {
  return LEDGER_TABLES.flatMap((table) => tableChanges(table, before[table], after[table]));
}

/** Of what a server tells of itself; undefined when that is no ledger. */
export function readLedgerTables(text: string): LedgerTables | undefined {
  const read = parseJson(text);
  return read.ok && isLedger(read.value) ? read.value : undefined;
}

const isLedger = (value: Json): value is LedgerTables =>
  isJsonObject(value) &&
  LEDGER_TABLES.every((table) => {
    const rows = value[table];
    return Array.isArray(rows) && rows.every(isJsonObject);
  });

function tableChanges(table: LedgerTable, before: readonly JsonObject[], after: readonly JsonObject[]): LedgerChange[] {
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

const keyOf = (row: JsonObject): string => String(row.code ?? row.id);

function changedFields(before: JsonObject, after: JsonObject): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
