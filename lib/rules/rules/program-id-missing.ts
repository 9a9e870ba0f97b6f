import type { ScriptEntry } from '@/lib/model/entry';
import type { DocumentFact } from '@/lib/rules/documents';
import { defineRule, proof } from '@/lib/rules/rule';
import { put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { DOCS_PAGES, SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';

/** A tracker that nobody told whose it is. */
export const programIdMissing = defineRule({
  id: 'program-id-missing',
  title: 'The tracker has no program id',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    for (const document of namelessIn(context.pages)) {
      const script = loadedIn(document);
      if (!script || document.trackerAt === undefined || !context.settled(document.trackerAt)) continue;
      const named = context.said.get('program-id')?.some((line) => line.documentId === document.id);
      // Only the second generation also reads a global of the page, which its own state then repeats.
      const unseen = context.dialect !== 'v1' && document.global === undefined;
      if (named || unseen) continue;
      return [
        {
          explanation:
            'Without the id of your program the tracker does not know to whom a click or a signup belongs, so Affitor ' +
            'cannot record either.',
          evidence: [
            proof(script, `The tag has no ${SCRIPT_ATTRIBUTES.programId}`, '/attributes'),
            ...(document.global ? [proof(document.global, '`affitor.programId` is empty', '/state/programId')] : []),
          ],
          fix: {
            title: 'Name your program on the tag',
            text: 'The id is in the dashboard, under Tracking.',
            code: put(`  ${SCRIPT_ATTRIBUTES.programId}="YOUR_PROGRAM_ID"`),
          },
        },
      ];
    }
    return [];
  },
});

/** Where a tracker ran, and neither a tag nor its own object names a program. */
const namelessIn = keptOf<DocumentFact>((document) => {
  if (!loadedIn(document) || document.trackerAt === undefined) return false;
  if (document.scripts.some((entry) => entry.attributes[SCRIPT_ATTRIBUTES.programId]?.trim())) return false;
  const known = document.global?.state.programId;
  return known === undefined || known === null || known === '';
});

function loadedIn({ scripts }: DocumentFact): ScriptEntry | undefined {
  return scripts.find((entry) => entry.state === 'loaded');
}
