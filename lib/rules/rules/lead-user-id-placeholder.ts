import { leadFieldRule } from '@/lib/rules/lead-field-rule';
import { drop, idName, leadLine, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The documentation's sample, or a template that nobody filled in. */
export const leadUserIdPlaceholder = leadFieldRule({
  id: 'lead-user-id-placeholder',
  title: '`user_id` is a placeholder',
  severity: 'error',
  effect: 'risks',
  docs: DOCS_PAGES.leadTracking,
  problems: ['user-id-placeholder'],
  explanation:
    'All signups that send this text look like one and the same user, and no payment will ever match it. The tracker ' +
    'takes it for an id: it only checks that something is there.',
  titleFor: ({ field }, context) => `\`${idName(context)}\` is the placeholder ${String(field.sent)}`,
  fixFor: ({ field }, context) => ({
    title: 'Send your user’s own id',
    text: 'The same one that you put into Stripe’s metadata.',
    code: [...drop(leadLine(context, `'${String(field.sent)}'`)), ...put(leadLine(context))],
  }),
});
