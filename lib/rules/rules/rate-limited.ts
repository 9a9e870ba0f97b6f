import { outcomeText, refusalKind } from '@/lib/rules/refusals';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { headerValue } from '@/lib/tracker/decode';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Too many requests in too short a time. */
export const rateLimited = defineRule({
  id: 'rate-limited',
  title: 'Affitor answered that there were too many requests',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.errors,
  check(context) {
    const refused = context.failures.filter((request) => refusalKind(request) === 'rate-limit');
    const request = refused.at(-1);
    if (!request) return [];
    const after = request.outcome.kind === 'answered' ? headerValue(request.outcome.headers, 'retry-after') : undefined;
    return [
      {
        explanation: 'What was sent in these requests was not recorded. The tracker does not send it again by itself.',
        evidence: proofs(refused, (entry) => proof(entry, `The request ${outcomeText(entry)}`)),
        fix: {
          title: after ? `Try again after ${after} s` : 'Wait, then try again',
          text: 'A loop, a test that runs too often, or an effect that fires at each render may be behind it.',
        },
      },
    ];
  },
});
