import { nameOf, SLOW_DRAIN_MS } from '@/lib/rules/lead-facts';
import { defineRule, proof } from '@/lib/rules/rule';
import { keep, tagLines } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The signup was queued on a page that had no tracker yet; this time somebody waited long enough. */
export const scriptAfterCall = defineRule({
  id: 'script-after-call',
  title: 'The tracker was added to the page after the signup call',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.leadTracking,
  check(context) {
    for (const lead of context.leadGroups.slow) {
      const script = context.documents.get(lead.documentId)?.scripts.find((entry) => entry.state === 'loaded');
      if (!script || script.at - lead.at < SLOW_DRAIN_MS) continue;
      const late = ((script.at - lead.at) / 1000).toFixed(2);
      return [
        {
          explanation:
            `The call waited ${late} s for the script to be added. It ran in the end, but a visitor who leaves the page ` +
            'in that time is lost, and nothing says so.',
          evidence: [
            proof(lead.entry, `${nameOf(lead)} was queued`),
            proof(script, `The script was added ${late} s later`),
          ],
          fix: {
            title: 'Load the tracker in <head>, on every page',
            text: 'With the SDK, call `loadAffitor()` once when the app starts.',
            code: keep(...tagLines(context)),
          },
        },
      ];
    }
    return [];
  },
});
