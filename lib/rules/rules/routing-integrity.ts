import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { put, tagLines } from '@/lib/rules/snippets';
import { isRefusedStandIn } from '@/lib/timeline/out-of-reach';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** A routed page gets the stand-in in place of the tracker, and no hash of another file fits it. */
export const routingIntegrity = defineRule({
  id: 'routing-integrity',
  title: 'The tag’s integrity hash refuses the mock’s stand-in, for this page is routed to the mock',
  severity: 'warning',
  effect: 'loses',
  docs: DOCS_PAGES.testing,
  check(context) {
    const refused = context.scripts.filter(isRefusedStandIn);
    if (refused.length === 0) return [];
    return [
      {
        explanation:
          'While a page is routed, the browser gives it a stand-in for the tracker script. The tag’s `integrity` attribute ' +
          'allows only the file it was made for, so no tracker runs here. Whether the hash fits the real script is not known.',
        evidence: proofs(refused, (script) =>
          proof(script, `integrity="${script.attributes.integrity ?? ''}"`, '/attributes/integrity'),
        ),
        fix: {
          title: 'Take the `integrity` attribute away while testing, or switch routing off',
          code: put(...tagLines(context)),
        },
      },
    ];
  },
});
