import { isWellFormed } from '@/lib/rules/queue-item';
import { itemText, stuckItemsOf } from '@/lib/rules/queue-items';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { dialectFor, drop, guardedLead, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The classic one: the tracker has read the queue, and the page goes on pushing. */
export const queuePushAfterLoad = defineRule({
  id: 'queue-push-after-load',
  title: 'A call pushed after the tracker had loaded never ran',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  because: ['queue-replaced'],
  check(context) {
    const stuck = stuckItemsOf(context).filter(
      ({ item, reason }) => reason === 'after-load' && isWellFormed(item.item),
    );
    const [first] = stuck;
    if (!first) return [];
    const late = first.item.at - (first.document.trackerAt ?? first.item.at);
    const push = dialectFor(context) === 'v2' ? "['signup', user.id, user.email]" : "['trackLead', lead]";
    return [
      {
        explanation:
          `The tracker reads the queue once, when it loads. This call came ${(late / 1000).toFixed(2)} s later, and stays in ` +
          'an ordinary array that nobody reads any more.',
        evidence: [
          ...proofs(stuck, ({ item }) => proof(item, `${itemText(item)} was pushed, and never read`)),
          ...(first.document.global ? [proof(first.document.global, 'The tracker was there already')] : []),
        ],
        fix: {
          title: 'Call the tracker if it is there, and queue only if it is not',
          code: [...drop(`window.affitorQueue.push(${push});`), ...put(...guardedLead(context))],
        },
      },
    ];
  },
});
