import { outcomeText, refusalKind } from '@/lib/rules/refusals';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The program itself is switched off. */
export const programInactive = defineRule({
  id: 'program-inactive',
  title: 'The program is not active',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.errors,
  check(context) {
    const refused = context.failures.filter((request) => refusalKind(request) === 'program-inactive');
    if (refused.length === 0) return [];
    const id = context.programs[0]?.id;
    return [
      {
        title: id ? `Program ${id} is not active` : 'The program is not active',
        explanation: 'Affitor takes nothing for a program that is paused or not yet published. Nothing was recorded.',
        evidence: proofs(refused, (request) => proof(request, `The request ${outcomeText(request)}`)),
        fix: {
          title: 'Activate the program in the dashboard',
          text: 'Its page there lists what is still open: profile, economics, payout, tracking.',
        },
      },
    ];
  },
});
