import type { QueueEntry } from '@/lib/model/entry';
import { itemText, stuckItemsOf } from '@/lib/rules/queue-items';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { DOCS_PAGES, QUEUE_NAME } from '@/lib/tracker/dialects';

/** A second array took the queue's place, and what waited in the first was lost with it. */
export const queueReplaced = defineRule({
  id: 'queue-replaced',
  title: 'The queue was replaced, and the calls in it were lost',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  check(context) {
    for (const entry of replacementsIn(context.queue)) {
      const lost = stuckItemsOf(context).filter(
        ({ item }) => item.documentId === entry.documentId && item.at <= entry.at && item.id !== entry.id,
      );
      if (lost.length === 0) continue;
      return [
        {
          explanation:
            'A script assigned a new array to the queue while calls were waiting in the old one. The tracker reads only ' +
            'the array that stands there when it loads.',
          evidence: [
            proof(entry, `\`window.${entry.name}\` was assigned anew`),
            ...proofs(lost, ({ item }) => proof(item, `${itemText(item)} was in the old one`)),
          ],
          fix: {
            title: 'Keep the queue that is there',
            code: [...drop(`window.${QUEUE_NAME} = [];`), ...put(`window.${QUEUE_NAME} = window.${QUEUE_NAME} || [];`)],
          },
        },
      ];
    }
    return [];
  },
});

const replacementsIn = keptOf<QueueEntry>((entry) => entry.state === 'replaced');
