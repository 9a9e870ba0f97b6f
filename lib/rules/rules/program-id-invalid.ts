import { defineRule, proof } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { DOCS_PAGES, SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';
import { isPlaceholder } from '@/lib/tracker/lead-fields';

/** An id that can be nobody's: a sample, an unfilled template, or no number. */
export const programIdInvalid = defineRule({
  id: 'program-id-invalid',
  title: 'The program id is not one',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    const fact = context.programs.find(({ id }) => id.trim() !== '' && !/^[1-9]\d*$/.test(id.trim()));
    if (!fact) return [];
    const isSample = isPlaceholder(fact.id) || /program|advertiser|\bid\b/i.test(fact.id);
    return [
      {
        ...(!isSample && { severity: 'warning' as const }),
        title: isSample
          ? `\`${fact.id}\` is a sample, not a program id`
          : `\`${fact.id}\` may not be a program id: those are numbers`,
        explanation:
          'Affitor’s program ids are whole numbers. With another text there, clicks and leads belong to no program, and ' +
          'the API refuses them.',
        evidence: [proof(fact.entry, `${capital(fact.source)} says \`${fact.id}\``)],
        fix: {
          title: 'Put your own program id there',
          text: 'The id is in the dashboard, under Tracking.',
          code: [
            ...drop(`  ${SCRIPT_ATTRIBUTES.programId}="${fact.id}"`),
            ...put(`  ${SCRIPT_ATTRIBUTES.programId}="42"`),
          ],
        },
      },
    ];
  },
});

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
