import { leadFieldRule } from '@/lib/rules/lead-field-rule';
import { drop, keep } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Personal data that goes out for nothing. */
export const leadPersonalData = leadFieldRule({
  id: 'lead-personal-data',
  title: 'Personal data is sent that Affitor discards',
  severity: 'info',
  effect: 'none',
  docs: DOCS_PAGES.leadTracking,
  problems: ['needless-personal-data'],
  explanation:
    'Name and phone number are thrown away on arrival and never stored. Sending them does no harm to attribution, but ' +
    'hands personal data to a third party for no use.',
  titleFor: ({ lead }) => {
    const names = lead.check.fields
      .filter((field) => field.problem === 'needless-personal-data')
      .map((field) => `\`${field.name}\``);
    return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} sent, then discarded`;
  },
  fixFor: ({ lead }) => ({
    title: 'Leave the fields out',
    code: [
      ...keep('{ email: user.email, user_id: user.id,'),
      ...drop(
        ...lead.check.fields
          .filter((field) => field.problem === 'needless-personal-data')
          .map((field) => `  ${field.name}: user.${field.name},`),
      ),
      ...keep('}'),
    ],
  }),
});
