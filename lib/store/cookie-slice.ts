import type { StateCreator } from 'zustand/vanilla';
import type { CookieState } from '@/lib/model/session';
import type { PanelEnvironment, PanelState } from './panel-store';

/** Changes to the tracker's cookies, made at once in the browser, each with its way back. */
export type CookieSlice = {
  /** What the browser refused, with its reason. */
  cookieRefused: string | undefined;
  /** Writes `after` over `before`, which is absent for a cookie that is not there. `done` says it: "customer_code: expired". */
  writeCookie(before: CookieState | undefined, after: CookieState, done: string): Promise<boolean>;
  deleteCookie(cookie: CookieState, done: string): Promise<boolean>;
};

export function cookieSlice({ connection }: PanelEnvironment): StateCreator<PanelState, [], [], CookieSlice> {
  return (set, get) => {
    const attempt = async (name: string, change: () => Promise<unknown>): Promise<boolean> => {
      set({ cookieRefused: undefined });
      try {
        await change();
        return true;
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        set({ cookieRefused: `The browser refused this change to ${name}. ${reason}` });
        return false;
      }
    };
    const write = async (before: CookieState | undefined, after: CookieState) => {
      await connection.ask('set-cookie', { cookie: plainOf(after) });
      // A cookie of another domain or path stands beside the old one instead of in its place.
      if (before && placeOf(before) !== placeOf(after)) {
        await connection.ask('remove-cookie', { cookie: plainOf(before) });
      }
    };
    const remove = (cookie: CookieState) => connection.ask('remove-cookie', { cookie: plainOf(cookie) });

    return {
      cookieRefused: undefined,

      async writeCookie(before, after, done) {
        const { name } = after;
        const isWritten = await attempt(name, () => write(before, after));
        if (isWritten) {
          get().offerUndo(done, () => {
            void attempt(name, () => (before ? write(after, before) : remove(after)));
          });
        }
        return isWritten;
      },

      async deleteCookie(cookie, done) {
        const isGone = await attempt(cookie.name, () => remove(cookie));
        if (isGone) {
          get().offerUndo(done, () => {
            void attempt(cookie.name, () => write(undefined, cookie));
          });
        }
        return isGone;
      },
    };
  };
}

/** The store it is in the background knows by the tab. */
const plainOf = ({ name, value, attributes }: CookieState): CookieState => ({ name, value, attributes });

const placeOf = ({ attributes: { domain, path, partitioned, hostOnly } }: CookieState): string =>
  JSON.stringify([domain?.replace(/^\./, ''), path, partitioned ?? false, hostOnly ?? false]);
