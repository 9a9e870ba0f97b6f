import { isAccepted } from '@/lib/rules/payload';
import { refusalKind } from '@/lib/rules/refusals';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The API answers 200 to a link that was switched off, and records nothing. */
export const clickLinkInactive = defineRule({
  id: 'click-link-inactive',
  title: 'The partner’s link is switched off',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.trackClick,
  check(context) {
    if (context.clicks.some(isAccepted)) return [];
    const clicks = context.clicks.filter((click) => refusalKind(click) === 'link-inactive');
    if (clicks.length === 0) return [];
    const code = context.landing?.code;
    return [
      {
        title: code ? `The link of partner ${code} is switched off` : 'The partner’s link is switched off',
        explanation:
          'Affitor answered 200, but with `success: false`: the link exists and is inactive, so the click was not recorded ' +
          'and there is no customer to join a signup to.',
        evidence: proofs(clicks, (click) => proof(click, 'Answered `Referral link is inactive`', '/error')),
        fix: {
          title: 'Switch the link on, or test with another one',
          text: 'Links are switched on and off in the dashboard, under Partners.',
        },
      },
    ];
  },
});
