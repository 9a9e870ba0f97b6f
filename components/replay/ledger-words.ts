import { i18n } from '#i18n';
import type { LedgerTable } from '@/lib/replay/ledger-changes';

/** What the tables of the mock's ledger are called. */

export const LEDGER_TITLES: Record<LedgerTable, string> = {
  customers: i18n.t('replay.ledger.titles.customers'),
  clicks: i18n.t('replay.ledger.titles.clicks'),
  leads: i18n.t('replay.ledger.titles.leads'),
  sales: i18n.t('replay.ledger.titles.sales'),
  commissions: i18n.t('replay.ledger.titles.commissions'),
  test_events: i18n.t('replay.ledger.titles.testEvents'),
};

/** Within a sentence. */
export const LEDGER_NAMES: Record<LedgerTable, string> = {
  customers: i18n.t('replay.ledger.names.customers'),
  clicks: i18n.t('replay.ledger.names.clicks'),
  leads: i18n.t('replay.ledger.names.leads'),
  sales: i18n.t('replay.ledger.names.sales'),
  commissions: i18n.t('replay.ledger.names.commissions'),
  test_events: i18n.t('replay.ledger.names.testEvents'),
};
