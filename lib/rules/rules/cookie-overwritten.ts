import type { CookieEntry } from '@/lib/model/entry';
import type { RuleContext } from '@/lib/rules/context';
import { isCustomerCookie, URL_COOKIES } from '@/lib/rules/identity';
import { fieldsOf, isAccepted, replyOf } from '@/lib/rules/payload';
import { type Draft, defineRule, proof } from '@/lib/rules/rule';
import { keptOf } from '@/lib/timeline/growing';
import { DOCS_PAGES } from '@/lib/tracker/dialects';
import { landingParameters } from '@/lib/tracker/landing';

/** One partner's cookie gave way to another's, or somebody other than the tracker wrote it. */
export const cookieOverwritten = defineRule({
  id: 'cookie-overwritten',
  title: 'Another partner took over this visitor',
  severity: 'warning',
  effect: 'none',
  docs: DOCS_PAGES.attribution,
  check(context) {
    return [takenOver(context) ?? rewritten(context)];
  },
});

function takenOver(context: RuleContext): Draft | undefined {
  for (const cookie of overwrittenIn(context.cookies)) {
    const before = partnerIn(cookie.name, cookie.previous ?? '');
    const after = partnerIn(cookie.name, cookie.value);
    if (!before || !after || before === after) continue;
    return {
      title: `Partner ${after} took over this visitor from ${before}`,
      explanation:
        `The last click wins: the visitor came by ${before} before, and by ${after} now. A signup from here on is ` +
        `credited to ${after}. That is how it is meant to be, unless you expected ${before}.`,
      evidence: [proof(cookie, `\`${cookie.name}\` named ${before}, and now names ${after}`, '/value')],
      fix: {
        title: 'Begin with clean cookies to test one partner',
        text: 'Delete the tracker’s cookies under Cookies, then open the referral link again.',
      },
    };
  }
  return undefined;
}

/** `previous` is the value that was there. */
const overwrittenIn = keptOf<CookieEntry>(
  (cookie) =>
    !cookie.ours &&
    cookie.previous !== undefined &&
    cookie.previous !== cookie.value &&
    ['set', 'changed'].includes(cookie.action),
);

function partnerIn(name: string, value: string): string | undefined {
  if (name === 'partner_code') return value || undefined;
  if (!URL_COOKIES.includes(name)) return undefined;
  return landingParameters(decoded(value))[0]?.code;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Not encoded, or badly: the text as it stands is the best there is.
    return value;
  }
}

/** A customer that no click of this visit made, in the place of one that was there. */
function rewritten(context: RuleContext): Draft | undefined {
  const own = new Set(
    context.clicks
      .filter(isAccepted)
      .flatMap((click) => [
        replyOf(click)?.click_id,
        replyOf(click)?.customer_code,
        fieldsOf(click.body)?.customer_code,
      ]),
  );
  const cookie = overwrittenIn(context.cookies).find((entry) => isForeign(entry, own));
  if (!cookie) return undefined;
  return {
    title: `\`${cookie.name}\` was overwritten by something other than a click`,
    explanation:
      'The customer in the cookie was replaced during this visit, and no click that was recorded here made the new one. ' +
      'Code of the site, or a second tracker, may have written it. A signup now belongs to the new customer.',
    evidence: [proof(cookie, `From ${cookie.previous} to ${cookie.value}`, '/value')],
    fix: {
      title: 'Find who writes the cookie',
      text: 'The event’s stack names the code, where the browser told it. Only the tracker should write this cookie.',
    },
  };
}

function isForeign(entry: CookieEntry, own: ReadonlySet<unknown>): boolean {
  return isCustomerCookie(entry) && entry.value !== '' && own.has(entry.previous) && !own.has(entry.value);
}
