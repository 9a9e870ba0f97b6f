import { leadFieldRule } from '@/lib/rules/lead-field-rule';
import { leadLine, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Recommended by the first generation's guide, optional in the second. */
export const leadEmailMissing = leadFieldRule({
  id: 'lead-email-missing',
  title: 'The lead has no e-mail address',
  severity: 'warning',
  effect: 'none',
  docs: DOCS_PAGES.leadTracking,
  problems: ['email-missing'],
  explanation:
    'The lead counts without it. With an address the partner can tell signups apart in the dashboard; Affitor keeps a ' +
    'hash and a masked form of it, never the address itself.',
  severityFor: (context) => (context.dialect === 'v2' ? 'info' : undefined),
  fixFor: (_, context) => ({ title: 'Send the address too', code: put(leadLine(context)) }),
});
