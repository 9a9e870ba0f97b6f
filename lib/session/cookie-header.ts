import type { CookieAttributes } from '@/lib/model/observation';

/** The two cookie headers, read as a browser reads them. */

export type NamedValue = { name: string; value: string };

export function readCookieHeader(header: string): NamedValue[] {
  return header
    .split(';')
    .map((pair) => readPair(pair))
    .filter(({ name }) => name !== '');
}

export type SetCookie = NamedValue & { attributes: CookieAttributes };

/** `now` turns Max-Age into a time. */
export function readSetCookie(header: string, now?: number): SetCookie {
  const [pair = '', ...rest] = header.split(';');
  const attributes: CookieAttributes = { secure: false, httpOnly: false };
  for (const attribute of rest) {
    const { name, value } = readPair(attribute.includes('=') ? attribute : `${attribute}=`);
    readAttribute(name.toLowerCase(), value, attributes);
  }
  attributes.hostOnly = attributes.domain === undefined;
  // Max-Age wins over Expires wherever both are given.
  if (attributes.maxAgeSeconds !== undefined && now !== undefined) {
    attributes.expiresAt = now + attributes.maxAgeSeconds * 1000;
  }
  return { ...readPair(pair), attributes };
}

function readAttribute(name: string, value: string, attributes: CookieAttributes): void {
  switch (name) {
    case 'domain':
      if (value !== '') attributes.domain = value;
      return;
    case 'path':
      attributes.path = value.startsWith('/') ? value : '/';
      return;
    case 'expires': {
      const at = Date.parse(value);
      if (!Number.isNaN(at)) attributes.expiresAt = at;
      return;
    }
    case 'max-age':
      if (/^-?\d+$/.test(value)) attributes.maxAgeSeconds = Math.max(-1, Math.min(Number(value), 1e11));
      return;
    case 'secure':
      attributes.secure = true;
      return;
    case 'httponly':
      attributes.httpOnly = true;
      return;
    case 'partitioned':
      attributes.partitioned = true;
      return;
    case 'samesite': {
      const wanted = value.toLowerCase();
      if (wanted === 'strict' || wanted === 'lax' || wanted === 'none') attributes.sameSite = wanted;
    }
  }
}

function readPair(pair: string): NamedValue {
  const equals = pair.indexOf('=');
  if (equals < 0) return { name: '', value: pair.trim() };
  const value = pair.slice(equals + 1).trim();
  return { name: pair.slice(0, equals).trim(), value: /^".*"$/.test(value) ? value.slice(1, -1) : value };
}
