import { defineRule, proof } from '@/lib/rules/rule';
import { DIALECTS, DOCS_PAGES } from '@/lib/tracker/dialects';

/** Two cookies that should hold the same customer hold two. */
export const cookieMirrorMismatch = defineRule({
  id: 'cookie-mirror-mismatch',
  title: 'The tracker’s two customer cookies name different customers',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.clickTracking,
  because: ['cookie-overwritten', 'script-duplicated'],
  check(context) {
    const { page } = context;
    const names = DIALECTS[context.dialect ?? 'v2'].customerCookies;
    const [first, second] = names.map((name) => page && context.customer.heldAt(context.present, page.url, [name]));
    if (!first || !second || first.value === second.value) return [];
    // The tracker writes one after the other.
    if (!context.settled(Math.max(first.since, second.since))) return [];
    return [
      {
        title: `\`${first.name}\` and \`${second.name}\` name different customers`,
        explanation:
          'The tracker keeps both alike, for code that still reads the older name. Now the browser’s lead and a lead from ' +
          'your server may go to different partners, depending on which cookie each reads.',
        evidence: [
          proof(first.entry, `\`${first.name}\` is ${first.value}`, '/value'),
          proof(second.entry, `\`${second.name}\` is ${second.value}`, '/value'),
        ],
        fix: {
          title: 'Delete both and follow a referral link again',
          text: 'If they part again, something other than the tracker writes one of them.',
        },
      },
    ];
  },
});
