import type { CookieState } from '@/lib/model/session';
import { DIALECTS } from './dialects';
import { readCustomerId } from './identifiers';

/**
 * A cookie as it would be after another partner's link was clicked: the last click wins. A cookie that says nothing
 * of the partner, and none that a click writes, stays as it is and gives undefined.
 */
export function asAnotherPartner(cookie: CookieState, partner: string, now: number): CookieState | undefined {
  const { name, value } = cookie;
  const customer = readCustomerId(value);
  if (customer) return { ...cookie, value: `cust_${customer.programId}_${now}` };
  if (name === 'partner_code') return { ...cookie, value: partner };
  const landed = withPartner(value, partner);
  return landed === undefined ? undefined : { ...cookie, value: landed };
}

const PARAMETERS = Object.values(DIALECTS).map((dialect) => dialect.landingParameter);

/** The landing's address may be kept percent-encoded, and stays so. */
function withPartner(value: string, partner: string): string | undefined {
  const isEncoded = /^https?%3A/i.test(value);
  const text = isEncoded ? decoded(value) : value;
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const parameter = PARAMETERS.find((one) => url.searchParams.has(one));
  if (parameter === undefined) return undefined;
  url.searchParams.set(parameter, partner);
  return isEncoded ? encodeURIComponent(url.href) : url.href;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
