import { isCancelled, mayHaveSurvived } from '@/lib/rules/cancelled';
import { defineRule, proof } from '@/lib/rules/rule';
import { dialectFor, drop, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The lead was on its way, and leaving the page took it along. */
export const leadCancelledByNavigation = defineRule({
  id: 'lead-cancelled-by-navigation',
  title: 'Leaving the page cancelled the lead',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  check(context) {
    const cancelled = [...context.leadGroups.byState.failed, ...context.leadGroups.byState.sent].flatMap((lead) =>
      lead.request && isCancelled(context, lead.request) ? [lead.request] : [],
    );
    const request = cancelled.at(-1);
    if (!request) return [];
    const left = context.documents.get(request.documentId)?.left;
    const isCertain = request.outcome.kind === 'failed';
    const isUnknown = mayHaveSurvived(request);
    const fate = isUnknown
      ? 'No answer to this lead was seen, nor whether it was sent so: it may have arrived.'
      : 'No answer to this lead was seen.';
    return [
      {
        ...(isUnknown && { severity: 'warning' as const }),
        ...(!isCertain && { title: 'Leaving the page may have cancelled the lead' }),
        explanation:
          'The page went on to another one at once, and browsers cancel what is still under way, unless it is sent with ' +
          `\`keepalive\` or as a beacon. ${isCertain ? 'This lead never arrived.' : fate}`,
        evidence: [
          ...cancelled.map((entry) =>
            proof(entry, isCertain ? 'The request was cancelled' : 'The request got no answer'),
          ),
          ...(left ? [proof(left.by, 'The page was left')] : []),
        ],
        fix: {
          title: 'Go on when the lead has been sent',
          code:
            dialectFor(context) === 'v2'
              ? [
                  ...drop('affitor.signup(user.id, user.email);'),
                  ...put('await affitor.signup(user.id, user.email);', "location.href = '/welcome';"),
                ]
              : [
                  ...drop("location.href = '/welcome'; // right after trackLead()"),
                  ...put("location.href = '/welcome?signed_up=1'; // and call trackLead() there"),
                ],
        },
      },
    ];
  },
});
