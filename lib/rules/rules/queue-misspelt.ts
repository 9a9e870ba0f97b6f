import type { QueueEntry } from '@/lib/model/entry';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { DOCS_PAGES, QUEUE_NAME } from '@/lib/tracker/dialects';

/** A queue under a name that the tracker does not read. */
export const queueMisspelt = defineRule({
  id: 'queue-misspelt',
  title: 'The queue’s name is misspelt',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  check(context) {
    const entries = misspeltIn(context.queue);
    const entry = entries[0];
    if (!entry) return [];
    return [
      {
        title: `The queue is called \`${entry.name}\`, and the tracker reads \`${QUEUE_NAME}\``,
        explanation:
          'JavaScript makes a new, empty array under the other name, and everything pushed to it stays there. The tracker ' +
          'sees no calls, and nothing says so.',
        evidence: proofs(entries, (found) => proof(found, `\`window.${found.name}\` was used as the queue`)),
        fix: {
          title: 'Use the exact name',
          code: [
            ...drop(`window.${entry.name} = window.${entry.name} || [];`),
            ...put(`window.${QUEUE_NAME} = window.${QUEUE_NAME} || [];`),
          ],
        },
      },
    ];
  },
});

const misspeltIn = keptOf<QueueEntry>((entry) => entry.state === 'misspelt');
