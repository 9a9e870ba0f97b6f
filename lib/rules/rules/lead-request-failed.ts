import { isCancelled } from '@/lib/rules/cancelled';
import { isFailed, outcomeText, refusalKind, remedyOf, speakersFor } from '@/lib/rules/refusals';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The lead was sent, and not recorded. */
export const leadRequestFailed = defineRule({
  id: 'lead-request-failed',
  title: 'The lead was sent, but not recorded',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.errors,
  check(context) {
    const requests = [...context.leadGroups.byState.failed, ...context.leadGroups.byState.rejected].flatMap(
      ({ request }) =>
        request && isFailed(request) && refusalKind(request) !== 'customer-not-found' && !isCancelled(context, request)
          ? [request]
          : [],
    );
    const request = requests.at(-1);
    if (!request) return [];
    const { outcome } = request;
    const isServers = outcome.kind === 'answered' && outcome.status >= 500;
    const text =
      outcome.kind === 'failed'
        ? remedyOf(outcome.reason, request)
        : isServers
          ? 'The fault is on Affitor’s side. Try again later; the signup can be reported again without harm.'
          : 'Compare what was sent under Leads with what the answer asks for.';
    return [
      {
        // A server that fails would have failed with a customer too.
        because: [...speakersFor(requests), ...(isServers ? [] : ['landing-param-missing', 'cookie-missing-at-lead'])],
        title: `The lead was not recorded: its request ${outcomeText(request)}`,
        explanation:
          'The signup reached the tracker, and Affitor has no lead of it. The tracker does not try again by itself, so this ' +
          'signup stays unattributed unless it is reported once more.',
        evidence: proofs(requests, (entry) => proof(entry, `${entry.method} ${entry.url} ${outcomeText(entry)}`)),
        fix: { title: 'Make the request succeed, then report the signup again', text },
      },
    ];
  },
});
