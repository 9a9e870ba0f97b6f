import { leadFieldRule } from '@/lib/rules/lead-field-rule';
import { drop, idName, leadLine, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** An address in the place of an id. */
export const leadUserIdIsEmail = leadFieldRule({
  id: 'lead-user-id-is-email',
  title: '`user_id` is an e-mail address',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.leadTracking,
  problems: ['user-id-is-email'],
  explanation:
    'People change their address, and then payments no longer match. The id is also kept as it is sent, while an e-mail ' +
    'address in its own field is kept only as a hash and a masked form.',
  titleFor: (_, context) => `\`${idName(context)}\` is an e-mail address`,
  fixFor: (_, context) => ({
    title: 'Send an id that stays the same',
    code: [...drop(leadLine(context, 'user.email')), ...put(leadLine(context))],
  }),
});
