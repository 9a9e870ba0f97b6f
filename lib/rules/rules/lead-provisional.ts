import { defineRule, proof } from '@/lib/rules/rule';
import { put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The program wants leads from a server, so one from a browser waits for it. */
export const leadProvisional = defineRule({
  id: 'lead-provisional',
  title: 'The lead is provisional until your server confirms it',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.trackLead,
  check(context) {
    const leads = context.leadGroups.byState.provisional;
    if (leads.length === 0) return [];
    return [
      {
        explanation:
          'The program takes leads from servers only (`lead_auth: server_required`), so that nobody can invent signups in ' +
          'a browser. This one is kept aside, and counts when your server reports the same customer.',
        evidence: leads.flatMap(({ request }) =>
          request ? [proof(request, 'Answered `provisional: true`', '/provisional')] : [],
        ),
        fix: {
          title: 'Report the signup from your server too',
          code: put(
            "await fetch('https://api.affitor.com/api/v1/track/lead', {",
            "  method: 'POST',",
            "  headers: { Authorization: 'Bearer ' + process.env.AFFITOR_API_KEY, 'Content-Type': 'application/json' },",
            '  body: JSON.stringify({ click_id: cookies.affitor_click_id, customer_key: user.id, email: user.email }),',
            '});',
          ),
        },
      },
    ];
  },
});
