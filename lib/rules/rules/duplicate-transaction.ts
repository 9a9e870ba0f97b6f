import { fieldsOf } from '@/lib/rules/payload';
import { refusalKind } from '@/lib/rules/refusals';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The sale was there already: harmless, and not to be sent again. */
export const duplicateTransaction = defineRule({
  id: 'duplicate-transaction',
  title: 'This sale was recorded already',
  severity: 'info',
  effect: 'none',
  docs: DOCS_PAGES.trackSale,
  check(context) {
    const refused = context.failures.filter((request) => refusalKind(request) === 'duplicate');
    const request = refused.at(-1);
    if (!request) return [];
    const id = fieldsOf(request.body)?.transaction_id;
    return [
      {
        ...(typeof id === 'string' && { title: `Sale ${id} was recorded already` }),
        explanation:
          'Affitor answered 409: it has a sale with this `transaction_id`, and keeps the first one. Nothing is lost, and ' +
          'sending it again changes nothing.',
        evidence: proofs(refused, (entry) => proof(entry, 'Answered 409')),
        fix: { title: 'Take 409 for success', text: 'Do not retry it; only 5xx and 429 are worth another try.' },
      },
    ];
  },
});
