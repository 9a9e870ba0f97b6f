import type { QueueEntry } from '@/lib/model/entry';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { DOCS_PAGES, QUEUE_NAME } from '@/lib/tracker/dialects';

/** `let affitorQueue` at top level is no property of `window`, so the tracker can never see it. */
export const queueNotGlobal = defineRule({
  id: 'queue-not-global',
  title: 'The queue is declared with `let` or `const`, so it is not on `window`',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  check(context) {
    const entries = lexicalIn(context.queue);
    const entry = entries[0];
    if (!entry) return [];
    return [
      {
        explanation:
          'The page’s own scripts can read it by its bare name, so it looks right. The tracker asks for ' +
          `\`window.${QUEUE_NAME}\`, which does not exist, and takes nothing from it.`,
        evidence: proofs(entries, (found) =>
          proof(found, `\`${found.name}\` is a variable, not a property of \`window\``),
        ),
        fix: {
          title: 'Put the queue on `window`',
          code: [...drop(`let ${QUEUE_NAME} = [];`), ...put(`window.${QUEUE_NAME} = window.${QUEUE_NAME} || [];`)],
        },
      },
    ];
  },
});

const lexicalIn = keptOf<QueueEntry>((entry) => entry.state === 'lexical');
