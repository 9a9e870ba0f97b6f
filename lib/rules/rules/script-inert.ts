import type { ScriptEntry } from '@/lib/model/entry';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, put, tagLines } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The tag is in the page under a type that no browser runs, and nothing brought it to life. */
export const scriptInert = defineRule({
  id: 'script-inert',
  title: 'The tracker’s tag is on the page, but the browser does not run it',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    const inert = context.scripts.filter(
      (script) =>
        script.state === 'inert' &&
        context.documents.get(script.documentId)?.trackerAt === undefined &&
        context.settled(script.at),
    );
    const script = inert.at(-1);
    if (!script) return [];
    const type = script.attributes.type ?? '';
    return [
      {
        explanation: `${holderOf(script)} Until the tag is an ordinary script, no click, cookie or lead can exist.`,
        evidence: proofs(inert, (entry) =>
          proof(entry, `The tag has type="${entry.attributes.type ?? ''}"`, '/attributes/type'),
        ),
        fix: {
          title: 'Let the tag run',
          text: 'Put it under the consent category that affiliate tracking belongs to, or exempt it from the tool that holds it.',
          code: [...drop(`<script type="${type}" …></script>`), ...put(...tagLines(context))],
        },
      },
    ];
  },
});

function holderOf(script: ScriptEntry): string {
  const type = (script.attributes.type ?? '').toLowerCase();
  if (type.includes('partytown'))
    return 'Partytown moved it into a worker, where it cannot reach the page’s cookies and calls.';
  if (/^[0-9a-f]{8,}-text\/javascript/.test(type)) return 'Rocket Loader rewrote its type and has not started it.';
  if (type === 'text/plain') return 'A consent manager may be holding it back until the visitor agrees.';
  return `Its type is \`${type}\`, which is no type of script.`;
}
