import { isAccepted } from '@/lib/rules/payload';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';
import { hostOf, isLoopback } from '@/lib/tracker/site';

/** Debug guards leads, not clicks: a tester's landing counts as a partner's click. */
export const clickRealInDebug = defineRule({
  id: 'click-real-in-debug',
  title: 'Debug is on, and the click was recorded for real',
  severity: 'warning',
  effect: 'none',
  docs: DOCS_PAGES.testing,
  check(context) {
    const { debug } = context;
    if (!debug?.on) return [];
    const clicks = context.clicks.filter(isAccepted);
    const click = clicks.at(-1);
    if (!click) return [];
    // Nothing real was touched where the mock answered.
    const isMocked = click.routed || isLoopback(hostOf(click.url));
    return [
      {
        ...(isMocked && { severity: 'info' as const }),
        explanation:
          'Debug turns leads into tests, but not clicks. Opening a referral link with debug on counts as a click of that ' +
          `partner${isMocked ? '; here it reached only a mock, so nothing real was counted' : ' and appears in their statistics'}.`,
        evidence: [
          proof(debug.entry, `Debug is on, ${debug.source}`),
          ...proofs(clicks, (entry) => proof(entry, 'A click without `test_mode`, recorded')),
        ],
        fix: {
          title: 'Test with a link of your own, or against the mock',
          code: [
            ...drop(
              `https://your-site.example/?${context.landing?.parameter ?? 'ref'}=${context.landing?.code ?? 'A_PARTNER'}`,
            ),
            ...put(`https://your-site.example/?${context.landing?.parameter ?? 'ref'}=YOUR_TEST_CODE`),
          ],
        },
      },
    ];
  },
});
