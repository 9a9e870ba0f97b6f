import type { ProgramRow } from '@/lib/model/ledger';
import { recordClick } from './clicks';
import { recordLead } from './leads';
import { createLedger, type Ledger } from './ledger';
import { recordSale } from './sales';
import { worldOf } from './seed';

/**
 * The verification chain: a click, a lead and a sale through one of the program's links, played on a scratch
 * ledger by the same code as real ones, so that its verdict is earned and nothing of it is left behind.
 */

export type StageVerdict = 'attributed' | 'unattributed' | 'wrong_partner' | 'pending';

export type ChainResult = {
  shortCode: string | null;
  customerKey: string;
  verdict: { click: StageVerdict; lead: StageVerdict; sale: StageVerdict };
  attributed: boolean;
};

const NONE = { click: 'unattributed', lead: 'unattributed', sale: 'unattributed' } as const;
const CHAIN_AMOUNT_CENTS = 1_000;

export function playChain(ledger: Ledger, program: ProgramRow, id: number, now: number): ChainResult {
  const customerKey = `test_chain_${id}`;
  const link = ledger.links.rows().find(({ program_id, state }) => program_id === program.id && state === 'active');
  if (!link) return { shortCode: null, customerKey, verdict: NONE, attributed: false };

  const scratch = createLedger(worldOf(ledger.programs.rows(), ledger.partners.rows(), ledger.links.rows()));
  const result = recordClick(scratch, {
    affiliateUrl: `https://chain.test/?aff=${encodeURIComponent(link.code)}`,
    parameter: 'aff',
    existingCode: null,
    pageUrl: null,
    dialect: 'v2',
    now,
  });
  if (result.kind !== 'recorded') return { shortCode: link.code, customerKey, verdict: NONE, attributed: false };
  const click = result.customer.partner === link.partner ? 'attributed' : 'wrong_partner';

  const lead = recordLead(scratch, {
    customer: result.customer,
    customerKey,
    email: { email_sha256: null, email_mask: null },
    pageUrl: null,
    additionalData: null,
    provisional: false,
    via: 'server',
    dialect: 'v2',
    now,
  });
  const customer = scratch.customers.byKey(program.id, customerKey);
  const sale =
    customer &&
    recordSale(scratch, {
      program,
      customer,
      transactionId: customerKey,
      amountCents: CHAIN_AMOUNT_CENTS,
      currency: 'USD',
      saleType: 'payment',
      details: {},
      now,
    });
  const verdict = {
    click,
    lead: lead.customer_code === result.customer.code ? 'attributed' : 'unattributed',
    sale:
      sale?.kind !== 'recorded' ? 'unattributed' : sale.sale.partner === link.partner ? 'attributed' : 'wrong_partner',
  } as const;
  const attributed = Object.values(verdict).every((stage) => stage === 'attributed');
  return { shortCode: link.code, customerKey, verdict, attributed };
}
