import type { RestoredCookies } from '@/lib/model/site-test';
import { type CookieRecord, cookiesToRestore, isTrackerCookieOf, type StoredRun } from './backup';

export type CookieJar = {
  list(storeId: string): Promise<CookieRecord[]>;
  remove(cookie: CookieRecord): Promise<void>;
  set(cookie: CookieRecord): Promise<void>;
};

/** Takes the test's cookies away and writes those from before. May be repeated: it looks at what is there each time. */
export async function restoreCookies(
  run: StoredRun,
  { cookies: jar, now }: { cookies: CookieJar; now(): number },
): Promise<RestoredCookies> {
  const wanted = cookiesToRestore(run, now());
  const failed: RestoredCookies['failed'] = [];
  for (const cookie of await jar.list(run.storeId)) {
    if (!isTrackerCookieOf(run.site, cookie) || wanted.some((other) => isSame(other, cookie))) continue;
    await jar.remove(cookie);
  }
  for (const cookie of wanted) {
    try {
      await jar.set(cookie);
    } catch (cause) {
      failed.push({ name: cookie.name, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  return { restored: wanted.length - failed.length, failed };
}

/** The same place in the jar: writing the one replaces the other. */
function isSame(one: CookieRecord, other: CookieRecord): boolean {
  return placeOf(one) === placeOf(other);
}

const placeOf = ({ name, domain, path, hostOnly, partitionKey }: CookieRecord): string =>
  JSON.stringify([name, domain, path, hostOnly, partitionKey?.topLevelSite ?? '']);
