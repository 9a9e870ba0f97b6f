import { itemText, stuckItemsOf } from '@/lib/rules/queue-items';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { dialectFor, drop, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The queue dies with its document: what waits in it when the page is left is lost. */
export const queueLostByNavigation = defineRule({
  id: 'queue-lost-by-navigation',
  title: 'The page was left while a call waited in the queue',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  check(context) {
    const stuck = stuckItemsOf(context).filter(({ reason }) => reason === 'left');
    const [first] = stuck;
    const left = first?.document.left;
    if (!first || !left) return [];
    const waited = ((left.at - first.item.at) / 1000).toFixed(2);
    return [
      {
        explanation:
          `The call waited ${waited} s for the tracker, which had not loaded yet, and then the page went away. The queue ` +
          'is an array in the page’s memory: the next page begins with an empty one.',
        evidence: [
          ...proofs(stuck, ({ item }) => proof(item, `${itemText(item)} waited in the queue`)),
          proof(left.by, 'The page was left'),
        ],
        fix: {
          title: 'Report the signup on the page that follows, or wait for the tracker',
          text: 'On the next page there is time. Loading the tracker in <head> on every page makes the wait short.',
          code: [
            ...drop("location.href = '/welcome';"),
            ...put("location.href = '/welcome?signed_up=1'; // and there, once the user is known:"),
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
