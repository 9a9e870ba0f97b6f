import { type Dialect, isDialect } from '@/lib/model/entry';
import { ENVIRONMENTS, PROGRAM_ID_GLOBAL, SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';

/** How this tracker was installed: what its own script element and file name say. */

/** The page's window, handed in so that tests can bring their own. */
export type PageWindow = Window & typeof globalThis;

export type Setup = {
  programId: number | string | null;
  debug: boolean;
  /** Forces the cookies' domain; found by trying otherwise. */
  cookieDomain: string | null;
  apiBase: string;
  /** Absent for a bilingual script, which settles by what it meets. */
  dialect: Dialect | null;
  /** Also write `affitor_customer`, the name some v1 server code reads. */
  bothCustomerCookies: boolean;
  /** Take items pushed after load too, which the real tracker is not known to do. */
  liveQueue: boolean;
};

/** Attributes that only the stand-in knows. */
export const STAND_IN_ATTRIBUTES = {
  dialect: 'data-affitor-dialect',
  customerCookie: 'data-affitor-customer-cookie',
  liveQueue: 'data-affitor-live-queue',
} as const;

export function readSetup(page: PageWindow): Setup {
  const script = ownScript(page);
  const attribute = (name: string) => script?.getAttribute(name) ?? null;
  const src = script?.src ?? '';
  return {
    programId: parseProgramId(attribute(SCRIPT_ATTRIBUTES.programId) ?? programIdGlobal(page)),
    debug: attribute(SCRIPT_ATTRIBUTES.debug) === 'true',
    cookieDomain: attribute(SCRIPT_ATTRIBUTES.cookieDomain),
    apiBase: trimSlash(attribute(SCRIPT_ATTRIBUTES.apiBase) ?? originOf(src) ?? ENVIRONMENTS.production.origin),
    dialect: dialectOf(attribute(STAND_IN_ATTRIBUTES.dialect), src),
    bothCustomerCookies: attribute(STAND_IN_ATTRIBUTES.customerCookie) === 'both',
    liveQueue: attribute(STAND_IN_ATTRIBUTES.liveQueue) === 'true',
  };
}

function ownScript(page: PageWindow): HTMLScriptElement | null {
  const current = page.document.currentScript;
  if (current !== null && 'src' in current) return current as HTMLScriptElement;
  return page.document.querySelector<HTMLScriptElement>(`script[${SCRIPT_ATTRIBUTES.programId}]`);
}

function programIdGlobal(page: PageWindow): string | null {
  const value: unknown = Reflect.get(page, PROGRAM_ID_GLOBAL);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** A number where it is one, as the SDK's types promise; any other text as it stands. */
export function parseProgramId(text: string | null): number | string | null {
  if (text === null || text.trim() === '') return null;
  return /^\d+$/.test(text.trim()) ? Number(text) : text;
}

function originOf(src: string): string | null {
  if (!/^https?:/.test(src)) return null;
  return new URL(src).origin;
}

function trimSlash(base: string): string {
  return base.replace(/\/+$/, '');
}

function dialectOf(attribute: string | null, src: string): Dialect | null {
  const named = attribute ?? /\/affitor-tracker-(v\d+)(?:\.min)?\.js(?:$|[?#])/.exec(src)?.[1];
  return isDialect(named) ? named : null;
}
