import {
  type ChainRow,
  type ClickRow,
  type CommissionRow,
  type CustomerRow,
  LEDGER_FORMAT,
  LEDGER_VERSION,
  type LeadRow,
  type LedgerSnapshot,
  type LinkRow,
  type PartnerRow,
  type ProgramRow,
  type SaleRow,
  type TestEventRow,
} from '@/lib/model/ledger';
import { type CustomerTable, createCustomerTable } from './customer-table';
import { customerCodes } from './customers';
import { createTable, type Table } from './table';

/**
 * The mock's memory: tables, ids, and who holds which token. What the API does with them is in
 * `clicks.ts`, `leads.ts` and `sales.ts`; every change there is synchronous, so no request sees half of another's.
 */
export type Ledger = {
  programs: Table<number, ProgramRow>;
  partners: Table<string, PartnerRow>;
  links: Table<string, LinkRow>;
  customers: CustomerTable;
  clicks: Table<number, ClickRow>;
  /** One lead a customer, under the customer's code. */
  leads: Table<string, LeadRow>;
  sales: Table<string, SaleRow>;
  commissions: Table<number, CommissionRow>;
  testEvents: Table<number, TestEventRow>;
  chains: Table<number, ChainRow>;
  nextId(): number;
  freshCustomerCode(program: ProgramRow, now: number): string;
  programByToken(token: string): ProgramRow | undefined;
  /** Every customer with this key, whatever the program; the latest click first. */
  customersByKey(customerKey: string): CustomerRow[];
  snapshot(): LedgerSnapshot;
  /** Takes over a whole world, replacing this one. */
  restore(world: LedgerSnapshot): void;
  /** Forgets customers and everything recorded; programs, partners and links stay. */
  forgetRecords(): void;
};

/** Most rows of a kind that are kept; the oldest go first. */
export const DEFAULT_ROW_LIMIT = 10_000;

export const saleKeyOf = (programId: number, transactionId: string) => `${programId}:${transactionId}`;

export type LedgerOptions = {
  rowLimit?: number;
  /** Ids for clicks, leads, sales and the rest; counts on from the world's `next_id` unless given. */
  ids?: () => number;
};

export function createLedger(world: LedgerSnapshot, { rowLimit = DEFAULT_ROW_LIMIT, ids }: LedgerOptions = {}): Ledger {
  let lastId = 0;
  const idByToken = new Map<string, number>();

  const ledger: Ledger = {
    programs: createTable((program) => program.id),
    partners: createTable((partner) => partner.id),
    links: createTable((link) => link.code),
    customers: createCustomerTable(rowLimit),
    clicks: createTable((click) => click.id, rowLimit),
    leads: createTable((lead) => lead.customer_code, rowLimit),
    sales: createTable((sale) => saleKeyOf(sale.program_id, sale.transaction_id), rowLimit),
    commissions: createTable((commission) => commission.id, rowLimit),
    testEvents: createTable((event) => event.id, rowLimit),
    chains: createTable((chain) => chain.id, rowLimit),
    nextId() {
      lastId = ids ? ids() : lastId + 1;
      return lastId;
    },
    freshCustomerCode: customerCodes((code) => ledger.customers.get(code) !== undefined),
    programByToken(token) {
      const id = idByToken.get(token);
      return id === undefined ? undefined : ledger.programs.get(id);
    },
    customersByKey: (customerKey) =>
      ledger.programs
        .rows()
        .flatMap((program) => ledger.customers.byKey(program.id, customerKey) ?? [])
        .sort((a, b) => b.clicked_at - a.clicked_at),
    snapshot: () => ({
      format: LEDGER_FORMAT,
      version: LEDGER_VERSION,
      next_id: lastId + 1,
      programs: ledger.programs.rows(),
      partners: ledger.partners.rows(),
      links: ledger.links.rows(),
      customers: ledger.customers.rows(),
      clicks: ledger.clicks.rows(),
      leads: ledger.leads.rows(),
      sales: ledger.sales.rows(),
      commissions: ledger.commissions.rows(),
      test_events: ledger.testEvents.rows(),
      chains: ledger.chains.rows(),
    }),
    restore(next) {
      for (const table of [ledger.programs, ledger.partners, ledger.links]) table.clear();
      ledger.forgetRecords();
      idByToken.clear();
      for (const program of next.programs) {
        ledger.programs.put(program);
        idByToken.set(program.token, program.id);
      }
      for (const partner of next.partners) ledger.partners.put(partner);
      for (const link of next.links) ledger.links.put(link);
      for (const customer of next.customers) ledger.customers.put(customer);
      for (const click of next.clicks) ledger.clicks.put(click);
      for (const lead of next.leads) ledger.leads.put(lead);
      for (const sale of next.sales) ledger.sales.put(sale);
      for (const commission of next.commissions) ledger.commissions.put(commission);
      for (const event of next.test_events) ledger.testEvents.put(event);
      for (const chain of next.chains) ledger.chains.put(chain);
      const rows = [
        ...next.clicks,
        ...next.leads,
        ...next.sales,
        ...next.commissions,
        ...next.test_events,
        ...next.chains,
      ];
      lastId = rows.reduce((highest, row) => Math.max(highest, row.id), next.next_id - 1);
    },
    forgetRecords() {
      const { customers, clicks, leads, sales, commissions, testEvents, chains } = ledger;
      for (const table of [customers, clicks, leads, sales, commissions, testEvents, chains]) table.clear();
      lastId = 0;
    },
  };

  ledger.restore(world);
  return ledger;
}
