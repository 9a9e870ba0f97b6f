import { nameOf } from '@/lib/rules/lead-facts';
import { leadsWithoutCustomer } from '@/lib/rules/lead-identity';
import { defineRule, proof } from '@/lib/rules/rule';
import { landingExample, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** A signup by somebody whom no partner sent, as far as the recording goes. */
export const landingParamMissing = defineRule({
  id: 'landing-param-missing',
  title: 'This visit did not begin with a referral link',
  severity: 'warning',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    const [lead] = leadsWithoutCustomer(context);
    if (!lead || context.landing || context.clicks.length > 0) return [];
    // Some customer was known once: what became of it is another finding's matter.
    if (context.customer.lastChange(context.present)) return [];
    const first = context.navigations.find((entry) => entry.frameId === 0);
    return [
      {
        explanation:
          'No page of this recording was opened with a partner’s code, so there is no customer to join the signup to. ' +
          'For a visitor who came by himself that is right; to test attribution, begin at a referral link.',
        evidence: [
          ...(first ? [proof(first, `The first page was ${first.url}`, '/url')] : []),
          proof(lead.entry, `${nameOf(lead)} had no customer`),
        ],
        fix: {
          title: 'Open the site with a partner’s code, then sign up',
          code: put(`https://your-site.example/${landingExample(context)}`),
        },
      },
    ];
  },
});
