import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCustomerTable } from '@/lib/mock/ledger/customer-table';
import { keepEmail } from '@/lib/mock/ledger/email';
import { createLedger } from '@/lib/mock/ledger/ledger';
import { seedWorld } from '@/lib/mock/ledger/seed';
import { createTable } from '@/lib/mock/ledger/table';
import type { CustomerRow } from '@/lib/model/ledger';

function aCustomer(more: Partial<CustomerRow> = {}): CustomerRow {
  return {
    code: 'cust_42_1',
    program_id: 42,
    status: 'click',
    customer_key: 'u1',
    partner: 'maya-reviews',
    partner_code: 'PARTNER123',
    clicked_at: 1,
    created_at: 1,
    email_sha256: null,
    email_mask: null,
    ...more,
  };
}

describe('a table', () => {
  it('drops its oldest row when full, and says so', () => {
    const dropped: number[] = [];
    const table = createTable(
      (row: { id: number }) => row.id,
      2,
      ({ id }) => void dropped.push(id),
    );
    for (const id of [1, 2, 3]) table.put({ id });
    expect(table.rows()).toEqual([{ id: 2 }, { id: 3 }]);
    expect(dropped).toEqual([1]);
  });

  it('replaces a row where it stands', () => {
    const table = createTable((row: { id: number; text: string }) => row.id, 2);
    for (const id of [1, 2]) table.put({ id, text: 'old' });
    table.put({ id: 1, text: 'new' });
    expect(table.rows().map(({ text }) => text)).toEqual(['new', 'old']);
  });
});

describe('customers by key', () => {
  it('are found by their key within their program only', () => {
    const table = createCustomerTable(10);
    table.put(aCustomer());
    expect(table.byKey(42, 'u1')?.code).toBe('cust_42_1');
    expect(table.byKey(29, 'u1')).toBeUndefined();
  });

  it('are the one who clicked last, in whatever order they came in', () => {
    for (const order of [
      [1, 2],
      [2, 1],
    ]) {
      const table = createCustomerTable(10);
      for (const at of order) table.put(aCustomer({ code: `cust_42_${at}`, clicked_at: at }));
      expect(table.byKey(42, 'u1')?.code).toBe('cust_42_2');
    }
  });

  it('leave their key to the other who has it when they get a new one', () => {
    const table = createCustomerTable(10);
    for (const at of [1, 2]) table.put(aCustomer({ code: `cust_42_${at}`, clicked_at: at }));
    table.put(aCustomer({ code: 'cust_42_2', clicked_at: 2, customer_key: 'u2' }));
    expect(table.byKey(42, 'u1')?.code).toBe('cust_42_1');
    expect(table.byKey(42, 'u2')?.code).toBe('cust_42_2');
  });

  it('are not found once they were dropped', () => {
    const table = createCustomerTable(1);
    table.put(aCustomer());
    table.put(aCustomer({ code: 'cust_42_2', customer_key: 'u2' }));
    expect(table.byKey(42, 'u1')).toBeUndefined();
  });
});

describe('a customer’s code', () => {
  const [program] = seedWorld().programs;
  if (!program) throw new Error('The default world has a program');

  it('names the program and the time', () => {
    expect(createLedger(seedWorld()).freshCustomerCode(program, 1_234_567_890)).toBe('cust_42_1234567890');
  });

  it('is its own for every click of one millisecond', () => {
    const ledger = createLedger(seedWorld());
    const codes = [1, 2, 3].map(() => ledger.freshCustomerCode(program, 5));
    expect(codes).toEqual(['cust_42_5', 'cust_42_6', 'cust_42_7']);
  });

  it('passes by customers that the world has', () => {
    const ledger = createLedger({ ...seedWorld(), customers: [aCustomer({ code: 'cust_42_5' })] });
    expect(ledger.freshCustomerCode(program, 5)).toBe('cust_42_6');
  });

  it('keeps to the clock when that is set back', () => {
    const ledger = createLedger(seedWorld());
    ledger.freshCustomerCode(program, 86_400_000);
    expect(ledger.freshCustomerCode(program, 5)).toBe('cust_42_5');
  });
});

describe('the ledger', () => {
  it('counts ids on from the world it was given', () => {
    expect(createLedger({ ...seedWorld(), next_id: 7 }).nextId()).toBe(7);
    let last = 100;
    expect(createLedger(seedWorld(), { ids: () => ++last }).nextId()).toBe(101);
  });

  it('never gives an id that a row of the world has', () => {
    const event = { id: 50, at: 1, program_id: 42, event_type: 'test', step_id: null, dialect: 'v1' } as const;
    expect(createLedger({ ...seedWorld(), test_events: [event] }).nextId()).toBe(51);
  });

  it('keeps programs, partners and links whatever its limit', () => {
    const ledger = createLedger(seedWorld(), { rowLimit: 1 });
    expect(ledger.snapshot().links).toEqual(seedWorld().links);
  });
});

describe('what is kept of an e-mail address', () => {
  it('is the hash of the trimmed address in lower case', async () => {
    const hash = createHash('sha256').update('jo.park@example.com').digest('hex');
    expect(await keepEmail(' Jo.Park@EXAMPLE.com\n')).toEqual({ email_sha256: hash, email_mask: 'jo•••@example.com' });
  });

  it('is nothing when there is none', async () => {
    for (const none of [undefined, null, '', '  ', 7, {}]) {
      expect(await keepEmail(none)).toEqual({ email_sha256: null, email_mask: null });
    }
  });
});
