import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mock } from '@/lib/mock/mock';
import type { JsonObject } from '@/lib/model/json';
import type { CustomerStatus, LedgerSnapshot } from '@/lib/model/ledger';
import { CLICK, LEAD, landing, REFUND, SALE, SECOND_TOKEN, TOKEN, V1_LEAD } from './contract/target';
import { aMock } from './support';

/** What must hold whatever is sent, in whatever order, under whatever scenario. */

type Model = {
  statuses: Map<string, CustomerStatus>;
  paid: Set<string>;
  clickIds: string[];
  refunded: Map<number, number>;
};

const aModel = (): Model => ({ statuses: new Map(), paid: new Set(), clickIds: [], refunded: new Map() });

const RANK: Record<CustomerStatus, number> = { click: 0, lead: 1, conversion: 2 };
const EMAIL = 'planted.person@example.com';
const TOKENS = [TOKEN, SECOND_TOKEN];

async function send(mock: Mock, path: string, body: JsonObject, token?: string): Promise<JsonObject> {
  const headers = { origin: 'https://shop.example', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  const request = new Request(`https://api.affitor.com${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return (await mock.fetch(request)).json();
}

function check(model: Model, ledger: LedgerSnapshot): void {
  for (const { code, status } of ledger.customers) {
    const before = model.statuses.get(code) ?? 'click';
    expect(RANK[status], `${code} went from ${before} to ${status}`).toBeGreaterThanOrEqual(RANK[before]);
    model.statuses.set(code, status);
  }
  const commissionsOfSales = ledger.commissions.map(({ sale_id }) => sale_id);
  expect(new Set(commissionsOfSales).size).toBe(commissionsOfSales.length);
  const transactions = ledger.sales.map((sale) => `${sale.program_id}:${sale.transaction_id}`);
  expect(new Set(transactions).size).toBe(transactions.length);
  for (const sale of ledger.sales) {
    expect(sale.refunded_cents).toBeLessThanOrEqual(sale.amount_cents);
    expect(sale.refunded_cents).toBeGreaterThanOrEqual(model.refunded.get(sale.id) ?? 0);
    model.refunded.set(sale.id, sale.refunded_cents);
    const commission = ledger.commissions.find(({ sale_id }) => sale_id === sale.id);
    expect(commission?.amount_cents ?? 0).toBeLessThanOrEqual(sale.amount_cents - sale.refunded_cents);
    expect(commission?.amount_cents ?? 0).toBeGreaterThanOrEqual(0);
  }
  const codes = ledger.leads.map(({ customer_code }) => customer_code);
  expect(new Set(codes).size).toBe(codes.length);
}

abstract class Command implements fc.AsyncCommand<Model, Mock> {
  check(): boolean {
    return true;
  }

  async run(model: Model, mock: Mock): Promise<void> {
    await this.act(model, mock);
    check(model, mock.ledger.snapshot());
  }

  abstract act(model: Model, mock: Mock): Promise<void>;
}

const pick = (ids: string[], index: number) => ids[index % Math.max(1, ids.length)] ?? 'cust_42_1';

class Click extends Command {
  readonly code: string;
  readonly again: number | null;

  constructor(code: string, again: number | null) {
    super();
    this.code = code;
    this.again = again;
  }

  async act(model: Model, mock: Mock): Promise<void> {
    const existing = this.again === null ? {} : { existing_click_id: pick(model.clickIds, this.again) };
    const { click_id: id } = await send(mock, CLICK, { affiliate_url: landing(this.code), ...existing });
    if (typeof id === 'string') model.clickIds.push(id);
  }

  override toString(): string {
    return `click(${this.code}, ${this.again})`;
  }
}

class Lead extends Command {
  readonly who: number;
  readonly key: string;
  readonly path: string;

  constructor(who: number, key: string, path: string) {
    super();
    this.who = who;
    this.key = key;
    this.path = path;
  }

  async act(model: Model, mock: Mock): Promise<void> {
    const id = pick(model.clickIds, this.who);
    const lead = { click_id: id, customer_key: this.key, customer_code: id, user_id: this.key };
    await send(mock, this.path, { ...lead, email: `${this.key}@example.com` });
  }

  override toString(): string {
    return `lead(${this.who}, ${this.key}, ${this.path})`;
  }
}

class Sale extends Command {
  readonly transaction: string;
  readonly key: string;
  readonly amount: number;
  readonly token: string;

  constructor(transaction: string, key: string, amount: number, token: string) {
    super();
    this.transaction = transaction;
    this.key = key;
    this.amount = amount;
    this.token = token;
  }

  async act(model: Model, mock: Mock): Promise<void> {
    const sale = { transaction_id: this.transaction, amount_cents: this.amount, customer_key: this.key };
    const { commission_id: commission, sale_id: id } = await send(mock, SALE, sale, this.token);
    if (typeof id !== 'number') return;
    const name = `${this.token}:${this.transaction}`;
    expect(model.paid.has(name), `${name} was paid twice, commission ${String(commission)}`).toBe(false);
    model.paid.add(name);
  }

  override toString(): string {
    return `sale(${this.transaction}, ${this.key}, ${this.amount}, ${this.token})`;
  }
}

class Refund extends Command {
  readonly transaction: string;
  readonly amount: number | null;
  readonly token: string;

  constructor(transaction: string, amount: number | null, token: string) {
    super();
    this.transaction = transaction;
    this.amount = amount;
    this.token = token;
  }

  async act(_: Model, mock: Mock): Promise<void> {
    const partly = this.amount === null ? {} : { refund_amount_cents: this.amount };
    const refund = { transaction_id: this.transaction, ...partly };
    await send(mock, REFUND, refund, this.token);
    const once = mock.ledger.snapshot();
    await send(mock, REFUND, refund, this.token);
    expect(mock.ledger.snapshot()).toEqual(once);
  }

  override toString(): string {
    return `refund(${this.transaction}, ${this.amount}, ${this.token})`;
  }
}

class TimePasses extends Command {
  readonly days: number;

  constructor(days: number) {
    super();
    this.days = days;
  }

  async act(_: Model, mock: Mock): Promise<void> {
    mock.clock.advance(this.days * 86_400_000);
  }

  override toString(): string {
    return `timePasses(${this.days})`;
  }
}

class SaveAndLoad extends Command {
  async act(_: Model, mock: Mock): Promise<void> {
    const saved = mock.ledger.snapshot();
    mock.ledger.restore(structuredClone(saved));
    expect(mock.ledger.snapshot()).toEqual(saved);
  }

  override toString(): string {
    return 'saveAndLoad()';
  }
}

const keys = fc.constantFrom('u1', 'u2', 'u3');
const transactions = fc.constantFrom('tx_1', 'tx_2', 'tx_3');
const tokens = fc.constantFrom(...TOKENS);
const cents = fc.integer({ min: 1, max: 10_000 });

const commands = [
  fc
    .tuple(fc.constantFrom('PARTNER123', 'abc123', 'xyz789', 'OLD2023'), fc.option(fc.nat(5)))
    .map(([code, again]) => new Click(code, again)),
  fc.tuple(fc.nat(5), keys, fc.constantFrom(LEAD, V1_LEAD)).map(([who, key, path]) => new Lead(who, key, path)),
  fc.tuple(transactions, keys, cents, tokens).map(([tx, key, amount, token]) => new Sale(tx, key, amount, token)),
  fc.tuple(transactions, fc.option(cents), tokens).map(([tx, amount, token]) => new Refund(tx, amount, token)),
  fc.integer({ min: 1, max: 25 }).map((days) => new TimePasses(days)),
  fc.constant(new SaveAndLoad()),
];

describe('whatever is sent', () => {
  it('no commission is paid twice, no status goes back, no refund exceeds its sale', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), (run) =>
        fc.asyncModelRun(() => ({ model: aModel(), real: aMock() }), run),
      ),
      { numRuns: 150 },
    );
  });

  it('no body makes the API fail, and no e-mail address stays', async () => {
    const mock = aMock({
      onError: (error) => {
        throw error;
      },
    });
    const paths = [CLICK, LEAD, SALE, REFUND, V1_LEAD, '/api/tracking/test', '/api/v1/cli/test-event'];
    const body = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom('affiliate_url', 'click_id', 'click_ids', 'customer_key', 'email', 'additional_data', 'type'),
        fc.jsonValue(),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), body, fc.boolean(), async (path, sent, withToken) => {
        const headers = withToken ? { authorization: `Bearer ${TOKEN}` } : { origin: 'https://shop.example' };
        const planted = typeof sent === 'object' && !Array.isArray(sent) ? { email: EMAIL, ...sent } : sent;
        const text = JSON.stringify(planted);
        const request = new Request(`https://api.affitor.com${path}`, { method: 'POST', headers, body: text });
        const response = await mock.fetch(request);
        expect(response.status).not.toBe(500);
        await response.json();
      }),
      { numRuns: 400 },
    );
    expect(mock.requests.all().length).toBe(400);
    expect(JSON.stringify([mock.ledger.snapshot(), mock.requests.all()])).not.toContain(EMAIL);
  });
});
