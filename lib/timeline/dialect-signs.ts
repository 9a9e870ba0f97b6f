import { type Dialect, type Endpoint, isDialect } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import { fieldOf } from '@/lib/tracker/decode';
import { ALL_DIALECTS, type DialectFact } from '@/lib/tracker/dialects';
import { isSharedEndpoint } from '@/lib/tracker/endpoint';

/** Signs of one dialect and not the other. What both use, or nobody documents, is no sign. */

export function dialectOfMethod(method: string): Dialect | undefined {
  // The second generation's SDK has it too, though its list of methods does not name it.
  if (method === 'redirectToCheckout') return undefined;
  return onlyOne(({ methods }) => methods.includes(method));
}

export function dialectOfCookie(name: string): Dialect | undefined {
  return onlyOne(({ cookies, probeCookies }) => cookies.includes(name) || probeCookies.includes(name));
}

/** The stand-in's file names fix a dialect; the vendor's own name serves all. */
export function dialectOfScript(src: string): Dialect | undefined {
  const name = /-(v\d+)(?:\.min)?\.js(?:$|[?#])/.exec(src)?.[1];
  return isDialect(name) ? name : undefined;
}

/** An object that has the signs of both, as the SDK's and the bilingual stand-in's have, is neither's. */
export function dialectOfGlobal(methods: readonly string[], state: JsonObject): Dialect | undefined {
  const first = Object.hasOwn(state, 'customerCode') || (methods.includes('trackLead') && !methods.includes('signup'));
  const second = Object.hasOwn(state, 'clickId') || Object.hasOwn(state, 'loaded') || methods.includes('signup');
  return only(first, second);
}

export function dialectOfRequest(endpoint: Endpoint | undefined, payload: () => Json | undefined): Dialect | undefined {
  if (!endpoint || endpoint.name === 'script') return undefined;
  if (!isSharedEndpoint(endpoint)) return endpoint.dialect;
  const sent = payload();
  const has = (name: string) => fieldOf(sent, name) !== undefined;
  return only(has('customer_code') || has('customerCode') || has('user_id'), has('click_id') || has('customer_key'));
}

/** The dialect that has it, where no other does. */
function onlyOne(has: (fact: DialectFact) => boolean): Dialect | undefined {
  const [first, second] = ALL_DIALECTS.filter(has);
  return second ? undefined : first?.name;
}

function only(first: boolean, second: boolean): Dialect | undefined {
  if (first === second) return undefined;
  return first ? 'v1' : 'v2';
}
