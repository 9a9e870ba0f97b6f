import type { RequestEntry } from '@/lib/model/entry';
import { keptOf } from '@/lib/timeline/growing';
import { headerValue } from '@/lib/tracker/decode';
import { CUSTOMER_COOKIES } from '@/lib/tracker/dialects';
import { looksLikeSignup } from '@/lib/tracker/signup';
import { hostOf, siteOf } from '@/lib/tracker/site';
import type { RuleContext } from './context';
import { fieldsOf } from './payload';

/** Signups that the page hands to its own server: the only part of a server-side lead that a browser can see. */

export type ServerSignup = {
  request: RequestEntry;
  /** The customer's code went along, in a cookie or in the body. */
  carries: boolean;
  /** The names of the tracker's cookies that went along. */
  cookies: string[];
};

const memo = new WeakMap<RuleContext, ServerSignup[]>();

/** Only requests whose headers were seen: of the others nobody can say what they carried. */
export function serverSignupsOf(context: RuleContext): ServerSignup[] {
  const known = memo.get(context);
  if (known) return known;
  const found = signupsIn(context.requests).flatMap((request) => {
    const held = context.customer.heldAt(request.at, request.documentUrl);
    return held ? [read(request, held.value)] : [];
  });
  memo.set(context, found);
  return found;
}

const signupsIn = keptOf(isSignup);

function isSignup(request: RequestEntry): boolean {
  if (request.endpoint || request.ours || !headersSeen(request)) return false;
  if (!looksLikeSignup(request.url, request.method)) return false;
  const page = siteOf(hostOf(request.documentUrl));
  return page !== '' && siteOf(hostOf(request.url)) === page;
}

function headersSeen(request: RequestEntry): boolean {
  return request.headers.length > 0 && request.witnesses.some((witness) => witness !== 'page');
}

function read(request: RequestEntry, customer: string): ServerSignup {
  const header = headerValue(request.headers, 'cookie') ?? '';
  const cookies = header
    .split(/;\s*/)
    .map((pair) => pair.split('=')[0] ?? '')
    .filter((name) => CUSTOMER_COOKIES.includes(name));
  const inBody = Object.values(fieldsOf(request.body) ?? {}).includes(customer);
  return { request, cookies, carries: cookies.length > 0 || inBody };
}
