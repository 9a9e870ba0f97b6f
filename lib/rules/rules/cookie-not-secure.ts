import { isCustomerCookie } from '@/lib/rules/identity';
import { defineRule, proof } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** On https, a cookie that also travels over plain http. */
export const cookieNotSecure = defineRule({
  id: 'cookie-not-secure',
  title: 'The customer cookie lacks `Secure` on an https page',
  severity: 'warning',
  effect: 'none',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    const cookie = context.cookies.findLast(
      (entry) => isCustomerCookie(entry) && ['set', 'changed', 'unchanged'].includes(entry.action),
    );
    if (!cookie || cookie.ours || cookie.attributes.secure !== false) return [];
    if (!cookie.documentUrl.startsWith('https:')) return [];
    // What v1 writes is the vendor's doing, and nobody says that it should be otherwise.
    const isTrackers = context.dialect !== 'v2' && cookie.author.kind === 'script';
    return [
      {
        ...(isTrackers && { severity: 'info' as const }),
        explanation:
          'Without `Secure` the browser also sends the cookie over plain http, where anybody on the way can read or ' +
          'replace it, and with it who gets the commission. The newer tracker sets `Secure` on https by itself.',
        evidence: [proof(cookie, `\`${cookie.name}\` was written without \`Secure\``, '/attributes/secure')],
        fix: {
          title: 'Mark the cookie `Secure`',
          text: 'Look for code of your own, or a proxy, that rewrites the cookie.',
          code: [
            ...drop(`Set-Cookie: ${cookie.name}=…; Path=/`),
            ...put(`Set-Cookie: ${cookie.name}=…; Path=/; Secure; SameSite=Lax`),
          ],
        },
      },
    ];
  },
});
