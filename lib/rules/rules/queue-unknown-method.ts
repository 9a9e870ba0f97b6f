import type { Dialect, QueueEntry } from '@/lib/model/entry';
import { documentedMethods, isTrackerQueue, knownMethods, nearestMethod } from '@/lib/rules/queue-items';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { dialectFor, drop, put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { ALL_DIALECTS, DOCS_PAGES } from '@/lib/tracker/dialects';

/** The queue names a method that this tracker does not have. */
export const queueUnknownMethod = defineRule({
  id: 'queue-unknown-method',
  title: 'The queue names a method that this tracker does not have',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  check(context) {
    const items = undocumentedIn[context.dialect ?? 'either'](context.queue).filter((item) => {
      if (context.calls.some((call) => call.queueItemId === item.itemId && call.documentId === item.documentId))
        return false;
      return !knownMethods(context, context.documents.get(item.documentId)).includes(item.method ?? '');
    });
    const item = items[0];
    const method = item?.method;
    if (!item || !method) return [];
    const dialect = dialectFor(context);
    const other = ALL_DIALECTS.find(({ name, methods }) => name !== dialect && methods.includes(method));
    const meant = nearestMethod(method, knownMethods(context, context.documents.get(item.documentId)));
    const right = other || !meant ? (dialect === 'v2' ? 'signup' : 'trackLead') : meant;
    return [
      {
        title: `The queue asks for \`${method}\`, which this tracker does not have`,
        explanation: other
          ? `\`${method}\` belongs to the ${other.name} tracker, and this page runs ${dialect}. The tracker passes the call by ` +
            'without a word.'
          : 'The tracker passes by what it does not know, without a word, so the call never ran.',
        evidence: proofs(items, (found) => proof(found, `\`${found.method}\` in the queue`, '/item/0')),
        fix: {
          title: `Use \`${right}\``,
          code: [
            ...drop(`affitorQueue.push(['${method}', …]);`),
            ...put(
              right === 'signup'
                ? "affitorQueue.push(['signup', user.id, user.email]);"
                : `affitorQueue.push(['${right}', { email: user.email, user_id: user.id }]);`,
            ),
          ],
        },
      },
    ];
  },
});

/** Items whose method the generation does not document. */
const undocumented = (dialect: Dialect | undefined) => {
  const methods = documentedMethods(dialect);
  return keptOf<QueueEntry>(
    (item) => item.itemId !== undefined && !!item.method && !methods.includes(item.method) && isTrackerQueue(item),
  );
};

const undocumentedIn = { v1: undocumented('v1'), v2: undocumented('v2'), either: undocumented(undefined) };
