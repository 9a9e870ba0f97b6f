import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The recording itself has holes, so what is not in it may still have happened. */
export const captureIncomplete = defineRule({
  id: 'capture-incomplete',
  title: 'Part of this recording is missing',
  severity: 'info',
  effect: 'none',
  docs: DOCS_PAGES.testing,
  check(context) {
    const gaps = context.notices.filter((notice) => notice.phase === 'gap');
    const lost = gaps.reduce((sum, notice) => sum + (notice.count ?? 0), 0);
    const blind = [...context.clicks, ...context.leadGroups.unread.flatMap((lead) => lead.request ?? [])].filter(
      (request) => request.missing.some(({ part }) => part === 'request-body'),
    );
    if (gaps.length === 0 && blind.length === 0) return [];
    return [
      {
        ...(gaps.length > 0 && { severity: 'warning' as const }),
        ...(lost > 0 && {
          title: `${lost} ${lost === 1 ? 'observation is' : 'observations are'} missing from this recording`,
        }),
        ...(gaps.length === 0 && { title: 'The body of a tracker request could not be read' }),
        explanation:
          'The verdict rests on what was seen. What is missing here may have happened all the same, so a finding about ' +
          'something that did not happen may be wrong.',
        evidence: [
          ...proofs(gaps, (notice) => proof(notice, notice.message)),
          ...proofs(blind, (request) => proof(request, missingText(request.missing))),
        ],
        fix: {
          title: 'Reload the page with this panel open, and go through the signup again',
          text: 'Bodies that one source cannot read are often seen by another, such as the network log of open DevTools.',
        },
      },
    ];
  },
});

function missingText(missing: { part: string; reason: string }[]): string {
  return missing.find(({ part }) => part === 'request-body')?.reason ?? 'The body is missing';
}
