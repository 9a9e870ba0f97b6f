import type { JsonObject } from '@/lib/model/json';
import type { CommissionRow, CustomerRow, ProgramRow, SaleRow } from '@/lib/model/ledger';
import { attributionAge, furtherStatus, type WindowAge } from './customers';
import { type Ledger, saleKeyOf } from './ledger';

/** Money: a sale is recorded once per transaction id, its commission follows what is left of it after refunds. */

export type NewSale = {
  program: ProgramRow;
  customer: CustomerRow;
  transactionId: string;
  amountCents: number;
  currency: string;
  saleType: string;
  details: JsonObject;
  now: number;
  /** Take the click for too old, whatever the clock says. */
  windowExpired?: boolean;
};

export type SaleResult =
  | { kind: 'recorded'; sale: SaleRow }
  | { kind: 'outside-window'; age: WindowAge }
  | { kind: 'duplicate' }
  | { kind: 'unattributed' };

export function recordSale(ledger: Ledger, sale: NewSale): SaleResult {
  const { program, customer, now } = sale;
  if (ledger.sales.get(saleKeyOf(program.id, sale.transactionId))) return { kind: 'duplicate' };
  if (customer.program_id !== program.id || customer.partner === null || customer.partner_code === null) {
    return { kind: 'unattributed' };
  }
  const age = attributionAge(customer, program, now);
  if (age.expired) return { kind: 'outside-window', age };
  if (sale.windowExpired)
    return { kind: 'outside-window', age: { ...age, ageDays: age.windowDays + 1, expired: true } };

  const saleId = ledger.nextId();
  const commissionCents = commissionOn(sale.amountCents, program);
  const commissionId = commissionCents > 0 ? ledger.nextId() : null;
  const row: SaleRow = {
    id: saleId,
    at: now,
    transaction_id: sale.transactionId,
    customer_code: customer.code,
    customer_key: customer.customer_key,
    program_id: program.id,
    partner: customer.partner,
    partner_code: customer.partner_code,
    amount_cents: sale.amountCents,
    refunded_cents: 0,
    currency: sale.currency,
    sale_type: sale.saleType,
    commission_id: commissionId,
    details: sale.details,
  };
  ledger.sales.put(row);
  if (commissionId !== null) {
    ledger.commissions.put({
      id: commissionId,
      at: now,
      sale_id: saleId,
      program_id: program.id,
      partner: customer.partner,
      partner_code: customer.partner_code,
      amount_cents: commissionCents,
      state: 'pending',
    });
  }
  ledger.customers.put({ ...customer, status: furtherStatus(customer.status, 'conversion') });
  return { kind: 'recorded', sale: row };
}

export type RefundResult =
  | { kind: 'not-found' }
  | { kind: 'too-much'; amountCents: number }
  | { kind: 'no-commission' }
  | { kind: 'refunded'; commission: CommissionRow };

/**
 * `refundCents` is what the customer has got back in all, so that the same call again changes nothing and a
 * larger one adds the difference. Without it, the whole sale is refunded.
 */
export function recordRefund(
  ledger: Ledger,
  program: ProgramRow,
  transactionId: string,
  refundCents: number | null,
): RefundResult {
  const sale = ledger.sales.get(saleKeyOf(program.id, transactionId));
  if (!sale) return { kind: 'not-found' };
  const asked = refundCents ?? sale.amount_cents;
  if (asked > sale.amount_cents) return { kind: 'too-much', amountCents: sale.amount_cents };
  const refunded = Math.max(sale.refunded_cents, asked);
  ledger.sales.put({ ...sale, refunded_cents: refunded });
  const commission = sale.commission_id === null ? undefined : ledger.commissions.get(sale.commission_id);
  if (!commission) return { kind: 'no-commission' };
  const left = sale.amount_cents - refunded;
  const next: CommissionRow = {
    ...commission,
    amount_cents: Math.min(commission.amount_cents, commissionOn(left, program)),
    state: left === 0 ? 'reversed' : 'reduced',
  };
  ledger.commissions.put(next);
  return { kind: 'refunded', commission: next };
}

function commissionOn(amountCents: number, program: ProgramRow): number {
  return Math.round((amountCents * program.commission_percent) / 100);
}
