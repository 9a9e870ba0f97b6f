import type { CookieEntry } from '@/lib/model/entry';
import type { Fix } from '@/lib/model/judgement';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { CUSTOMER_COOKIES, DOCS_PAGES, SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';
import { hostOf } from '@/lib/tracker/site';

/** The tracker wrote its cookie, and the browser did not take it. */
export const cookieBlocked = defineRule({
  id: 'cookie-blocked',
  title: 'The browser refused the tracker’s cookie',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    const refused = refusedIn(context.cookies);
    const probes = context.said.get('cookie-probe-failed') ?? [];
    const last = refused.at(-1);
    if (!last && probes.length === 0) return [];
    if (last && context.customer.heldAt(context.present, last.documentUrl)) return [];
    return [
      {
        explanation:
          `${last ? reasonOf(last) : 'The tracker wrote cookies to see whether that works, and could not read them back.'} ` +
          'Without the cookie a signup on a later page cannot be joined to the click.',
        evidence: [
          ...proofs(refused, (cookie) => proof(cookie, `\`${cookie.name}\` was written and is not there`)),
          ...proofs(probes, (line) => proof(line, 'The tracker’s own check of cookies failed')),
        ],
        fix: fixFor(last),
      },
    ];
  },
});

const refusedIn = keptOf<CookieEntry>(
  (cookie) =>
    cookie.action === 'refused' && cookie.value !== '' && CUSTOMER_COOKIES.includes(cookie.name) && !cookie.ours,
);

function reasonOf(cookie: CookieEntry): string {
  const { attributes, documentUrl } = cookie;
  if (cookie.message) return cookie.message.endsWith('.') ? cookie.message : `${cookie.message}.`;
  if (attributes.secure && documentUrl.startsWith('http:'))
    return 'It is marked `Secure`, and the page came over plain http.';
  if (misfits(cookie)) return `It names the domain ${attributes.domain}, which this page does not belong to.`;
  if (attributes.sameSite === 'none' && attributes.secure === false) return 'It says `SameSite=None` without `Secure`.';
  if (cookie.frameId > 0) return 'The page stands in a frame of another site, where browsers refuse cookies.';
  return 'A privacy setting or an extension may refuse cookies here.';
}

function misfits({ attributes, documentUrl }: CookieEntry): boolean {
  const domain = attributes.domain?.replace(/^\./, '');
  const host = hostOf(documentUrl);
  return domain !== undefined && host !== domain && !host.endsWith(`.${domain}`);
}

function fixFor(cookie: CookieEntry | undefined): Fix {
  if (cookie && misfits(cookie)) {
    const host = hostOf(cookie.documentUrl);
    return {
      title: 'Name a domain that the page belongs to',
      code: [
        ...drop(`  ${SCRIPT_ATTRIBUTES.cookieDomain}="${cookie.attributes.domain}"`),
        ...put(`  ${SCRIPT_ATTRIBUTES.cookieDomain}="${host.split('.').slice(-2).join('.')}"`),
      ],
    };
  }
  if (cookie?.documentUrl.startsWith('http:')) return { title: 'Serve the page over https' };
  return {
    title: 'Allow cookies for this site',
    text: 'Look at the browser’s site settings and its privacy extensions, and open the page outside of frames of other sites.',
  };
}
