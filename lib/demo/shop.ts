import { worldOf } from '@/lib/mock/ledger/seed';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import { PARTNERS } from './choices';

/** The shop of the demo and its visitor. All of it is made up, on names that no site can have. */

export const SHOP = {
  name: 'Lumen Notes',
  origin: 'https://lumen-notes.example',
  programId: 42,
  plan: 'Pro plan',
  amountCents: 4900,
} as const;

export const VISITOR = { userId: 'u_8142', email: 'jordan@reader.example', transactionId: 'in_demo_1001' } as const;

/** The shop's key for its server's calls. It never stands in a record. */
export const SHOP_TOKEN = 'affitor_demo_token';

export function demoWorld(): LedgerSnapshot {
  return worldOf(
    [
      {
        id: SHOP.programId,
        name: SHOP.name,
        token: SHOP_TOKEN,
        state: 'active',
        lead_auth: 'open',
        cookie_window_days: 60,
        attribution_window_days: 60,
        commission_percent: 30,
      },
    ],
    PARTNERS.map(({ id, name }) => ({ id, name })),
    PARTNERS.map(({ id }) => ({ code: id, program_id: SHOP.programId, partner: id, state: 'active' as const })),
  );
}
