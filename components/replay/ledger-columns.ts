import { i18n } from '#i18n';
import { formatDayAndTime } from '@/components/atoms/format';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import type { LedgerTable } from '@/lib/replay/ledger-changes';

/** Which of a row's fields a person reads, and how. An empty text stands for what is not there. */
export const HEADS = {
  customer: i18n.t('replay.ledger.columns.customer'),
  status: i18n.t('replay.ledger.columns.status'),
  user_id: 'user_id',
  partner: i18n.t('replay.ledger.columns.partner'),
  link: i18n.t('replay.ledger.columns.link'),
  email: i18n.t('replay.ledger.columns.email'),
  time: i18n.t('replay.ledger.columns.time'),
  tracker: i18n.t('replay.ledger.columns.tracker'),
  sentBy: i18n.t('replay.ledger.columns.sentBy'),
  result: i18n.t('replay.ledger.columns.result'),
  transaction: i18n.t('replay.ledger.columns.transaction'),
  amount: i18n.t('replay.ledger.columns.amount'),
  refunded: i18n.t('replay.ledger.columns.refunded'),
  sale: i18n.t('replay.ledger.columns.sale'),
  state: i18n.t('replay.ledger.columns.state'),
  event: i18n.t('replay.ledger.columns.event'),
  step: i18n.t('replay.ledger.columns.step'),
  program: i18n.t('replay.ledger.columns.program'),
};
type Column = keyof typeof HEADS;
type Shown = { columns: Column[]; rows: { key: string; cells: string[] }[] };

function shown<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => unknown,
  columns: readonly [Column, (row: Row) => unknown][],
): Shown {
  return {
    columns: columns.map(([column]) => column),
    rows: rows.map((row) => ({
      key: String(keyOf(row)),
      cells: columns.map(([, read]) => String(read(row) ?? '')),
    })),
  };
}

const at = (row: { at: number }) => formatDayAndTime(row.at);
const money = (cents: number, currency = '') => `${(cents / 100).toFixed(2)} ${currency}`.trim();

function resultOf(isProvisional: boolean, updates: number): string {
  if (isProvisional) return i18n.t('replay.ledger.leadWaits');
  return updates > 0 ? i18n.t('replay.ledger.leadUpdated') : i18n.t('replay.ledger.leadMade');
}

export const LEDGER_COLUMNS: Record<LedgerTable, (ledger: LedgerSnapshot) => Shown> = {
  customers: ({ customers }) =>
    shown(customers, ({ code }) => code, [
      ['customer', ({ code }) => code],
      ['status', ({ status }) => status],
      ['user_id', (row) => row.customer_key],
      ['partner', ({ partner }) => partner],
      ['link', (row) => row.partner_code],
      ['email', (row) => row.email_mask],
    ]),
  clicks: ({ clicks }) =>
    shown(clicks, ({ id }) => id, [
      ['time', at],
      ['customer', (row) => row.customer_code],
      ['link', (row) => row.partner_code],
      ['partner', ({ partner }) => partner],
      ['tracker', ({ dialect }) => dialect],
    ]),
  leads: ({ leads }) =>
    shown(leads, ({ id }) => id, [
      ['time', at],
      ['customer', (row) => row.customer_code],
      ['user_id', (row) => row.customer_key],
      ['email', (row) => row.email_mask],
      ['sentBy', ({ via }) => via],
      ['result', ({ provisional, updates }) => resultOf(provisional, updates)],
    ]),
  sales: ({ sales }) =>
    shown(sales, ({ id }) => id, [
      ['time', at],
      ['transaction', (row) => row.transaction_id],
      ['customer', (row) => row.customer_code],
      ['amount', (row) => money(row.amount_cents, row.currency)],
      ['refunded', (row) => money(row.refunded_cents, row.currency)],
      ['partner', ({ partner }) => partner],
    ]),
  commissions: ({ commissions }) =>
    shown(commissions, ({ id }) => id, [
      ['time', at],
      ['sale', (row) => row.sale_id],
      ['partner', ({ partner }) => partner],
      ['amount', (row) => money(row.amount_cents)],
      ['state', ({ state }) => state],
    ]),
  test_events: ({ test_events }) =>
    shown(test_events, ({ id }) => id, [
      ['time', at],
      ['event', (row) => row.event_type],
      ['step', (row) => row.step_id],
      ['program', (row) => row.program_id],
      ['tracker', ({ dialect }) => dialect],
    ]),
};
