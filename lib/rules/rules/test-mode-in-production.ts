import { pointerTo } from '@/lib/rules/lead-facts';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, leadLine, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** `test_mode` left in the call where real visitors sign up. */
export const testModeInProduction = defineRule({
  id: 'test-mode-in-production',
  title: '`test_mode` is set, so signups on this site are kept as tests',
  severity: 'error',
  effect: 'none',
  docs: DOCS_PAGES.testing,
  check(context) {
    const leads = context.leadGroups.testMode.filter((lead) => {
      if (!context.isProduction(lead.documentUrl)) return false;
      // With debug on the tracker sets it by itself; that is another finding.
      return lead.call !== undefined || lead.queue !== undefined || !context.debug?.on;
    });
    if (leads.length === 0) return [];
    return [
      {
        explanation:
          'With `additional_data.test_mode`, Affitor keeps a test event and makes no lead. It answers 200, so everything ' +
          'looks right, and no signup of this site is attributed.',
        evidence: proofs(leads, (lead) => proof(lead.entry, '`test_mode` is set', pointerTo(lead, 'additional_data'))),
        fix: {
          title: 'Take `test_mode` out',
          code: [...drop('additional_data: { test_mode: true }'), ...put(leadLine(context))],
        },
      },
    ];
  },
});
