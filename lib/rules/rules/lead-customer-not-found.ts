import { customerOfLead } from '@/lib/rules/lead-identity';
import { outcomeText, refusalKind } from '@/lib/rules/refusals';
import { defineRule, proof } from '@/lib/rules/rule';
import { landingExample, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Affitor does not know the customer, or knows him as another program's. */
export const leadCustomerNotFound = defineRule({
  id: 'lead-customer-not-found',
  title: 'Affitor does not know this customer',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.errors,
  because: ['program-id-conflict', 'landing-param-missing', 'cookie-missing-at-lead'],
  check(context) {
    const refused = context.leadGroups.byState.rejected.filter(
      ({ request }) => request && refusalKind(request) === 'customer-not-found',
    );
    const lead = refused.at(-1);
    if (!lead?.request) return [];
    const customer = customerOfLead(context, lead);
    // A page that is routed to the mock still has the cookie of the real API, and only the mock has never heard of it.
    const isMocked = lead.request.routed;
    const who = isMocked ? 'The mock' : 'Affitor';
    return [
      {
        title: `${who} does not know ${customer ? `the customer ${customer}` : 'this customer'}`,
        explanation: isMocked
          ? 'This page is routed to the mock, and the cookie names a customer that is not in the mock’s data. It may ' +
            'come from a click that the real API recorded; what the real API would answer is not known.'
          : 'The cookie names a customer that this program does not have. It may come from another program, from ' +
            'another environment of Affitor, or have been written by hand.',
        evidence: refused.flatMap(({ request }) =>
          request ? [proof(request, `The lead ${outcomeText(request)}`)] : [],
        ),
        fix: {
          title: 'Delete the tracker’s cookies and follow a referral link of this program',
          code: put(`https://your-site.example/${landingExample(context)}`),
        },
      },
    ];
  },
});
