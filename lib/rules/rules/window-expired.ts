import type { RuleContext } from '@/lib/rules/context';
import { ATTRIBUTION_WINDOW_DAYS, DAY_MS } from '@/lib/rules/identity';
import { nameOf } from '@/lib/rules/lead-facts';
import { customerOfLead } from '@/lib/rules/lead-identity';
import { replyOf } from '@/lib/rules/payload';
import { type Draft, defineRule, proof } from '@/lib/rules/rule';
import { landingExample, put } from '@/lib/rules/snippets';
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
  const clicks = new Map<string, number | undefined>();
  for (const lead of context.leads) {
    const customer = customerOfLead(context, lead);
    if (customer === undefined) continue;
    if (!clicks.has(customer)) clicks.set(customer, readCustomerId(customer)?.clickedAt);
    const clickedAt = clicks.get(customer);
    if (clickedAt === undefined) continue;
    const days = Math.floor((lead.at - clickedAt) / DAY_MS);
    if (days <= ATTRIBUTION_WINDOW_DAYS) continue;
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

function fixFor(context: RuleContext): NonNullable<Draft['fix']> {
  return {
    title: 'A new click starts a new window',
    text: 'Or ask for a longer window in the program’s settings.',
    code: put(`https://your-site.example/${landingExample(context)}`),
  };
}
