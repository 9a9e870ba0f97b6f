import type { ScriptEntry } from '@/lib/model/entry';
import type { DocumentFact } from '@/lib/rules/documents';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { keep, tagLines } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Two trackers in one document: each drains the queue, writes cookies and sends clicks. */
export const scriptDuplicated = defineRule({
  id: 'script-duplicated',
  title: 'The tracker script ran more than once on this page',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    for (const document of severalIn(context.pages)) {
      const loaded = loadedIn(document);
      return [
        {
          explanation:
            'Each copy records its own click and may answer the same calls, so clicks and leads may be counted twice, ' +
            'and the copies overwrite each other’s cookies.',
          evidence: proofs(loaded, (script, index) => proof(script, `Copy ${index + 1}: ${script.src}`)),
          fix: {
            title: 'Keep one of them',
            text: 'Often the tag stands in the template and in a tag manager, or beside `loadAffitor()`. Keep the one in <head>.',
            code: keep(...tagLines(context)),
          },
        },
      ];
    }
    return [];
  },
});

const severalIn = keptOf<DocumentFact>((document) => loadedIn(document).length > 1);

function loadedIn({ scripts }: DocumentFact): ScriptEntry[] {
  return scripts.filter((script) => script.state === 'loaded');
}
