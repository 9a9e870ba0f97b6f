import type { QueueEntry } from '@/lib/model/entry';
import type { Snapshot } from '@/lib/model/json';
import { isWellFormed } from '@/lib/rules/queue-item';
import { isTrackerQueue } from '@/lib/rules/queue-items';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { dialectFor, drop, put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { fieldOf, isJsonObject } from '@/lib/tracker/decode';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Something other than `['method', …arguments]` is in the queue. */
export const queueMalformedItem = defineRule({
  id: 'queue-malformed-item',
  title: 'An item of the queue is not of the form [method, arguments]',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  check(context) {
    const items = malformedIn(context.queue);
    const item = items[0];
    if (!item) return [];
    return [
      {
        explanation:
          `The tracker reads each item as an array whose first element is the method’s name. Here it found ${shapeOf(item.item)}, ` +
          'and passed it by.',
        evidence: proofs(items, (found) =>
          proof(found, `Item ${(found.position ?? 0) + 1} is ${shapeOf(found.item)}`, '/item'),
        ),
        fix: {
          title: 'Push one array: the method, then its arguments',
          code: [
            ...drop("affitorQueue.push('trackLead', lead);"),
            ...put(
              dialectFor(context) === 'v2'
                ? "affitorQueue.push(['signup', user.id, user.email]);"
                : "affitorQueue.push(['trackLead', { email: user.email, user_id: user.id }]);",
            ),
          ],
        },
      },
    ];
  },
});

const malformedIn = keptOf<QueueEntry>(
  (item) => item.itemId !== undefined && item.item !== undefined && isTrackerQueue(item) && !isWellFormed(item.item),
);

function shapeOf(item: Snapshot | undefined): string {
  if (typeof item === 'string') return `the text \`${item}\``;
  if (Array.isArray(item)) return item.length === 0 ? 'an empty array' : 'an array that does not begin with a name';
  const type = fieldOf(item, '$type');
  if (type === 'function') return 'a function';
  if (type === 'undefined' || item === null || item === undefined) return 'nothing';
  return isJsonObject(item) ? 'an object' : `\`${String(item)}\``;
}
