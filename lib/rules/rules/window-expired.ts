import type { RuleContext } from '@/lib/rules/context';
import { ATTRIBUTION_WINDOW_DAYS, DAY_MS } from '@/lib/rules/identity';
import { type LeadFact, nameOf } from '@/lib/rules/lead-facts';
import { customerOfLead, sentCustomer } from '@/lib/rules/lead-identity';
import { replyOf } from '@/lib/rules/payload';
import { type Draft, defineRule, proof } from '@/lib/rules/rule';
import { landingExample, put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { DOCS_PAGES } from '@/lib/tracker/dialects';
import { readCustomerId } from '@/lib/tracker/identifiers';

/** The click is older than a partner is paid for. */
export const windowExpired = defineRule({
  id: 'window-expired',
  title: 'The click is outside the attribution window',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.attribution,
  check: (context) => [answeredSo(context) ?? readFromIdentifier(context)],
});

function answeredSo(context: RuleContext): Draft | undefined {
  const sale = context.sales.findLast((request) => replyOf(request)?.reason === 'attribution_window_expired');
  if (!sale) return undefined;
  const reply = replyOf(sale);
  return {
    title: `The sale came ${Number(reply?.click_age_days)} days after the click, and the window is ${Number(reply?.window_days)}`,
    explanation:
      'Affitor took the sale and attributed it to nobody, because the click is too old. No commission follows. The window ' +
      'is a setting of the program, apart from how long the cookie lives.',
    evidence: [proof(sale, 'Answered `attribution_window_expired`', '/reason')],
    fix: fixFor(context),
  };
}

function readFromIdentifier(context: RuleContext): Draft | undefined {
  for (const lead of inQuestion(context.leads)) {
    const customer = customerOfLead(context, lead);
    const days = daysSinceClick(lead, customer);
    if (customer === undefined || days <= ATTRIBUTION_WINDOW_DAYS) continue;
    return {
      title: `The click is ${days} days old, and may be outside the attribution window`,
      explanation:
        `The customer’s identifier carries the time of the click: ${days} days before this signup. The usual window is ` +
        `${ATTRIBUTION_WINDOW_DAYS} days, so a sale of this customer may be attributed to nobody.`,
      evidence: [proof(lead.entry, `${nameOf(lead)} for ${customer}`)],
      fix: fixFor(context),
    };
  }
  return undefined;
}

/** Most leads say themselves whose they are, and came in time. */
const inQuestion = keptOf<LeadFact>((lead) => {
  const customer = sentCustomer(lead);
  return customer === undefined || daysSinceClick(lead, customer) > ATTRIBUTION_WINDOW_DAYS;
});

/** 0 when the identifier does not tell. */
function daysSinceClick(lead: LeadFact, customer: string | undefined): number {
  const clickedAt = customer === undefined ? undefined : readCustomerId(customer)?.clickedAt;
  return clickedAt === undefined ? 0 : Math.floor((lead.at - clickedAt) / DAY_MS);
}

function fixFor(context: RuleContext): NonNullable<Draft['fix']> {
  return {
    title: 'A new click starts a new window',
    text: 'Or ask for a longer window in the program’s settings.',
    code: put(`https://your-site.example/${landingExample(context)}`),
  };
}
