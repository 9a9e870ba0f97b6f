import { ATTRIBUTION_WINDOW_DAYS, DAY_MS } from '@/lib/rules/identity';
import { nameOf } from '@/lib/rules/lead-facts';
import { askedAt, leadsWithoutCustomer } from '@/lib/rules/lead-identity';
import { defineRule, proof } from '@/lib/rules/rule';
import { landingExample, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** There was a customer, and the cookie was gone by the time of the signup. */
export const cookieExpired = defineRule({
  id: 'cookie-expired',
  title: 'The customer cookie had expired when the signup was reported',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.attribution,
  check(context) {
    for (const lead of leadsWithoutCustomer(context)) {
      const at = askedAt(lead);
      const last = context.customer.lastChange(at);
      if (!last || last.action === 'refused') continue;
      const deleted = last.action === 'removed';
      const ended = deleted || last.action === 'expired' ? last.at : last.attributes.expiresAt;
      if (ended === undefined || ended > at) continue;
      // Whoever comes by a link anew gets a customer anew; where not, that is what went wrong.
      if (context.landing && ended < context.landing.entry.at) continue;
      const who = last.ours ? 'through this panel' : 'before it';
      return [
        {
          ...(deleted && { title: `The customer cookie was deleted ${who}, and the signup found none` }),
          explanation: deleted
            ? 'Something took the tracker’s cookie away: a logout that clears all cookies, a consent tool, or a person. ' +
              'The signup that followed could not be joined to the click.'
            : `The cookie ended ${daysText(at - ended)} before the signup. A new click on a referral link starts a new ` +
              `window of ${ATTRIBUTION_WINDOW_DAYS} days.`,
          evidence: [
            proof(last, deleted ? `\`${last.name}\` was deleted` : `\`${last.name}\` ended`),
            proof(lead.entry, `${nameOf(lead)} came after it`),
          ],
          fix: deleted
            ? {
                title: 'Leave the tracker’s cookies alone',
                text: 'When clearing cookies, name your own ones instead of clearing all.',
              }
            : {
                title: 'Follow a referral link again',
                code: put(`https://your-site.example/${landingExample(context)}`),
              },
        },
      ];
    }
    return [];
  },
});

function daysText(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  if (days >= 1) return days === 1 ? '1 day' : `${days} days`;
  return 'less than a day';
}
