import type { CookieEntry } from '@/lib/model/entry';
import type { RuleContext } from '@/lib/rules/context';
import type { DocumentFact } from '@/lib/rules/documents';
import { isCustomerCookie, isHostOnly } from '@/lib/rules/identity';
import { defineRule, proof } from '@/lib/rules/rule';
import { put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { DOCS_PAGES, SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';
import { hostOf, siteOf } from '@/lib/tracker/site';

/** The cookie belongs to one host, and the visit went on to another of the same site. */
export const cookieHostOnly = defineRule({
  id: 'cookie-host-only',
  title: 'The customer cookie does not reach another part of the site',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    const cookie = narrowIn(context.cookies).at(-1);
    if (!cookie) return [];
    const home = cookie.attributes.domain?.replace(/^\./, '') || hostOf(cookie.documentUrl);
    const other = beyond(context, home, cookie.at);
    if (!other) return [];
    const host = hostOf(other.url);
    const site = siteOf(home);
    return [
      {
        title: `The customer cookie stays on ${home}, and the visit went on to ${host}`,
        explanation:
          `The cookie has no domain of its own, so the browser shows it to ${home} alone. Pages on ${host} cannot read it, ` +
          'and a signup there is not attributed.',
        evidence: [
          proof(cookie, `\`${cookie.name}\` is for ${home} only`, '/attributes/domain'),
          ...(other.navigation ? [proof(other.navigation, `Then ${other.url}`, '/url')] : []),
        ],
        fix: {
          title: 'Write the cookie for the whole site',
          text: 'The newer tracker takes the domain from the tag; with the older one, land and sign up on one host.',
          code: put(`  ${SCRIPT_ATTRIBUTES.cookieDomain}="${site}"`),
        },
      },
    ];
  },
});

const narrowIn = keptOf<CookieEntry>(
  (entry) => isCustomerCookie(entry) && isHostOnly(entry) && ['set', 'changed'].includes(entry.action),
);

function beyond(context: RuleContext, home: string, since: number): DocumentFact | undefined {
  const site = siteOf(home);
  return context.pages.find((document) => {
    if (document.frameId !== 0 || document.at < since) return false;
    const host = hostOf(document.url);
    if (host === '' || host === home) return false;
    return siteOf(host) === site && context.customer.heldAt(document.lastAt, document.url) === undefined;
  });
}
