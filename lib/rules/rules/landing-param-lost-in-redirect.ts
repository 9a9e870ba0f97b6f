import type { NavigationEntry } from '@/lib/model/entry';
import type { RuleContext } from '@/lib/rules/context';
import { isAccepted } from '@/lib/rules/payload';
import { type Draft, defineRule, proof } from '@/lib/rules/rule';
import { drop, keep, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';
import { isLanding } from '@/lib/tracker/landing';

/** A page left sooner than this was a stop on the way. */
const REDIRECT_WITHIN_MS = 3000;

/** The visitor had the partner's code in the address, and a redirect dropped it before the tracker could read it. */
export const landingParamLostInRedirect = defineRule({
  id: 'landing-param-lost-in-redirect',
  title: 'A redirect lost the referral parameter',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    if (!context.landing || context.clicks.some(isAccepted)) return [];
    return [lostByServer(context) ?? lostByPage(context)];
  },
});

function lostByServer(context: RuleContext): Draft | undefined {
  const { landing } = context;
  if (!landing?.lost || !context.hasTracker) return undefined;
  return {
    title: `A redirect lost ?${landing.parameter}=${landing.code}`,
    explanation:
      `The visitor followed ${landing.url}, and the server sent the browser on to ${landing.entry.url} without the ` +
      'parameter. The tracker there had nothing to read, so no click exists.',
    evidence: [proof(landing.entry, `Redirected to ${landing.entry.url}`, '/redirects')],
    fix: {
      title: 'Keep the query string in redirects',
      code: [
        ...drop('return 301 https://www.your-site.example$uri;'),
        ...put('return 301 https://www.your-site.example$request_uri;'),
      ],
    },
  };
}

/** By `location.replace` or a router, before the tracker ran. */
function lostByPage(context: RuleContext): Draft | undefined {
  const { landing } = context;
  if (!landing || landing.lost) return undefined;
  const document = context.documents.get(landing.entry.documentId);
  const next = context.navigations.find((entry) => entry.at > landing.entry.at && dropsParameter(entry));
  if (!document || !next || next.at - landing.entry.at > REDIRECT_WITHIN_MS) return undefined;
  const ranAt = document.trackerAt;
  const sameDocument = next.documentId === document.id;
  const tooLate = sameDocument
    ? ranAt !== undefined && ranAt > next.at
    : ranAt === undefined && trackerLater(context, next);
  if (!tooLate) return undefined;
  return {
    title: `The page lost ?${landing.parameter}=${landing.code} before the tracker ran`,
    explanation:
      `The visitor arrived with the parameter, and ${sameDocument ? 'a router changed the address' : 'a script sent the browser on'} ` +
      'before the tracker had run. It reads the address when it starts, and found nothing there.',
    evidence: [proof(landing.entry, `Opened ${landing.url}`, '/url'), proof(next, `Then ${next.url}`, '/url')],
    fix: {
      title: 'Carry the query string along',
      code: [
        ...drop("location.replace('/welcome');"),
        ...put("location.replace('/welcome' + location.search);"),
        ...keep('// or load the tracker before the router starts'),
      ],
    },
  };
}

function dropsParameter(entry: NavigationEntry): boolean {
  return entry.frameId === 0 && entry.navigationCause !== 'unload' && !isLanding(entry.url);
}

function trackerLater(context: RuleContext, next: NavigationEntry): boolean {
  return context.pages.some((other) => other.trackerAt !== undefined && other.trackerAt >= next.at);
}
