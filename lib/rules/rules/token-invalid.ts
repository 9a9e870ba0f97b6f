import { outcomeText, refusalKind } from '@/lib/rules/refusals';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { put } from '@/lib/rules/snippets';
import { headerValue } from '@/lib/tracker/decode';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The API wants a key and did not get a good one. */
export const tokenInvalid = defineRule({
  id: 'token-invalid',
  title: 'Affitor refused the API key',
  severity: 'error',
  effect: 'risks',
  docs: DOCS_PAGES.errors,
  because: ['token-in-browser'],
  check(context) {
    const refused = context.failures.filter((request) => refusalKind(request) === 'token');
    const request = refused.at(-1);
    if (!request) return [];
    const hadKey = headerValue(request.headers, 'authorization') !== undefined;
    return [
      {
        title: hadKey
          ? 'Affitor refused the API key'
          : `\`${pathOf(request.url)}\` needs an API key, and none was sent`,
        explanation: hadKey
          ? 'The key that came along is wrong, was replaced, or belongs to another environment. Nothing was recorded.'
          : 'This endpoint is for servers: it answers only with the program’s API key, which must not be in a browser.',
        evidence: proofs(refused, (entry) => proof(entry, `${pathOf(entry.url)} ${outcomeText(entry)}`)),
        fix: {
          title: 'Make this request from your server, with the key from the dashboard',
          code: put("headers: { Authorization: 'Bearer ' + process.env.AFFITOR_API_KEY }"),
        },
      },
    ];
  },
});

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
