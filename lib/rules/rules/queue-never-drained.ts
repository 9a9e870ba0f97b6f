import { isWellFormed } from '@/lib/rules/queue-item';
import { itemText, type StuckReason, stuckItemsOf } from '@/lib/rules/queue-items';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { guardedLead, put } from '@/lib/rules/snippets';
import { WITHOUT_TRACKER } from '@/lib/rules/without-tracker';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Calls were in the queue in time, and no tracker took them. */
export const queueNeverDrained = defineRule({
  id: 'queue-never-drained',
  title: 'Calls in the queue were never read',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  because: [...WITHOUT_TRACKER, 'program-id-missing', 'queue-replaced'],
  check(context) {
    const stuck = stuckItemsOf(context).filter(({ item, reason }) => isUnread(reason) && isWellFormed(item.item));
    const proven = stuck.filter(({ reason }) => reason !== 'not-emptied');
    const items = proven.length > 0 ? proven : stuck;
    if (items.length === 0) return [];
    const ran = items.some(({ reason }) => reason !== 'no-tracker');
    return [
      {
        ...(proven.length === 0 && { title: 'Calls in the queue may never have been read', severity: 'warning' }),
        explanation:
          proven.length === 0
            ? 'Nothing can be taken out of this queue, for it is frozen, sealed or a getter. So it does not show whether ' +
              'the tracker ran these calls, and no lead was seen to follow them.'
            : ran
              ? 'The tracker reads `window.affitorQueue` once, when it loads. These calls were there before it, and are ' +
                'still there: the queue may be of another shape, or of another frame.'
              : 'No tracker ran on this page, so nobody read the queue.',
        evidence: proofs(items, ({ item }) => proof(item, `${itemText(item)} still waits`)),
        fix: {
          title: 'Call the tracker if it is there, and queue only if it is not',
          code: put(...guardedLead(context)),
        },
      },
    ];
  },
});

function isUnread(reason: StuckReason): boolean {
  return reason === 'never-drained' || reason === 'not-emptied' || reason === 'no-tracker';
}
