import { nameOf } from '@/lib/rules/lead-facts';
import { leadsWithoutCustomer } from '@/lib/rules/lead-identity';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { landingExample, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** A signup was reported while the browser held no customer: the call fails silently. */
export const cookieMissingAtLead = defineRule({
  id: 'cookie-missing-at-lead',
  title: 'The signup was reported without a customer cookie',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  because: [
    'script-blocked',
    'script-load-failed',
    'landing-param-lost-in-redirect',
    'landing-param-wrong-dialect',
    'landing-param-missing',
    'lead-before-click',
    'click-link-inactive',
    'program-inactive',
    'rate-limited',
    'click-failed',
    'cookie-blocked',
    'cookie-expired',
    'cookie-host-only',
    'cookie-not-written',
  ],
  check(context) {
    const leads = leadsWithoutCustomer(context);
    if (leads.length === 0) return [];
    return [
      {
        explanation:
          'The tracker joins a signup to a partner by the customer cookie that the click left. At this moment the page ' +
          'could read none, so the lead belongs to nobody. The tracker says nothing about it.',
        evidence: proofs(leads, (lead) => proof(lead.entry, `${nameOf(lead)} without a customer cookie`)),
        fix: {
          title: 'Start from a referral link, then sign up',
          text: 'Open the first page with the partner’s code, see the cookie under Cookies, and only then sign up.',
          code: put(`https://your-site.example/${landingExample(context)}`),
        },
      },
    ];
  },
});
