import { leadFieldRule } from '@/lib/rules/lead-field-rule';
import { idName, leadLine, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** A lead without the id that payments are matched by. */
export const leadUserIdMissing = leadFieldRule({
  id: 'lead-user-id-missing',
  title: '`user_id` is missing',
  severity: 'error',
  effect: 'risks',
  docs: DOCS_PAGES.leadTracking,
  problems: ['user-id-missing'],
  explanation:
    'The id is what later joins a payment to this signup. Without it the signup may still be counted, but no sale can ' +
    'follow from it, so no partner is ever paid for it.',
  titleFor: (_, context) => `\`${idName(context)}\` is missing`,
  fixFor: (_, context) => ({
    title: 'Send your user’s own id',
    text: 'The same one that you put into Stripe’s metadata.',
    code: put(leadLine(context)),
  }),
});
