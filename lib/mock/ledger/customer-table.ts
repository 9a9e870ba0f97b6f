import type { CustomerRow } from '@/lib/model/ledger';
import { createTable, type Table } from './table';

/** Customers, also found by the key their merchant gave them; of several with one key, the last to click counts. */
export type CustomerTable = Table<string, CustomerRow> & {
  byKey(programId: number, customerKey: string): CustomerRow | undefined;
};

const keyIn = (programId: number, customerKey: string) => `${programId}:${customerKey}`;

export function createCustomerTable(limit: number): CustomerTable {
  const codeByKey = new Map<string, string>();
  const table = createTable((customer: CustomerRow) => customer.code, limit, forget);

  function byKey(programId: number, customerKey: string): CustomerRow | undefined {
    const code = codeByKey.get(keyIn(programId, customerKey));
    return code === undefined ? undefined : table.get(code);
  }

  function point(customer: CustomerRow): void {
    if (customer.customer_key === null) return;
    const pointed = byKey(customer.program_id, customer.customer_key);
    if (pointed && pointed.clicked_at > customer.clicked_at) return;
    codeByKey.set(keyIn(customer.program_id, customer.customer_key), customer.code);
  }

  function forget({ program_id, customer_key, code }: CustomerRow): void {
    if (customer_key === null) return;
    const key = keyIn(program_id, customer_key);
    if (codeByKey.get(key) === code) codeByKey.delete(key);
  }

  return {
    get: table.get,
    rows: table.rows,
    get size() {
      return table.size;
    },
    byKey,
    put(customer) {
      const before = table.get(customer.code);
      table.put(customer);
      if (before && before.customer_key !== customer.customer_key) {
        forget(before);
        // Rare, so a search does: whoever else has the old key is found by it again.
        const { program_id, customer_key } = before;
        for (const row of table.rows()) {
          if (row.program_id === program_id && row.customer_key === customer_key) point(row);
        }
      }
      point(customer);
    },
    clear() {
      table.clear();
      codeByKey.clear();
    },
  };
}
