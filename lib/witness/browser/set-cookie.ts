import type { CookieAuthor, Header } from '@/lib/model/observation';

/**
 * Remembers which responses have lately set which of the tracker's cookies. The cookies API says that a cookie has
 * changed and never who did it; a response that sent the same value at that moment is the answer.
 */
export type SetCookieLog = {
  add(response: SetCookieResponse): void;
  /** A page has told that a script of its own wrote this: no response is waited for. */
  wroteByScript(cookie: CookieValue): void;
  /** The response that set this value, with its tab; waits for one that is about to be told, `withinMs` at the most. */
  find(cookie: CookieValue, withinMs?: number): Promise<CookieSetter | undefined>;
};

export type CookieValue = { name: string; value: string; at: number };

export type SetCookieResponse = {
  url: string;
  requestId: string;
  tabId: number;
  at: number;
  headers: readonly Header[];
};

export type CookieSetter = { author: CookieAuthor; tabId: number };

export type SetCookieOptions = {
  isTrackerCookie(name: string): boolean;
  /** Firefox may tell of the cookie so long before it tells of the response; Chromium never does. */
  waitMs: number;
};

type Sent = { name: string; value: string; url: string; requestId: string; tabId: number; at: number };

const REMEMBERED = 100;
const WITHIN_MS = 5_000;

export function createSetCookieLog({ isTrackerCookie, waitMs }: SetCookieOptions): SetCookieLog {
  let sent: Sent[] = [];
  let written: CookieValue[] = [];
  const waiting = new Set<() => void>();

  /** `none`: it is known that no response did. */
  function look(cookie: CookieValue): CookieSetter | 'none' | undefined {
    const found = sent.findLast((one) => isSame(one, cookie));
    if (!found) return written.some((one) => isSame(one, cookie)) ? 'none' : undefined;
    const { url, requestId, tabId } = found;
    return { author: { kind: 'response', url, requestId }, tabId };
  }

  function lookAgain(): void {
    for (const again of [...waiting]) again();
  }

  return {
    add({ headers, ...response }) {
      const cookies = headers
        .filter(([name]) => name.toLowerCase() === 'set-cookie')
        .map(([, header]) => parseSetCookie(header))
        .filter(({ name }) => isTrackerCookie(name));
      if (cookies.length === 0) return;
      sent = [...sent, ...cookies.map((cookie) => ({ ...cookie, ...response }))].slice(-REMEMBERED);
      lookAgain();
    },

    wroteByScript(cookie) {
      if (waitMs === 0 || !isTrackerCookie(cookie.name)) return;
      written = [...written, cookie].slice(-REMEMBERED);
      lookAgain();
    },

    find(cookie, withinMs = waitMs) {
      const now = look(cookie);
      if (now || waitMs === 0) return Promise.resolve(now === 'none' ? undefined : now);
      return new Promise((resolve) => {
        const settle = (found: CookieSetter | 'none' | undefined) => {
          waiting.delete(again);
          clearTimeout(timeout);
          resolve(found === 'none' ? undefined : found);
        };
        const again = () => {
          const found = look(cookie);
          if (found) settle(found);
        };
        const timeout = setTimeout(() => settle(undefined), Math.min(waitMs, withinMs));
        waiting.add(again);
      });
    },
  };
}

const isSame = (one: CookieValue, other: CookieValue): boolean =>
  one.name === other.name && one.value === other.value && Math.abs(one.at - other.at) <= WITHIN_MS;

export function parseSetCookie(header: string): { name: string; value: string } {
  const [pair = ''] = header.split(';', 1);
  const equals = pair.indexOf('=');
  if (equals < 0) return { name: '', value: pair.trim() };
  const value = pair.slice(equals + 1).trim();
  return { name: pair.slice(0, equals).trim(), value: /^".*"$/.test(value) ? value.slice(1, -1) : value };
}
