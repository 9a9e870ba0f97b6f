import { isAccepted, replyOf } from '@/lib/rules/payload';
import { defineRule, proof } from '@/lib/rules/rule';
import { dialectFor } from '@/lib/rules/snippets';
import { DIALECTS, DOCS_PAGES } from '@/lib/tracker/dialects';

/** The click was recorded, and the browser kept nothing of it. */
export const cookieNotWritten = defineRule({
  id: 'cookie-not-written',
  title: 'The click was recorded, but no customer cookie was written',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  because: ['cookie-blocked', 'program-id-missing'],
  check(context) {
    const click = context.clicks.findLast(isAccepted);
    const answered = click?.endedAt ?? (click?.outcome.kind === 'answered' ? click.outcome.endedAt : undefined);
    if (!click || answered === undefined || !context.settled(answered)) return [];
    const written = context.cookies.some(
      (cookie) =>
        DIALECTS[dialectFor(context)].customerCookies.includes(cookie.name) &&
        (['set', 'changed', 'unchanged', 'present'].includes(cookie.action) || cookie.ours),
    );
    if (written || context.customer.heldAt(context.present, click.documentUrl)) return [];
    const left = context.documents.get(click.documentId)?.left;
    const hurried = left !== undefined && left.at - answered < 200;
    const name = DIALECTS[dialectFor(context)].customerCookies[0];
    const id = replyOf(click)?.click_id ?? replyOf(click)?.customer_code;
    return [
      {
        explanation:
          `Affitor made a customer for this click, and the tracker should have kept it in \`${name}\`. ` +
          (hurried
            ? 'The page was left as the answer came, so it may not have had the time.'
            : 'No such cookie was seen, so a later signup will not know whose it is.'),
        evidence: [proof(click, typeof id === 'string' ? `Answered ${id}` : 'The click was answered')],
        fix: {
          title: 'Find what keeps the cookie from being written',
          text:
            'Look for a consent tool that guards `document.cookie`, a sandboxed frame, or a privacy extension, and try in ' +
            'a fresh profile. With debug on, the tracker prints its own check of cookies.',
        },
      },
    ];
  },
});
