import { formatDayAndTime } from '@/components/atoms/format';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import type { LedgerTable } from '@/lib/replay/ledger-changes';

/** Which of a row's fields a person reads, and how. An empty text stands for what is not there. */
type Shown = { heads: string[]; rows: { key: string; cells: string[] }[] };

function shown<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => unknown,
  columns: Record<string, (row: Row) => unknown>,
) {
  return {
    heads: Object.keys(columns),
    rows: rows.map((row) => ({
      key: String(keyOf(row)),
      cells: Object.values(columns).map((read) => String(read(row) ?? '')),
    })),
  };
}

const at = (row: { at: number }) => formatDayAndTime(row.at);
const money = (cents: number, currency = '') => `${(cents / 100).toFixed(2)} ${currency}`.trim();

export const LEDGER_COLUMNS: Record<LedgerTable, (ledger: LedgerSnapshot) => Shown> = {
  customers: ({ customers }) =>
    shown(customers, ({ code }) => code, {
      Customer: ({ code }) => code,
      Status: ({ status }) => status,
      user_id: (row) => row.customer_key,
      Partner: ({ partner }) => partner,
      Link: (row) => row.partner_code,
      'E-mail as kept': (row) => row.email_mask,
    }),
  clicks: ({ clicks }) =>
    shown(clicks, ({ id }) => id, {
      Time: at,
      Customer: (row) => row.customer_code,
      Link: (row) => row.partner_code,
      Partner: ({ partner }) => partner,
      Tracker: ({ dialect }) => dialect,
    }),
  leads: ({ leads }) =>
    shown(leads, ({ id }) => id, {
      Time: at,
      Customer: (row) => row.customer_code,
      user_id: (row) => row.customer_key,
      'E-mail as kept': (row) => row.email_mask,
      'Sent by': ({ via }) => via,
      Result: ({ provisional, updates }) =>
        provisional ? 'Waits for the server' : updates > 0 ? 'Updated' : 'Lead made',
    }),
  sales: ({ sales }) =>
    shown(sales, ({ id }) => id, {
      Time: at,
      Transaction: (row) => row.transaction_id,
      Customer: (row) => row.customer_code,
      Amount: (row) => money(row.amount_cents, row.currency),
      Refunded: (row) => money(row.refunded_cents, row.currency),
      Partner: ({ partner }) => partner,
    }),
  commissions: ({ commissions }) =>
    shown(commissions, ({ id }) => id, {
      Time: at,
      Sale: (row) => row.sale_id,
      Partner: ({ partner }) => partner,
      Amount: (row) => money(row.amount_cents),
      State: ({ state }) => state,
    }),
  test_events: ({ test_events }) =>
    shown(test_events, ({ id }) => id, {
      Time: at,
      Event: (row) => row.event_type,
      Step: (row) => row.step_id,
      Program: (row) => row.program_id,
      Tracker: ({ dialect }) => dialect,
    }),
};
