import { nameOf } from '@/lib/rules/lead-facts';
import { askedAt, leadsWithoutCustomer } from '@/lib/rules/lead-identity';
import { isAccepted } from '@/lib/rules/payload';
import { defineRule, proof } from '@/lib/rules/rule';
import { guardedLead, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The signup was reported while the click was still being made. */
export const leadBeforeClick = defineRule({
  id: 'lead-before-click',
  title: 'The signup was reported before the click was recorded',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  check(context) {
    for (const lead of leadsWithoutCustomer(context)) {
      const click = context.clicks.find(
        (entry) => isAccepted(entry) && entry.outcome.kind === 'answered' && entry.outcome.endedAt > askedAt(lead),
      );
      if (click?.outcome.kind !== 'answered') continue;
      const early = ((click.outcome.endedAt - askedAt(lead)) / 1000).toFixed(2);
      return [
        {
          explanation:
            `The click was answered ${early} s after the signup was reported. Until then there is no customer, so this lead ` +
            'belongs to nobody, though the click itself is sound.',
          evidence: [proof(lead.entry, `${nameOf(lead)} came first`), proof(click, 'The click was answered after it')],
          fix: {
            title: 'Report the signup when it has happened',
            text: 'A call that runs as the page loads comes before the click of the same page.',
            code: put(...guardedLead(context)),
          },
        },
      ];
    }
    return [];
  },
});
