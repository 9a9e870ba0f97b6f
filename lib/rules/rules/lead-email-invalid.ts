import { leadFieldRule } from '@/lib/rules/lead-field-rule';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Something that can be no address. */
export const leadEmailInvalid = leadFieldRule({
  id: 'lead-email-invalid',
  title: 'The e-mail address is not one',
  severity: 'warning',
  effect: 'none',
  docs: DOCS_PAGES.leadTracking,
  problems: ['email-invalid'],
  explanation:
    'Affitor keeps a hash of the address, so a wrong one is kept as the hash of something that matches nobody, and cannot ' +
    'be put right later.',
  titleFor: ({ field }) => field.message.replace(/\.$/, ''),
  fixFor: () => ({
    title: 'Report the signup after the form has been checked',
    text: 'Take the address from the account that was made, not from the input field.',
  }),
});
