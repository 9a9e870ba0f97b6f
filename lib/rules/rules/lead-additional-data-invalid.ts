import { leadFieldRule } from '@/lib/rules/lead-field-rule';
import { drop, put } from '@/lib/rules/snippets';
import { describeJson } from '@/lib/tracker/decode';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Extra data that is no object. */
export const leadAdditionalDataInvalid = leadFieldRule({
  id: 'lead-additional-data-invalid',
  title: '`additional_data` is not an object',
  severity: 'warning',
  effect: 'none',
  docs: DOCS_PAGES.leadTracking,
  problems: ['additional-data-not-object'],
  explanation: 'Affitor keeps `additional_data` as it is, and expects an object. Other values may be refused or lost.',
  titleFor: ({ field }) => `\`additional_data\` is ${describeJson(field.sent ?? null)}, not an object`,
  fixFor: () => ({
    title: 'Send an object',
    code: [...drop("additional_data: 'plan=pro'"), ...put("additional_data: { plan: 'pro' }")],
  }),
});
