import type {
  CallEntry,
  CookieEntry,
  Dialect,
  Entry,
  GlobalEntry,
  NavigationEntry,
  RequestEntry,
  ScriptEntry,
} from '@/lib/model/entry';
import type { JsonObject } from '@/lib/model/json';
import {
  aCall,
  aClick,
  aCookie,
  aGlobal,
  aLead,
  aNavigation,
  aScript,
  CLICK_ID,
  jsonBody,
  type PayloadOverrides,
  resetEntries,
} from '@/test/fixtures/entries';

/** One signup as a sound integration makes it: landing, click, cookie, then the signup page with its call and lead. */

export const SITE = 'https://shop.example.com';

export type JourneyChanges = {
  dialect?: Dialect;
  /** `null` takes the part out. */
  landing?: Partial<NavigationEntry> | null;
  script?: Partial<ScriptEntry> | null;
  global?: Partial<GlobalEntry> | null;
  click?: Partial<RequestEntry> | null;
  cookie?: Partial<CookieEntry> | null;
  page?: Partial<NavigationEntry> | null;
  pageScript?: Partial<ScriptEntry> | null;
  pageGlobal?: Partial<GlobalEntry> | null;
  call?: Partial<CallEntry> | null;
  request?: Partial<RequestEntry> | null;
  /** Fields of the lead over the usual ones; `undefined` takes one out. */
  lead?: PayloadOverrides;
};

export type Journey = {
  landing: NavigationEntry;
  script: ScriptEntry;
  global: GlobalEntry;
  click: RequestEntry;
  cookie: CookieEntry;
  page: NavigationEntry;
  pageScript: ScriptEntry;
  pageGlobal: GlobalEntry;
  call: CallEntry;
  request: RequestEntry;
};

export function journey(changes: JourneyChanges = {}): Entry[] {
  const parts = journeyParts(changes);
  return (Object.keys(parts) as (keyof Journey)[]).filter((name) => changes[name] !== null).map((name) => parts[name]);
}

/** Without a signup: what a visitor leaves who only looked. */
export function landed(changes: JourneyChanges = {}): Entry[] {
  return journey({ ...changes, page: null, pageScript: null, pageGlobal: null, call: null, request: null });
}

export function journeyParts(changes: JourneyChanges = {}): Journey {
  resetEntries();
  const dialect = changes.dialect ?? 'v1';
  const first = {
    documentId: 'doc-landing',
    documentUrl: changes.landing?.url ?? `${SITE}/?${dialect === 'v1' ? 'ref' : 'aff'}=maya-reviews`,
  };
  const second = { documentId: 'doc-signup', documentUrl: changes.page?.url ?? `${SITE}/signup` };
  const payload = leadPayload(dialect, changes.lead ?? {});
  const landing = aNavigation({ ...first, url: first.documentUrl, ...changes.landing });
  const script = aScript({ ...first, ...changes.script });
  const global = aGlobal({ ...first, dialect, ...changes.global });
  const click = aClick({}, { ...first, dialect, ...changes.click });
  const name = dialect === 'v1' ? 'customer_code' : 'affitor_click_id';
  const cookie = aCookie({ ...first, name, dialect, ...changes.cookie });
  const page = aNavigation({ ...second, url: second.documentUrl, ...changes.page });
  const pageScript = aScript({ ...second, ...changes.pageScript });
  const pageGlobal = aGlobal({ ...second, dialect, ...changes.pageGlobal });
  const call = aCall({ ...second, dialect, ...callOf(dialect, payload), ...changes.call });
  const request = aLead(
    {},
    { ...second, dialect, keepalive: true, cause: call.id, ...sentBody(dialect, payload), ...changes.request },
  );
  if (changes.request !== null) call.effects = [request.id];
  return { landing, script, global, click, cookie, page, pageScript, pageGlobal, call, request };
}

function leadPayload(dialect: Dialect, overrides: PayloadOverrides): JsonObject {
  const usual =
    dialect === 'v1'
      ? { user_id: 'u_8142', email: 'ada@example.org' }
      : { customer_key: 'u_8142', email: 'ada@example.org' };
  return Object.fromEntries(
    Object.entries({ ...usual, ...overrides }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function callOf(dialect: Dialect, payload: JsonObject): Partial<CallEntry> {
  if (dialect === 'v1') return { method: 'trackLead', args: [payload] };
  const args = [payload.customer_key ?? { $type: 'undefined' }, payload.email ?? { $type: 'undefined' }];
  return { method: 'signup', args };
}

function sentBody(dialect: Dialect, payload: JsonObject): Partial<RequestEntry> {
  return {
    body: jsonBody({ ...(dialect === 'v1' ? { customer_code: CLICK_ID } : { click_id: CLICK_ID }), ...payload }),
  };
}
