import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, keep, tagLines } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Debug left on where real visitors sign up: every lead becomes a test. */
export const debugInProduction = defineRule({
  id: 'debug-in-production',
  title: 'Debug is on, so signups on this site are kept as tests',
  severity: 'error',
  effect: 'none',
  docs: DOCS_PAGES.testing,
  check(context) {
    const { debug } = context;
    if (!debug?.on || !context.isProduction(debug.entry.documentUrl)) return [];
    const tests = context.leadGroups.byState.test;
    const tag = tagLines(context);
    const isTalkOnly = context.dialect === 'v2' && tests.length === 0;
    return [
      {
        ...(isTalkOnly && {
          severity: 'warning' as const,
          title: 'Debug is on, on a page that real visitors use',
        }),
        explanation: isTalkOnly
          ? 'With debug on, the newer tracker prints what it does into every visitor’s console and sends a test event on ' +
            'each page. Its leads are real.'
          : 'With debug on, the tracker sends a test event in place of each lead and returns. Affitor answers 200, but no ' +
            'lead exists, and no sale can follow from it.',
        evidence: [
          proof(debug.entry, `Debug is on, ${debug.source}`),
          ...proofs(tests, (lead) => proof(lead.request ?? lead.entry, 'Went out as a test')),
        ],
        fix: {
          title: 'Remove the attribute before you ship',
          text: 'With the SDK, leave out `debug: true`, or tie it to your development build.',
          code: [...keep(...tag.slice(0, -1)), ...drop('  data-affitor-debug="true"'), ...keep(tag.at(-1) ?? '')],
        },
      },
    ];
  },
});
