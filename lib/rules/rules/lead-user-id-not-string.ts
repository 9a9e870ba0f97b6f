import { leadFieldRule } from '@/lib/rules/lead-field-rule';
import { drop, idName, leadLine, put } from '@/lib/rules/snippets';
import { describeJson } from '@/lib/tracker/decode';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** A number or an object where Affitor wants text. */
export const leadUserIdNotString = leadFieldRule({
  id: 'lead-user-id-not-string',
  title: '`user_id` is not a string',
  severity: 'error',
  effect: 'risks',
  docs: DOCS_PAGES.leadTracking,
  problems: ['user-id-not-string'],
  explanation:
    'Affitor compares the id with the one in Stripe’s metadata, which is always text. A value of another kind may be ' +
    'refused, or may never match a payment.',
  titleFor: ({ field }, context) => `\`${idName(context)}\` is ${describeJson(field.sent ?? null)}, not a string`,
  fixFor: (_, context) => ({
    title: 'Send the id as text',
    code: [...drop(leadLine(context)), ...put(leadLine(context, 'String(user.id)'))],
  }),
});
