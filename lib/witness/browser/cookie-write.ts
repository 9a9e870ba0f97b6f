import type { CookieState } from '@/lib/model/session';

/**
 * A cookie as the user wants it, turned into what the browser's cookies API takes, and the browser's refusal turned
 * into a reason: the API itself says at most that it failed.
 */
export type CookieSetDetails = {
  url: string;
  name: string;
  value: string;
  path: string;
  secure: boolean;
  httpOnly: boolean;
  sameSite: 'strict' | 'lax' | 'no_restriction' | 'unspecified';
  storeId: string;
  domain?: string;
  /** Seconds since 1970. */
  expirationDate?: number;
  partitionKey?: PartitionKey;
};

/** As the browser names it. Chromium finds no cookie without the second field, which older browsers do not know. */
export type PartitionKey = { topLevelSite: string; hasCrossSiteAncestor?: boolean | undefined };

export type CookiePlace = { storeId: string; partitionKey?: PartitionKey | undefined };

const SAME_SITE = { strict: 'strict', lax: 'lax', none: 'no_restriction', unspecified: 'unspecified' } as const;

export function setDetails(cookie: CookieState, place: CookiePlace): CookieSetDetails {
  const { name, value, attributes } = cookie;
  const { expiresAt, hostOnly, secure = false, httpOnly = false, sameSite = 'unspecified' } = attributes;
  return {
    url: writingUrlOf(cookie, place),
    name,
    value,
    path: attributes.path ?? '/',
    secure,
    httpOnly,
    sameSite: SAME_SITE[sameSite],
    storeId: place.storeId,
    ...(!hostOnly && { domain: domainOf(cookie) }),
    ...(expiresAt !== undefined && { expirationDate: Math.floor(expiresAt / 1000) }),
    ...(place.partitionKey && { partitionKey: place.partitionKey }),
  };
}

export function removeDetails(cookie: CookieState, { storeId, partitionKey }: CookiePlace) {
  return {
    url: urlOf(cookie),
    name: cookie.name,
    storeId,
    ...(partitionKey && { partitionKey }),
  };
}

/** An address that the cookie would be sent to; Firefox finds a Secure one by no other to remove it. */
const urlOf = (cookie: CookieState): string => addressOf(cookie, cookie.attributes.secure ? 'https:' : 'http:');

/**
 * The same, from where it is written: into a page's own partition by an address with the page's scheme. To Chromium a
 * site over http and over https are two, and pages of the local host may have Secure cookies without https.
 */
function writingUrlOf(cookie: CookieState, { partitionKey }: CookiePlace): string {
  const isOwn = partitionKey?.hasCrossSiteAncestor === false && URL.canParse(partitionKey.topLevelSite);
  return isOwn ? addressOf(cookie, new URL(partitionKey.topLevelSite).protocol) : urlOf(cookie);
}

const addressOf = (cookie: CookieState, scheme: string): string =>
  `${scheme}//${domainOf(cookie)}${cookie.attributes.path ?? '/'}`;

const domainOf = ({ attributes }: CookieState): string => (attributes.domain ?? '').replace(/^\./, '');

const VALUE_LIMIT_BYTES = 4096;
// What ends a value or a header line: RFC 6265bis, section 5.6.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in it
const BREAKING = /[\u0000-\u0008\u000a-\u001f\u007f;]/;

/** Why no browser takes the cookie, where that is known; undefined where nothing speaks against it. */
export function refusalOf({ name, value, attributes }: CookieState): string | undefined {
  const { domain = '', path = '/', secure, sameSite, partitioned, hostOnly } = attributes;
  if (domain === '') return 'It has no domain.';
  if (BREAKING.test(value)) return 'A value cannot hold a semicolon, a line break or another control character.';
  if (new TextEncoder().encode(name + value).length > VALUE_LIMIT_BYTES) {
    return `Name and value together are longer than ${VALUE_LIMIT_BYTES} bytes.`;
  }
  if (!path.startsWith('/')) return 'The path has to begin with a slash.';
  if (sameSite === 'none' && !secure) return 'SameSite=None needs Secure.';
  if (partitioned && !secure) return 'A partitioned cookie needs Secure.';
  const isBare = !domain.replace(/^\./, '').includes('.');
  if (isBare && !hostOnly) return `“${domain}” is no domain to share a cookie in: make it a cookie of this host only.`;
  return undefined;
}
