import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { serverSignupsOf } from '@/lib/rules/server-signup';
import { dialectFor, put } from '@/lib/rules/snippets';
import { DIALECTS, DOCS_PAGES } from '@/lib/tracker/dialects';
import { hostOf } from '@/lib/tracker/site';

/** The signup went to the site's own server without the customer, and no lead went from the page. */
export const serverCookieMissing = defineRule({
  id: 'server-cookie-missing',
  title: 'The signup request did not carry the customer cookie',
  severity: 'error',
  effect: 'risks',
  docs: DOCS_PAGES.leadTracking,
  because: ['cookie-host-only'],
  check(context) {
    if (context.leads.length > 0) return [];
    const signups = serverSignupsOf(context);
    if (signups.length === 0 || signups.some((signup) => signup.carries)) return [];
    const name = DIALECTS[dialectFor(context)].customerCookies[0] ?? '';
    return [
      {
        explanation:
          'The page sent no lead itself, so your server would have to. The cookie is in the browser, but did not go with ' +
          'what may be the signup request, so the server cannot know whose customer this is.',
        evidence: proofs(signups, ({ request }) =>
          proof(request, `No ${name} among the cookies sent to ${hostOf(request.url)}`),
        ),
        fix: {
          title: 'Send the cookie, or the code itself, with the signup',
          text: 'Requests to another host send cookies only when asked to, and only cookies of a domain that both share.',
          code: put("await fetch('/signup', { method: 'POST', credentials: 'include', body });"),
        },
      },
    ];
  },
});
