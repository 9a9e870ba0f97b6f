import { describe, expect, it } from 'vitest';
import { type CustomerRow, LEDGER_FORMAT, LEDGER_VERSION, type LedgerSnapshot } from '@/lib/model/ledger';
import { ledgerChanges, readLedgerTables } from '@/lib/replay/ledger-changes';

const aCustomer = (overrides: Partial<CustomerRow> = {}): CustomerRow => ({
  code: 'cust_29_1',
  program_id: 29,
  status: 'click',
  customer_key: null,
  partner: 'maya',
  partner_code: 'PARTNER123',
  clicked_at: 1,
  created_at: 1,
  email_sha256: null,
  email_mask: null,
  ...overrides,
});

const aLedger = (customers: CustomerRow[]): LedgerSnapshot => ({
  format: LEDGER_FORMAT,
  version: LEDGER_VERSION,
  next_id: 1,
  programs: [],
  partners: [],
  links: [],
  customers,
  clicks: [],
  leads: [],
  sales: [],
  commissions: [],
  test_events: [],
  chains: [],
});

describe('what a server says of its ledger', () => {
  it('is taken where it is one', () => {
    const ledger = aLedger([aCustomer()]);
    expect(readLedgerTables(JSON.stringify(ledger))).toMatchObject({ customers: [{ code: 'cust_29_1' }] });
  });

  it.each(['', '<html>', 'null', '[]', '{}', JSON.stringify({ ...aLedger([]), leads: [1] })])(
    'is nothing where it is none: %s',
    (text) => expect(readLedgerTables(text)).toBeUndefined(),
  );
});

describe('what changed in the ledger', () => {
  it('names rows that were made, changed and removed', () => {
    const before = aLedger([aCustomer(), aCustomer({ code: 'gone' })]);
    const after = aLedger([aCustomer({ status: 'lead', customer_key: 'u_1' }), aCustomer({ code: 'new' })]);
    expect(ledgerChanges(before, after)).toEqual([
      { table: 'customers', kind: 'changed', key: 'cust_29_1', fields: ['status', 'customer_key'] },
      { table: 'customers', kind: 'added', key: 'new', fields: [] },
      { table: 'customers', kind: 'removed', key: 'gone', fields: [] },
    ]);
  });

  it('is nothing for the same ledger twice', () => {
    expect(ledgerChanges(aLedger([aCustomer()]), aLedger([aCustomer()]))).toEqual([]);
  });
});
