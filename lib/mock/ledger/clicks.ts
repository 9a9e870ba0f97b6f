import type { Dialect } from '@/lib/model/entry';
import type { CustomerRow, LinkRow, ProgramRow } from '@/lib/model/ledger';
import type { Ledger } from './ledger';

/** A landing with a referral link: finds the link, makes or keeps the customer, and lets the last click win. */

export type Click = {
  affiliateUrl: unknown;
  /** `ref` or `aff`, by dialect. */
  parameter: string;
  existingCode: unknown;
  pageUrl: string | null;
  dialect: Dialect;
  now: number;
  /** Take the program for inactive, whatever the ledger says. */
  programInactive?: boolean;
};

export type ClickResult =
  | { kind: 'recorded'; customer: CustomerRow; program: ProgramRow; link: LinkRow }
  | { kind: 'inactive-link' }
  | { kind: 'refused'; error: string };

const refused = (error: string): ClickResult => ({ kind: 'refused', error });

export function recordClick(ledger: Ledger, click: Click): ClickResult {
  const { affiliateUrl, parameter, now } = click;
  if (typeof affiliateUrl !== 'string' || affiliateUrl === '') return refused('affiliate_url is required');
  const url = parseWebUrl(affiliateUrl);
  if (!url) return refused('Invalid affiliate_url');
  const code = url.searchParams.get(parameter);
  if (!code) return refused(`No ${parameter} parameter found in affiliate_url`);
  const link = ledger.links.get(code);
  if (!link) return refused('Referral link not found');
  const program = ledger.programs.get(link.program_id);
  if (!program || !ledger.partners.get(link.partner)) return refused('Invalid referral link configuration');
  if (link.state === 'inactive' || program.state === 'inactive' || click.programInactive) {
    return { kind: 'inactive-link' };
  }

  const known = typeof click.existingCode === 'string' ? ledger.customers.get(click.existingCode) : undefined;
  const source = { partner: link.partner, partner_code: link.code, clicked_at: now };
  const customer: CustomerRow =
    known?.program_id === program.id
      ? { ...known, ...source }
      : {
          code: ledger.freshCustomerCode(program, now),
          program_id: program.id,
          status: 'click',
          customer_key: null,
          ...source,
          created_at: now,
          email_sha256: null,
          email_mask: null,
        };
  ledger.customers.put(customer);
  ledger.clicks.put({
    id: ledger.nextId(),
    at: now,
    customer_code: customer.code,
    program_id: program.id,
    partner: link.partner,
    partner_code: link.code,
    affiliate_url: affiliateUrl,
    page_url: click.pageUrl,
    dialect: click.dialect,
  });
  return { kind: 'recorded', customer, program, link };
}

function parseWebUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
