import type { CookieEntry } from '@/lib/model/entry';
import type { RuleContext } from '@/lib/rules/context';
import { ATTRIBUTION_WINDOW_DAYS, DAY_MS, isCustomerCookie } from '@/lib/rules/identity';
import { isAccepted, replyOf } from '@/lib/rules/payload';
import { type Draft, defineRule, proof } from '@/lib/rules/rule';
import { put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

const SAFARI_CAP_DAYS = 7;
/** The first installs of v1 asked for this many. */
const OLD_WINDOW_DAYS = 30;

/** The cookie ends before the window in which a signup would still count. */
export const cookieExpiresEarly = defineRule({
  id: 'cookie-expires-early',
  title: 'The customer cookie ends before the attribution window does',
  severity: 'warning',
  effect: 'risks',
  docs: DOCS_PAGES.attribution,
  check(context) {
    const cookie = context.cookies.findLast(
      (entry) => isCustomerCookie(entry) && ['set', 'changed', 'unchanged'].includes(entry.action),
    );
    if (!cookie || cookie.ours) return [];
    const window = windowDays(context);
    const days = lifetimeDays(cookie);
    if (days >= window - 1) return [cappedBySafari(cookie, days)];
    if (Math.abs(days - SAFARI_CAP_DAYS) < 0.1) return [cappedHere(cookie)];
    if (context.dialect !== 'v2' && Math.abs(days - OLD_WINDOW_DAYS) < 1) return [oldInstall(cookie)];
    return [tooShort(cookie, days, window)];
  },
});

function windowDays(context: RuleContext): number {
  // The first generation's cookie lives 60 days, whatever the program's setting.
  if (context.dialect !== 'v2') return ATTRIBUTION_WINDOW_DAYS;
  const click = context.clicks.findLast(isAccepted);
  const answered = click && replyOf(click)?.cookie_window_days;
  return typeof answered === 'number' ? answered : ATTRIBUTION_WINDOW_DAYS;
}

/** 0 for a cookie that ends with the browser's session. */
function lifetimeDays({ attributes, at }: CookieEntry): number {
  if (attributes.expiresAt !== undefined) return (attributes.expiresAt - at) / DAY_MS;
  return (attributes.maxAgeSeconds ?? 0) / (DAY_MS / 1000);
}

function cappedBySafari(cookie: CookieEntry, days: number): Draft | undefined {
  if (cookie.author.kind !== 'script' || days <= SAFARI_CAP_DAYS) return undefined;
  return {
    severity: 'info',
    title: 'Safari shortens this cookie to 7 days',
    explanation:
      'The cookie is written by script, and Safari keeps such cookies for 7 days at most, whatever they ask for. Visitors ' +
      'with Safari who sign up later than that are not attributed. Every integration of the tracker has this.',
    evidence: [proof(cookie, `\`${cookie.name}\` was written by script`)],
    fix: serverRenewal(cookie),
  };
}

function cappedHere(cookie: CookieEntry): Draft {
  return {
    severity: 'info',
    title: 'This browser shortened the cookie to 7 days',
    explanation:
      'Browsers that guard against tracking keep cookies written by script for 7 days. Signups after that are not ' +
      'attributed in such a browser. Every integration of the tracker has this.',
    evidence: [proof(cookie, `\`${cookie.name}\` ends after 7 days`, '/attributes/expiresAt')],
    fix: serverRenewal(cookie),
  };
}

function oldInstall(cookie: CookieEntry): Draft {
  return {
    severity: 'info',
    title: 'This tracker keeps its cookie for 30 days only',
    explanation: 'Old installs of the tracker asked for 30 days; the current one asks for 60.',
    evidence: [proof(cookie, `\`${cookie.name}\` ends after 30 days`, '/attributes/expiresAt')],
    fix: { title: 'Load the current script', code: put('src="https://api.affitor.com/js/affitor-tracker.js"') },
  };
}

function tooShort(cookie: CookieEntry, days: number, window: number): Draft {
  const lifetime = days <= 0 ? 'ends with the browser’s session' : `ends after ${lengthText(days)}`;
  return {
    title: `The customer cookie ${lifetime}, and the window is ${window} days`,
    explanation:
      'A visitor who signs up after the cookie has ended is not attributed, though the partner’s click would still ' +
      'count. Something on the page may be rewriting the cookie with a life of its own.',
    evidence: [proof(cookie, `\`${cookie.name}\` ${lifetime}`, '/attributes/expiresAt')],
    fix: serverRenewal(cookie),
  };
}

function serverRenewal(cookie: CookieEntry): NonNullable<Draft['fix']> {
  return {
    title: 'Renew the cookie from your own server',
    text: 'A cookie that a response sets is not shortened. Send it again with its own value on the visitor’s first page.',
    code: put(
      `Set-Cookie: ${cookie.name}=<its value>; Max-Age=5184000; Path=/; Domain=your-site.example; Secure; SameSite=Lax`,
    ),
  };
}

function lengthText(days: number): string {
  if (days >= 1) return `${Math.round(days)} days`;
  const hours = Math.round(days * 24);
  return hours >= 1 ? `${hours} h` : `${Math.round(days * 24 * 60)} min`;
}
