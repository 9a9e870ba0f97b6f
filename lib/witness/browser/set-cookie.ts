import type { CookieAuthor, Header } from '@/lib/model/observation';

/**
 * Remembers which responses have lately set which of the tracker's cookies. The cookies API says that a cookie has
 * changed and never who did it; a response that sent the same value at that moment is the answer.
 */
export type SetCookieLog = {
  add(response: SetCookieResponse): void;
  /** The response that set this value, with its tab; waits a moment for one that is about to be told. */
  find(cookie: { name: string; value: string; at: number }): Promise<CookieSetter | undefined>;
};

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
  /** Firefox may tell of the cookie before it tells of the response; Chromium never does. */
  waitMs: number;
};

type Sent = { name: string; value: string; url: string; requestId: string; tabId: number; at: number };

const REMEMBERED = 100;
const WITHIN_MS = 5_000;

export function createSetCookieLog({ isTrackerCookie, waitMs }: SetCookieOptions): SetCookieLog {
  let sent: Sent[] = [];
  const waiting = new Set<() => void>();

  function look({ name, value, at }: { name: string; value: string; at: number }): CookieSetter | undefined {
    const found = sent.findLast(
      (one) => one.name === name && one.value === value && Math.abs(at - one.at) <= WITHIN_MS,
    );
    if (!found) return undefined;
    const { url, requestId, tabId } = found;
    return { author: { kind: 'response', url, requestId }, tabId };
  }

  return {
    add({ headers, ...response }) {
      const cookies = headers
        .filter(([name]) => name.toLowerCase() === 'set-cookie')
        .map(([, header]) => parseSetCookie(header))
        .filter(({ name }) => isTrackerCookie(name));
      if (cookies.length === 0) return;
      sent = [...sent, ...cookies.map((cookie) => ({ ...cookie, ...response }))].slice(-REMEMBERED);
      for (const again of [...waiting]) again();
    },

    find(cookie) {
      const setter = look(cookie);
      if (setter || waitMs === 0) return Promise.resolve(setter);
      return new Promise((resolve) => {
        const settle = (found: CookieSetter | undefined) => {
          waiting.delete(again);
          clearTimeout(timeout);
          resolve(found);
        };
        const again = () => {
          const found = look(cookie);
          if (found) settle(found);
        };
        const timeout = setTimeout(() => settle(undefined), waitMs);
        waiting.add(again);
      });
    },
  };
}

export function parseSetCookie(header: string): { name: string; value: string } {
  const [pair = ''] = header.split(';', 1);
  const equals = pair.indexOf('=');
  if (equals < 0) return { name: '', value: pair.trim() };
  const value = pair.slice(equals + 1).trim();
  return { name: pair.slice(0, equals).trim(), value: /^".*"$/.test(value) ? value.slice(1, -1) : value };
}
