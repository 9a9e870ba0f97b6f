import type { CookieAuthor, Header } from '@/lib/model/observation';

/**
 * Remembers which responses have lately set which of the tracker's cookies. The cookies API says that a cookie has
 * changed and never who did it; a response that just sent the same value is the answer.
 */
export type SetCookieLog = {
  add(response: { url: string; requestId: string; tabId: number; at: number; headers: readonly Header[] }): void;
  /** The response that set this value a moment before, with its tab. */
  find(cookie: { name: string; value: string; at: number }): { author: CookieAuthor; tabId: number } | undefined;
};

type Sent = { name: string; value: string; url: string; requestId: string; tabId: number; at: number };

const REMEMBERED = 100;
const WITHIN_MS = 5_000;

export function createSetCookieLog(isTrackerCookie: (name: string) => boolean): SetCookieLog {
  let sent: Sent[] = [];
  return {
    add({ headers, ...response }) {
      const cookies = headers
        .filter(([name]) => name.toLowerCase() === 'set-cookie')
        .map(([, header]) => parseSetCookie(header))
        .filter(({ name }) => isTrackerCookie(name));
      sent = [...sent, ...cookies.map((cookie) => ({ ...cookie, ...response }))].slice(-REMEMBERED);
    },
    find({ name, value, at }) {
      const match = sent.findLast(
        (one) => one.name === name && one.value === value && Math.abs(at - one.at) <= WITHIN_MS,
      );
      if (!match) return undefined;
      const { url, requestId, tabId } = match;
      return { author: { kind: 'response', url, requestId }, tabId };
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
