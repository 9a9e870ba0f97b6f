import {
  LEDGER_FORMAT,
  LEDGER_VERSION,
  type LedgerSnapshot,
  type LinkRow,
  type PartnerRow,
  type ProgramRow,
} from '@/lib/model/ledger';

/** The token of the default world's first program, named in start-up lines and docs. */
export const TEST_TOKEN = 'affitor_test_token';

/** The world a mock starts with when it is given none: small enough to know by heart, and nothing recorded yet. */
export function seedWorld(): LedgerSnapshot {
  return worldOf(
    [
      {
        id: 42,
        name: 'Lumen Notes',
        token: TEST_TOKEN,
        state: 'active',
        lead_auth: 'open',
        cookie_window_days: 60,
        attribution_window_days: 60,
        commission_percent: 30,
      },
      {
        id: 29,
        name: 'Harbor Mail',
        token: 'affitor_second_token',
        state: 'active',
        lead_auth: 'open',
        cookie_window_days: 90,
        attribution_window_days: 30,
        commission_percent: 20,
      },
      {
        id: 7,
        name: 'Closed Shop',
        token: 'affitor_inactive_token',
        state: 'inactive',
        lead_auth: 'open',
        cookie_window_days: 60,
        attribution_window_days: 60,
        commission_percent: 10,
      },
    ],
    [
      { id: 'maya-reviews', name: 'Maya Reviews' },
      { id: 'devs-weekly', name: 'Devs Weekly' },
      { id: 'north-star', name: 'North Star Deals' },
    ],
    [
      { code: 'PARTNER123', program_id: 42, partner: 'maya-reviews', state: 'active' },
      { code: 'abc123', program_id: 42, partner: 'devs-weekly', state: 'active' },
      { code: 'OLD2023', program_id: 42, partner: 'maya-reviews', state: 'inactive' },
      { code: 'xyz789', program_id: 29, partner: 'north-star', state: 'active' },
      { code: 'CLOSED7', program_id: 7, partner: 'north-star', state: 'active' },
    ],
  );
}

/** A world in which nothing happened yet. */
export function worldOf(programs: ProgramRow[], partners: PartnerRow[], links: LinkRow[]): LedgerSnapshot {
  return {
    format: LEDGER_FORMAT,
    version: LEDGER_VERSION,
    next_id: 1,
    programs,
    partners,
    links,
    customers: [],
    clicks: [],
    leads: [],
    sales: [],
    commissions: [],
    test_events: [],
    chains: [],
  };
}
