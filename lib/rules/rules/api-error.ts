import { isCancelled } from '@/lib/rules/cancelled';
import { outcomeText, refusalKind, remedyOf } from '@/lib/rules/refusals';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { isCutOff } from '@/lib/timeline/out-of-reach';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

const OTHERS_SPEAK_OF = ['click', 'lead', 'script'];

/** Any other request to Affitor that failed: tests, sales, refunds, status. */
export const apiError = defineRule({
  id: 'api-error',
  title: 'A request to Affitor failed',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.errors,
  check(context) {
    const failed = context.failures.filter((request) => {
      if (!request.endpoint || OTHERS_SPEAK_OF.includes(request.endpoint.name)) return false;
      // A test event that leaving the page cut off is nobody's mistake.
      if (isCancelled(context, request) || isCutOff(request)) return false;
      const kind = refusalKind(request);
      return kind === undefined || kind === 'other' || kind === 'customer-not-found';
    });
    const request = failed.at(-1);
    if (!request?.endpoint) return [];
    const { outcome } = request;
    return [
      {
        title: `The ${NAMES[request.endpoint.name] ?? request.endpoint.name} request ${outcomeText(request)}`,
        explanation:
          'Affitor did not do what this request asks for. The click and the lead of this visit are not touched by it.',
        evidence: proofs(failed, (entry) => proof(entry, `${entry.method} ${entry.url} ${outcomeText(entry)}`)),
        fix: {
          title: 'Compare the request with the API’s reference',
          text:
            outcome.kind === 'failed'
              ? remedyOf(outcome.reason, request)
              : 'The answer names what is missing or wrong.',
        },
      },
    ];
  },
});

const NAMES: Record<string, string> = {
  'check-test-events': 'test check',
  events: 'event list',
  'test-event': 'test',
};
