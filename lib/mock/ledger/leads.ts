import type { Dialect } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import type { CustomerRow, LeadRow } from '@/lib/model/ledger';
import { furtherStatus } from './customers';
import type { KeptEmail } from './email';
import type { Ledger } from './ledger';

/** A signup of a known customer. The same customer's next lead updates the first; a sale is never taken back by one. */

export type NewLead = {
  customer: CustomerRow;
  customerKey: string | null;
  email: KeptEmail;
  pageUrl: string | null;
  additionalData: Json;
  /** Kept, but the customer stays a click until a server confirms it. */
  provisional: boolean;
  via: 'browser' | 'server';
  dialect: Dialect;
  now: number;
};

export function recordLead(ledger: Ledger, lead: NewLead): LeadRow {
  const { customer, now, email } = lead;
  const before = ledger.leads.get(customer.code);
  const kept =
    email.email_sha256 === null ? { email_sha256: customer.email_sha256, email_mask: customer.email_mask } : email;
  const customerKey = lead.customerKey ?? customer.customer_key;
  const row: LeadRow = {
    id: before?.id ?? ledger.nextId(),
    at: before?.at ?? now,
    updated_at: now,
    updates: before ? before.updates + 1 : 0,
    customer_code: customer.code,
    program_id: customer.program_id,
    customer_key: customerKey,
    ...kept,
    page_url: lead.pageUrl ?? before?.page_url ?? null,
    additional_data: lead.additionalData ?? before?.additional_data ?? null,
    provisional: before ? before.provisional && lead.provisional : lead.provisional,
    via: lead.via,
    dialect: lead.dialect,
  };
  ledger.leads.put(row);
  ledger.customers.put({
    ...customer,
    ...kept,
    customer_key: customerKey,
    status: lead.provisional ? customer.status : furtherStatus(customer.status, 'lead'),
  });
  return row;
}
