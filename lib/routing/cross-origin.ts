import type { Header } from '@/lib/model/observation';
import { headerValue } from '@/lib/tracker/decode';

/** What a browser would let the page see of an answer from another origin (https://fetch.spec.whatwg.org/#cors-check). */

const SAFELISTED = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];

/** False where a browser would keep the whole answer from the page. */
export function passesCors(url: string, origin: string, headers: readonly Header[], withCredentials: boolean): boolean {
  if (new URL(url).origin === origin) return true;
  const allowed = headerValue(headers, 'access-control-allow-origin');
  if (!withCredentials) return allowed === '*' || allowed === origin;
  return allowed === origin && headerValue(headers, 'access-control-allow-credentials') === 'true';
}

/**
 * What a server said to us, as it would have said it to the page: where it allowed the one who asked, that is the page.
 * What it allows anyone stays, and so does that it allows nobody.
 */
export function allowedAs(headers: readonly Header[], asker: string, page: string | null): Header[] {
  return headers.map(([name, value]): Header => {
    const isAsker = value === asker || value === 'null';
    return name.toLowerCase() === 'access-control-allow-origin' && isAsker ? [name, page ?? 'null'] : [name, value];
  });
}

export function visibleHeaders(url: string, origin: string, headers: readonly Header[]): Header[] {
  if (new URL(url).origin === origin) return headers.filter(([name]) => !/^set-cookie/i.test(name));
  const exposed = (headerValue(headers, 'access-control-expose-headers') ?? '').toLowerCase().split(/\s*,\s*/);
  return headers.filter(([name]) => SAFELISTED.includes(name.toLowerCase()) || exposed.includes(name.toLowerCase()));
}
