import { type LeadFact, nameOf } from '@/lib/rules/lead-facts';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, leadLine, put } from '@/lib/rules/snippets';
import { onGrowing } from '@/lib/timeline/growing';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

const HAPPENED: readonly LeadFact['state'][] = ['called', 'sent', 'accepted', 'provisional', 'test'];

/** One signup, reported more than once. */
export const leadDuplicate = defineRule({
  id: 'lead-duplicate',
  title: 'The same signup was reported more than once',
  severity: 'warning',
  effect: 'none',
  docs: DOCS_PAGES.leadTracking,
  because: ['script-duplicated'],
  check(context) {
    const { repeated } = signupsIn(context.leads);
    if (repeated === undefined) return [];
    const leads = context.leads.filter((lead) => personOf(lead) === repeated);
    const [first, second] = leads;
    if (!first || !second) return [];
    const gap = ((second.at - first.at) / 1000).toFixed(2);
    return [
      {
        title: `The same signup was reported ${leads.length === 2 ? 'twice' : `${leads.length} times`}`,
        explanation:
          `The second report came ${gap} s after the first, for the same user. Affitor updates the lead, so nothing is ` +
          'counted twice, but each costs a request, and a wrong one overwrites a right one.',
        evidence: proofs(leads, (lead, index) => proof(lead.entry, `${nameOf(lead)}, time ${index + 1}`)),
        fix: {
          title: 'Report a signup once, where the account is made',
          text: 'In React, an effect without a guard runs twice in development and again at each visit of the page.',
          code: [
            ...drop(`useEffect(() => { ${leadLine(context)} });`),
            ...put('// in the handler of the successful signup:', leadLine(context)),
          ],
        },
      },
    ];
  },
});

/** Who signed up, and the first who did so again. */
const signupsIn = onGrowing<LeadFact, { people: Set<string>; repeated?: string }>({
  start: () => ({ people: new Set() }),
  copy: ({ people, ...rest }) => ({ people: new Set(people), ...rest }),
  add(signups, lead) {
    const person = personOf(lead);
    if (person === undefined || signups.repeated !== undefined) return;
    if (signups.people.has(person)) signups.repeated = person;
    signups.people.add(person);
  },
});

/** Whose signup it was, if it happened at all. */
function personOf(lead: LeadFact): string | undefined {
  return HAPPENED.includes(lead.state) ? (lead.userId ?? lead.email) : undefined;
}
