import * as v from 'valibot';
import { routingStateSchema } from '@/lib/model/routing-schema';
import { siteTestPlanSchema } from '@/lib/model/site-test-schema';
import { TRACKER_COOKIES } from '@/lib/tracker/dialects';
import { siteOf } from '@/lib/tracker/site';

/**
 * What a test takes away and has to give back, as it is stored before anything is deleted. The browser's own records
 * are kept, since our cookie model drops parts of seconds and of partition keys.
 */

const text = v.string();
const optionalText = v.optional(text);

const cookieRecord = v.object({
  name: text,
  value: text,
  domain: text,
  path: text,
  hostOnly: v.boolean(),
  secure: v.boolean(),
  httpOnly: v.boolean(),
  sameSite: v.picklist(['no_restriction', 'lax', 'strict', 'unspecified']),
  session: v.boolean(),
  storeId: text,
  /** Seconds since 1970. */
  expirationDate: v.optional(v.number()),
  partitionKey: v.nullish(v.object({ topLevelSite: optionalText, hasCrossSiteAncestor: v.optional(v.boolean()) })),
});

/** A cookie as the browser's API tells it. */
export type CookieRecord = v.InferOutput<typeof cookieRecord>;

const storedRun = v.object({
  version: v.literal(1),
  id: text,
  tabId: v.number(),
  isPrivate: v.boolean(),
  /** The cookie jar, and the site in it, that the test plays in. */
  storeId: text,
  site: text,
  startedAt: v.number(),
  /** `preparing` until the landing page was asked for. */
  stage: v.picklist(['preparing', 'running']),
  /** Where the journal stood. */
  mark: v.object({ seq: v.number(), epoch: v.number() }),
  plan: siteTestPlanSchema,
  landingUrl: text,
  routingBefore: routingStateSchema,
  cookies: v.array(cookieRecord),
});

export type StoredRun = v.InferOutput<typeof storedRun>;

/** The runs that can be read; anything else among them is left out. */
export function parseRuns(stored: unknown): StoredRun[] {
  return listOf(stored).flatMap((one) => {
    const parsed = v.safeParse(storedRun, one);
    return parsed.success ? [parsed.output] : [];
  });
}

/** What the browser told, as far as it has the form of a cookie. */
export function parseCookies(told: unknown): CookieRecord[] {
  return listOf(told).flatMap((one) => {
    const parsed = v.safeParse(cookieRecord, one);
    return parsed.success ? [parsed.output] : [];
  });
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** One of the tracker's cookies that some page of the site could read. */
export function isTrackerCookieOf(site: string, { name, domain, partitionKey }: CookieRecord): boolean {
  if (!TRACKER_COOKIES.includes(name)) return false;
  const { topLevelSite } = partitionKey ?? {};
  if (topLevelSite) return URL.canParse(topLevelSite) && siteOf(new URL(topLevelSite).hostname) === site;
  return siteOf(hostOf(domain)) === site;
}

/** What is to be written again: nothing but the tracker's own, of the run's own site and jar, and not run out. */
export function cookiesToRestore({ cookies, site, storeId }: StoredRun, nowMs: number): CookieRecord[] {
  return cookies.filter(
    (cookie) =>
      cookie.storeId === storeId &&
      isTrackerCookieOf(site, cookie) &&
      (cookie.session || (cookie.expirationDate ?? Number.POSITIVE_INFINITY) * 1000 > nowMs),
  );
}

const hostOf = (domain: string): string => domain.replace(/^\./, '');

const urlOf = ({ secure, domain, path }: CookieRecord): string =>
  `${secure ? 'https' : 'http'}://${hostOf(domain)}${path}`;

const partitionOf = ({ partitionKey }: CookieRecord) => {
  const { topLevelSite, hasCrossSiteAncestor } = partitionKey ?? {};
  if (!topLevelSite) return {};
  return {
    partitionKey: { topLevelSite, ...(hasCrossSiteAncestor !== undefined && { hasCrossSiteAncestor }) },
  };
};

/** What the browser's cookies API takes to write the record as it was. */
export function restoreDetails(cookie: CookieRecord) {
  const { name, value, path, secure, httpOnly, sameSite, storeId, hostOnly, domain, session, expirationDate } = cookie;
  return {
    url: urlOf(cookie),
    name,
    value,
    path,
    secure,
    httpOnly,
    sameSite,
    storeId,
    ...(!hostOnly && { domain }),
    ...(!session && expirationDate !== undefined && { expirationDate }),
    ...partitionOf(cookie),
  };
}

export function deleteDetails(cookie: CookieRecord) {
  return { url: urlOf(cookie), name: cookie.name, storeId: cookie.storeId, ...partitionOf(cookie) };
}
