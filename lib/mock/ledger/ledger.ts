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
import { createTable, type Table } from './table';

/**
 * The mock's memory: tables and the two look-ups that need an index. What the API does with them is in
 * `clicks.ts`, `leads.ts` and `sales.ts`; every change there is synchronous, so no request sees half of another's.
 */
export type Ledger = {
  programs: Table<number, ProgramRow>;
  partners: Table<string, PartnerRow>;
  links: Table<string, LinkRow>;
  customers: Table<string, CustomerRow>;
  clicks: Table<number, ClickRow>;
  /** One lead a customer, under the customer's code. */
  leads: Table<string, LeadRow>;
  sales: Table<string, SaleRow>;
  commissions: Table<number, CommissionRow>;
  testEvents: Table<number, TestEventRow>;
  chains: Table<number, ChainRow>;
  nextId(): number;
  programByToken(token: string): ProgramRow | undefined;
  /** The customer that last clicked, or was last named, with this key in this program. */
  customerByKey(programId: number, customerKey: string): CustomerRow | undefined;
  /** Every customer with this key, whatever the program; the latest click first. */
  customersByKey(customerKey: string): CustomerRow[];
  /** Stores a customer and points its key at it. */
  putCustomer(customer: CustomerRow): void;
  snapshot(): LedgerSnapshot;
  /** Takes over a whole world, replacing this one. */
  restore(world: LedgerSnapshot): void;
  /** Forgets customers and everything recorded; programs, partners and links stay. */
  forgetRecords(): void;
};

/** Most rows of a kind that are kept; the oldest go first. */
export const DEFAULT_ROW_LIMIT = 10_000;

export const saleKeyOf = (programId: number, transactionId: string) => `${programId}:${transactionId}`;
const keyIn = (programId: number, customerKey: string) => `${programId}:${customerKey}`;

export type LedgerOptions = {
  rowLimit?: number;
  /** Ids for clicks, leads, sales and the rest; counts on from the world's `next_id` unless given. */
  ids?: () => number;
};

export function createLedger(world: LedgerSnapshot, { rowLimit = DEFAULT_ROW_LIMIT, ids }: LedgerOptions = {}): Ledger {
  let lastId = 0;
  const codeByKey = new Map<string, string>();
  const idByToken = new Map<string, number>();

  function forgetKey(customer: CustomerRow): void {
    if (customer.customer_key === null) return;
    const key = keyIn(customer.program_id, customer.customer_key);
    if (codeByKey.get(key) === customer.code) codeByKey.delete(key);
  }

  const ledger: Ledger = {
    programs: createTable((program) => program.id, rowLimit),
    partners: createTable((partner) => partner.id, rowLimit),
    links: createTable((link) => link.code, rowLimit),
    customers: createTable(
      (customer) => customer.code,
      rowLimit,
      (customer) => {
        forgetKey(customer);
      },
    ),
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
    programByToken(token) {
      const id = idByToken.get(token);
      return id === undefined ? undefined : ledger.programs.get(id);
    },
    customerByKey(programId, customerKey) {
      const code = codeByKey.get(keyIn(programId, customerKey));
      return code === undefined ? undefined : ledger.customers.get(code);
    },
    customersByKey(customerKey) {
      return ledger.programs
        .rows()
        .flatMap((program) => ledger.customerByKey(program.id, customerKey) ?? [])
        .sort((a, b) => b.clicked_at - a.clicked_at);
    },
    putCustomer(customer) {
      const before = ledger.customers.get(customer.code);
      if (before && before.customer_key !== customer.customer_key) forgetKey(before);
      ledger.customers.put(customer);
      if (customer.customer_key !== null) {
        codeByKey.set(keyIn(customer.program_id, customer.customer_key), customer.code);
      }
    },
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
      const byLastClick = [...next.customers].sort((a, b) => a.clicked_at - b.clicked_at);
      for (const customer of byLastClick) ledger.putCustomer(customer);
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
      codeByKey.clear();
      lastId = 0;
    },
  };

  ledger.restore(world);
  return ledger;
}
