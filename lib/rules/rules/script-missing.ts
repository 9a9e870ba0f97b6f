import type { QueueEntry } from '@/lib/model/entry';
import { QUIET_MS, type RuleContext } from '@/lib/rules/context';
import type { DocumentFact } from '@/lib/rules/documents';
import { isTrackerQueue, stuckItemsOf } from '@/lib/rules/queue-items';
import { type Draft, defineRule, proof, proofs } from '@/lib/rules/rule';
import { put, tagLines } from '@/lib/rules/snippets';
import { isErrorPage } from '@/lib/timeline/error-page';
import { keptOf } from '@/lib/timeline/growing';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** A page speaks to the tracker, or was reached by a referral link, and has no tracker script at all. */
export const scriptMissing = defineRule({
  id: 'script-missing',
  title: 'The tracker script is not on this page',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    for (const document of barePages(context.pages)) {
      const spoken = speechless(context, document);
      if (spoken) return [spoken];
    }
    return [landedWithout(context)];
  },
});

const barePages = keptOf<DocumentFact>(({ scripts, trackerAt }) => scripts.length === 0 && trackerAt === undefined);

function speechless(context: RuleContext, document: DocumentFact): Draft | undefined {
  const items = spokenOn(context, document);
  if (items.length === 0) return undefined;
  return {
    explanation:
      'The page puts calls into `affitorQueue`, but no tracker script was added to it, so nobody will ever read them. ' +
      'No click, cookie or lead can exist without the script.',
    evidence: proofs(items, (item) =>
      proof(item, item.method ? `\`${item.method}\` waits in the queue` : 'The queue exists'),
    ),
    fix: fixOf(context),
  };
}

/** Calls that wait for nobody; a queue without any call says as much once the page had its time. */
function spokenOn(context: RuleContext, document: DocumentFact): QueueEntry[] {
  const entries = context.queue.filter((entry) => entry.documentId === document.id && isTrackerQueue(entry));
  if (!entries.some((entry) => entry.itemId !== undefined)) {
    return entries.filter((entry) => entry.state === 'created' && context.settled(entry.at, QUIET_MS));
  }
  return stuckItemsOf(context)
    .filter((stuck) => stuck.document === document && stuck.reason === 'no-tracker')
    .map(({ item }) => item);
}

function landedWithout(context: RuleContext): Draft | undefined {
  if (context.hasTracker || !context.landing || !context.settled(context.landing.entry.at, QUIET_MS)) return undefined;
  const { entry } = context.landing;
  if (isErrorPage(entry)) {
    return {
      severity: 'warning',
      title: `A referral link led to a page that was answered with status ${entry.status}`,
      explanation:
        `The page was opened with \`?${context.landing.parameter}=\`, and the server had none to show. What it showed in its ` +
        'place has no tracker script, so no click was recorded.',
      evidence: [proof(entry, `Status ${entry.status}`, '/status')],
      fix: {
        title: 'Correct the link, or the page',
        text: 'Let the link lead to a page that is there. With the tracker on error pages too, the click would be recorded.',
      },
    };
  }
  return {
    severity: 'warning',
    title: 'A referral link led here, and no tracker script was seen',
    explanation:
      `The page was opened with \`?${context.landing.parameter}=\`, which may be an Affitor referral. If it is, the ` +
      'tracker must run on this page: it records the click on the first page that the visitor sees.',
    evidence: [proof(context.landing.entry, `Opened ${context.landing.url}`)],
    fix: fixOf(context),
  };
}

function fixOf(context: RuleContext): NonNullable<Draft['fix']> {
  return {
    title: 'Add the tracker to every page',
    text: 'Put it into <head>, on the pages that visitors land on and on the page that reports the signup.',
    code: put(...tagLines(context)),
  };
}
