import { QUIET_MS } from '@/lib/rules/context';
import { nameOf } from '@/lib/rules/lead-facts';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { guardedLead, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The tracker took the call, and nothing left the browser. */
export const leadNotSent = defineRule({
  id: 'lead-not-sent',
  title: 'The call was made, but no lead was sent',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  because: [
    'cookie-missing-at-lead',
    'landing-param-missing',
    'program-id-missing',
    'lead-called-before-tracker',
    'queue-unknown-method',
    'queue-malformed-item',
  ],
  check(context) {
    const unsent = [...context.leadGroups.byState.called, ...context.leadGroups.byState.refused].filter((lead) => {
      const document = context.documents.get(lead.documentId);
      return document?.left !== undefined || context.settled(lead.call?.endedAt ?? lead.call?.at ?? lead.at, QUIET_MS);
    });
    const lead = unsent.at(-1);
    if (!lead) return [];
    const noKey = lead.userId === undefined && lead.method === 'signup';
    const threw = lead.call?.outcome.kind === 'threw';
    return [
      {
        ...(noKey && { because: ['lead-user-id-missing'] }),
        title: threw
          ? `${nameOf(lead)} threw an error, and no lead was sent`
          : `${nameOf(lead)} was called, but no lead was sent`,
        explanation:
          'No request to Affitor followed the call. The tracker is silent about it unless debug is on: it gives up when it ' +
          'knows no customer, has no program, or was not given what it needs.',
        evidence: proofs(unsent, (entry) => proof(entry.entry, `${nameOf(entry)}, and no request after it`)),
        fix: {
          title: 'Try again with debug on, and read the Console view',
          text: 'The tracker then says why it does not send.',
          code: put(...guardedLead(context)),
        },
      },
    ];
  },
});
