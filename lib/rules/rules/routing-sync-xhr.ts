import type { RequestEntry } from '@/lib/model/entry';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { isCutOff } from '@/lib/timeline/out-of-reach';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** A routed page asked and waited: only the network can answer that, and the leak guard lets nothing out. */
export const routingSyncXhr = defineRule({
  id: 'routing-sync-xhr',
  title: 'A synchronous request was cut off, for this page is routed to the mock',
  severity: 'warning',
  effect: 'none',
  docs: DOCS_PAGES.testing,
  check(context) {
    const cutOff = cutOffIn(context.requests);
    if (cutOff.length === 0) return [];
    return [
      {
        explanation:
          'The mock answers from inside the browser, which takes a moment that a synchronous XMLHttpRequest does not give. ' +
          'So that nothing reaches the real API, the leak guard cut it off. What the real API would have answered is not known.',
        evidence: proofs(cutOff, (request) => proof(request, `${request.method} ${request.url}, synchronous`)),
        fix: {
          title: 'Send it asynchronously, or switch routing off to test this request',
          code: [...drop("request.open('POST', url, false);"), ...put("request.open('POST', url);")],
        },
      },
    ];
  },
});

const cutOffIn = keptOf<RequestEntry>((request) => !request.ours && isCutOff(request));
