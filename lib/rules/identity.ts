import type { CookieEntry, Entry } from '@/lib/model/entry';
import { ALL_DIALECTS, CUSTOMER_COOKIES } from '@/lib/tracker/dialects';
import { hostOf } from '@/lib/tracker/site';

/** The customer identifier and the cookies that hold it, at any moment of the recording. */

export const DAY_MS = 86_400_000;
export const ATTRIBUTION_WINDOW_DAYS = 60;

export const URL_COOKIES = ALL_DIALECTS.map(({ urlCookie }) => urlCookie);

export type HeldCookie = { name: string; value: string; entry: CookieEntry; since: number };

/** What happened to the cookies of some names, asked by moment and page. */
export class CookieHistory {
  readonly #entries: readonly CookieEntry[];

  constructor(entries: readonly CookieEntry[]) {
    this.#entries = entries;
  }

  /** The cookie a page at `url` could read at `at`; `undefined` when it could read none. */
  heldAt(at: number, url: string, names: readonly string[] = CUSTOMER_COOKIES): HeldCookie | undefined {
    const host = hostOf(url);
    const gone = new Set<string>();
    for (let index = this.#lastAt(at); index >= 0; index -= 1) {
      const entry = this.#entries[index];
      if (!entry || entry.action === 'refused' || !names.includes(entry.name) || !reaches(entry, host)) continue;
      const jar = `${entry.name} ${entry.attributes.partitioned ?? false}`;
      if (gone.has(jar)) continue;
      const expiresAt = entry.attributes.expiresAt ?? Number.POSITIVE_INFINITY;
      if (entry.action !== 'removed' && entry.action !== 'expired' && entry.value !== '' && expiresAt > at) {
        return { name: entry.name, value: entry.value, entry, since: entry.at };
      }
      gone.add(jar);
      if (gone.size >= names.length * 2) return undefined;
    }
    return undefined;
  }

  /** The latest entry about any of the names at or before `at`. */
  lastChange(at: number, names: readonly string[] = CUSTOMER_COOKIES): CookieEntry | undefined {
    for (let index = this.#lastAt(at); index >= 0; index -= 1) {
      const entry = this.#entries[index];
      if (entry && names.includes(entry.name)) return entry;
    }
    return undefined;
  }

  #lastAt(at: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** True when a browser shows the cookie to pages of `host`, as far as its attributes are known. */
export function reaches(entry: CookieEntry, host: string): boolean {
  const domain = entry.attributes.domain?.replace(/^\./, '') ?? hostOf(entry.documentUrl);
  if (domain === '' || host === '' || host === domain) return true;
  return !isHostOnly(entry) && host.endsWith(`.${domain}`);
}

export function isHostOnly(entry: CookieEntry): boolean {
  return entry.attributes.hostOnly ?? entry.attributes.domain === undefined;
}

export function isCustomerCookie(entry: Entry): entry is CookieEntry {
  return entry.kind === 'cookie' && CUSTOMER_COOKIES.includes(entry.name);
}
