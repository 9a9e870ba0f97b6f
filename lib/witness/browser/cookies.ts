import type { CookieAttributes, Report } from '@/lib/model/observation';
import type { CookieState } from '@/lib/model/session';

/**
 * The background's cookie witness: every change of a tracker's cookie, HttpOnly and partitioned ones included, which
 * no page code sees. Who wrote it the browser does not say: that is for the page's witness and the Set-Cookie log.
 */
export type CookieRecord = {
  name: string;
  value: string;
  domain: string;
  path: string;
  hostOnly: boolean;
  secure: boolean;
  httpOnly: boolean;
  sameSite: string;
  session: boolean;
  storeId: string;
  /** Seconds since 1970. */
  expirationDate?: number | undefined;
  partitionKey?: { topLevelSite?: string | undefined } | null | undefined;
};

export type CookieChange = { cookie: CookieRecord; removed: boolean; cause: string };

export type CookieReport = Extract<Report, { kind: 'cookie' }>;

export type CookieWitness = {
  /** The report of a change; undefined when it is no tracker's cookie, or only half of an overwrite. */
  onChanged(change: CookieChange, at: number): CookieReport | undefined;
  /** A cookie found when we looked; later changes know its value. */
  present(cookie: CookieRecord, at: number): CookieReport;
};

export type CookieWitnessOptions = {
  isTrackerCookie(name: string): boolean;
  /** On an overwrite Chromium first reports the old value as removed, Firefox the new one. */
  overwriteTellsOldValue: boolean;
};

const KNOWN = 2_000;

export function createCookieWitness(options: CookieWitnessOptions): CookieWitness {
  const { isTrackerCookie, overwriteTellsOldValue } = options;
  const values = new Map<string, string>();

  function learn(cookie: CookieRecord): void {
    values.set(identityOf(cookie), cookie.value);
    const [oldest] = values.keys();
    if (values.size > KNOWN && oldest !== undefined) values.delete(oldest);
  }

  function report(cookie: CookieRecord, phase: CookieReport['phase'], at: number): CookieReport {
    const { name, value } = cookie;
    return { kind: 'cookie', at, phase, name, value, attributes: attributesOf(cookie), author: { kind: 'unknown' } };
  }

  return {
    onChanged({ cookie, removed, cause }, at) {
      if (!isTrackerCookie(cookie.name)) return undefined;
      const identity = identityOf(cookie);
      if (removed && cause === 'overwrite') {
        if (overwriteTellsOldValue) learn(cookie);
        return undefined;
      }
      const previous = values.get(identity);
      if (!removed) {
        learn(cookie);
        return { ...report(cookie, 'set', at), ...(previous !== undefined && { previous }) };
      }
      values.delete(identity);
      const phase = cause === 'expired' ? 'expired' : 'removed';
      const message = cause === 'evicted' ? 'The browser made room by removing it' : undefined;
      return {
        ...report(cookie, phase, at),
        value: '',
        previous: overwriteTellsOldValue ? cookie.value : (previous ?? cookie.value),
        ...(message !== undefined && { message }),
      };
    },
    present(cookie, at) {
      learn(cookie);
      return report(cookie, 'present', at);
    },
  };
}

export function cookieState(cookie: CookieRecord): CookieState {
  const { name, value, storeId } = cookie;
  return { name, value, attributes: attributesOf(cookie), storeId };
}

/** Whether the cookie reaches this page or, as a partitioned one, a frame embedded in it. */
export function reachesPage(cookie: CookieRecord, pageUrl: string): boolean {
  if (!URL.canParse(pageUrl)) return false;
  const { hostname, pathname } = new URL(pageUrl);
  const site = cookie.partitionKey?.topLevelSite;
  if (site !== undefined && site !== '') return URL.canParse(site) && isWithin(hostname, new URL(site).hostname);
  return reachesHost(cookie, hostname) && isUnderPath(pathname, cookie.path);
}

export function reachesHost(
  { domain, hostOnly }: Pick<CookieRecord, 'domain' | 'hostOnly'>,
  hostname: string,
): boolean {
  const host = domain.replace(/^\./, '');
  return hostOnly ? hostname === host : isWithin(hostname, host);
}

const isWithin = (hostname: string, domain: string): boolean => hostname === domain || hostname.endsWith(`.${domain}`);

const isUnderPath = (pathname: string, path: string): boolean =>
  pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);

const identityOf = ({ storeId, domain, path, name, partitionKey }: CookieRecord): string =>
  JSON.stringify([storeId, domain, path, name, partitionKey?.topLevelSite ?? '']);

const SAME_SITE: Record<string, NonNullable<CookieAttributes['sameSite']>> = {
  strict: 'strict',
  lax: 'lax',
  no_restriction: 'none',
  unspecified: 'unspecified',
};

function attributesOf(cookie: CookieRecord): CookieAttributes {
  const { domain, path, secure, httpOnly, hostOnly, session, expirationDate, sameSite, partitionKey } = cookie;
  return {
    domain,
    path,
    secure,
    httpOnly,
    hostOnly,
    sameSite: SAME_SITE[sameSite] ?? 'unspecified',
    partitioned: partitionKey?.topLevelSite !== undefined && partitionKey.topLevelSite !== '',
    ...(!session && expirationDate !== undefined && { expiresAt: expirationDate * 1000 }),
  };
}
