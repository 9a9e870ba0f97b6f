import { isAccepted } from '@/lib/rules/payload';
import { isFailed, outcomeText, refusalKind, remedyOf, speakersFor } from '@/lib/rules/refusals';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { landingExample, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The click was sent and not recorded. */
export const clickFailed = defineRule({
  id: 'click-failed',
  title: 'The click was not recorded',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.trackClick,
  check(context) {
    if (context.clicks.some(isAccepted)) return [];
    const failed = context.clicks.filter((click) => isFailed(click) && refusalKind(click) !== 'link-inactive');
    const click = failed.at(-1);
    if (!click) return [];
    const text =
      click.outcome.kind === 'failed'
        ? remedyOf(click.outcome.reason, click)
        : 'Check that the partner’s code in the link exists and belongs to this program.';
    return [
      {
        because: speakersFor(failed),
        title: `The click was not recorded: its request ${outcomeText(click)}`,
        explanation:
          'The click is what ties a visitor to a partner. Without it the tracker gets no customer identifier, writes no ' +
          'cookie, and a later signup belongs to nobody.',
        evidence: proofs(failed, (entry) => proof(entry, `${entry.method} ${entry.url} ${outcomeText(entry)}`)),
        fix: {
          title: 'Make the click request succeed',
          text,
          code: put(`https://your-site.example/${landingExample(context)}`),
        },
      },
    ];
  },
});
