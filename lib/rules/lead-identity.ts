import type { Json } from '@/lib/model/json';
import { isJsonObject } from '@/lib/tracker/decode';
import type { RuleContext } from './context';
import { isUnread, type LeadFact } from './lead-facts';

/** Which customer a lead was sent for, and the leads that were sent for none. */

/** The identifier in the lead's own request, or else the one its page held at that moment. */
export function customerOfLead(context: RuleContext, lead: LeadFact): string | undefined {
  const sent = sentCustomer(lead);
  if (sent !== undefined) return sent;
  const held = context.customer.heldAt(askedAt(lead), lead.documentUrl);
  if (held) return held.value;
  const state = context.documents.get(lead.documentId)?.global?.state;
  const known = state?.clickId ?? state?.customerCode;
  return typeof known === 'string' && known !== '' ? known : undefined;
}

/** The identifier in the lead's own request. */
export function sentCustomer(lead: LeadFact): string | undefined {
  const fields = isJsonObject(lead.sent) ? lead.sent : undefined;
  const sent = fields?.customer_code ?? fields?.click_id ?? firstOf(fields?.click_ids);
  return typeof sent === 'string' && sent !== '' ? sent : undefined;
}

/** When the tracker looked for the cookie: at the call, not when the page put it into the queue. */
export function askedAt(lead: LeadFact): number {
  return lead.call?.at ?? lead.queue?.drainedAt ?? lead.at;
}

const memo = new WeakMap<RuleContext, LeadFact[]>();

/** Leads that the tracker took, or tried to take, while no customer was known. */
export function leadsWithoutCustomer(context: RuleContext): LeadFact[] {
  const known = memo.get(context);
  if (known) return known;
  const { called, sent, rejected, failed } = context.leadGroups.byState;
  const found = [called, sent, rejected, failed]
    .flat()
    .filter(
      (lead) =>
        (lead.call?.outcome.kind !== 'pending' || lead.request !== undefined) &&
        !isUnread(lead) &&
        customerOfLead(context, lead) === undefined,
    );
  memo.set(context, found);
  return found;
}

function firstOf(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value[0] : undefined;
}
