import { isWellFormed } from '@/lib/rules/queue-item';
import { itemText, stuckItemsOf } from '@/lib/rules/queue-items';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { guardedLead, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Calls were in the queue in time, and no tracker took them. */
export const queueNeverDrained = defineRule({
  id: 'queue-never-drained',
  title: 'Calls in the queue were never read',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  because: [
    'script-missing',
    'script-blocked',
    'script-load-failed',
    'script-integrity-failed',
    'script-inert',
    'program-id-missing',
    'queue-replaced',
  ],
  check(context) {
    const stuck = stuckItemsOf(context).filter(
      ({ item, reason }) => (reason === 'never-drained' || reason === 'no-tracker') && isWellFormed(item.item),
    );
    if (stuck.length === 0) return [];
    const ran = stuck.some(({ reason }) => reason === 'never-drained');
    return [
      {
        explanation: ran
          ? 'The tracker reads `window.affitorQueue` once, when it loads. These calls were there before it, and are still ' +
            'there: the queue may be frozen, of another shape, or of another frame.'
          : 'No tracker ran on this page, so nobody read the queue.',
        evidence: proofs(stuck, ({ item }) => proof(item, `${itemText(item)} still waits`)),
        fix: {
          title: 'Call the tracker if it is there, and queue only if it is not',
          code: put(...guardedLead(context)),
        },
      },
    ];
  },
});
