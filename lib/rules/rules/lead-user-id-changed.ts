import { type LeadFact, nameOf, pointerTo } from '@/lib/rules/lead-facts';
import { defineRule, proof } from '@/lib/rules/rule';
import { idName, leadLine, put } from '@/lib/rules/snippets';
import { onGrowing } from '@/lib/timeline/growing';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Two leads of what looks like one person, under two ids. */
export const leadUserIdChanged = defineRule({
  id: 'lead-user-id-changed',
  title: 'The same person was reported under two ids',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.leadTracking,
  because: ['lead-user-id-placeholder', 'lead-user-id-is-email', 'lead-user-id-not-string'],
  check(context) {
    const { pair } = changedIn(context.leads);
    if (!pair) return [];
    const [before, after] = pair;
    return [
      {
        title: `\`${idName(context)}\` changed from ${before.userId} to ${after.userId}`,
        explanation:
          'Both leads seem to be of one person, and a payment matches one id only. If the payment carries the other one, ' +
          'it will not be attributed. Which id Stripe has is not visible to a browser.',
        evidence: [before, after].map((lead) =>
          proof(lead.entry, `${nameOf(lead)} with ${lead.userId}`, pointerTo(lead, idName(context))),
        ),
        fix: { title: 'Send one id for a user, everywhere', code: put(leadLine(context)) },
      },
    ];
  },
});

/** Different addresses mean different people, who may share a browser. */
const changedIn = onGrowing<LeadFact, { before?: LeadFact; pair?: [LeadFact, LeadFact] }>({
  start: () => ({}),
  copy: (state) => ({ ...state }),
  add(state, lead) {
    const { before } = state;
    if (state.pair || lead.userId === undefined) return;
    const samePerson =
      before && (before.email === undefined || lead.email === undefined || before.email === lead.email);
    if (samePerson && before.userId !== lead.userId) state.pair = [before, lead];
    state.before = lead;
  },
});
