import { ENDPOINTS, SCRIPT_NAME } from '@/lib/tracker/dialects';

/**
 * Redacts URLs and forms by their parts. Hosts and the tracker's own paths stay, for they are what a reader needs most;
 * so do parameter names.
 */

export type UrlVisitor = {
  /** One decoded parameter of a query or fragment. */
  parameter(name: string, value: string): string;
  /** Anything else that is text: a path segment, a parameter's name. */
  text(value: string): string;
  /** User name and password before the host. */
  credentials(value: string): string;
};

const PARTS = /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/is;
const KNOWN_PATHS = new Set(ENDPOINTS.map((endpoint) => endpoint.path));

export function rewriteUrl(url: string, visitor: UrlVisitor): string {
  const parts = PARTS.exec(url);
  if (!parts) return visitor.text(url);
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = parts;
  // Without a scheme the first part is a relative path's, not a host.
  const host = scheme === '' ? rewritePath(authority, visitor) : rewriteAuthority(authority, visitor);
  const isOurs = KNOWN_PATHS.has(path) || SCRIPT_NAME.test(path);
  return `${scheme}${host}${isOurs ? path : rewritePath(path, visitor)}${rewriteQuery(query, visitor)}${rewriteFragment(fragment, visitor)}`;
}

/** `a=b&c=d`, percent-encoded or with `+` for blanks; what is not changed keeps its spelling. */
export function rewriteForm(text: string, visit: (name: string, value: string) => string): string {
  return text
    .split('&')
    .map((pair) => rewritePair(pair, visit))
    .join('&');
}

export const looksLikeForm = (text: string): boolean =>
  /^[\w.%+[\]~!*'()-]+=[^\s&]*(?:&[\w.%+[\]~!*'()-]+=[^\s&]*)*$/.test(text) && !/^[A-Za-z0-9+/_-]+={1,2}$/.test(text);

export function decodeComponent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: decode what can be decoded.
    return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => new TextDecoder().decode(bytesOf(run)));
  }
}

const bytesOf = (run: string): Uint8Array =>
  Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16));

function rewritePair(pair: string, visit: (name: string, value: string) => string): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return pair === '' ? pair : reencode(pair, visit('', decodeComponent(pair)));
  const name = pair.slice(0, equals);
  const value = pair.slice(equals + 1);
  const decoded = decodeComponent(value.replaceAll('+', ' '));
  const plainName = decodeComponent(name.replaceAll('+', ' '));
  const visited = visit(plainName, decoded);
  const visitedName = visit('', plainName);
  return `${visitedName === plainName ? name : encodeURIComponent(visitedName)}=${visited === decoded ? value : encodeURIComponent(visited)}`;
}

function rewriteQuery(query: string, visitor: UrlVisitor): string {
  if (query.length < 2) return query;
  return `?${rewriteForm(query.slice(1), (name, value) => (name === '' ? visitor.text(value) : visitor.parameter(name, value)))}`;
}

/** A fragment may be a form (`#access_token=…`), a route with a query (`#/signup?ref=…`) or a plain anchor. */
function rewriteFragment(fragment: string, visitor: UrlVisitor): string {
  if (fragment.length < 2) return fragment;
  const inner = fragment.slice(1);
  const question = inner.indexOf('?');
  if (question >= 0)
    return `#${rewritePath(inner.slice(0, question), visitor)}${rewriteQuery(inner.slice(question), visitor)}`;
  if (inner.includes('=')) return `#${rewriteQuery(`?${inner}`, visitor).slice(1)}`;
  return `#${rewritePath(inner, visitor)}`;
}

function rewriteAuthority(authority: string, visitor: UrlVisitor): string {
  const at = authority.lastIndexOf('@');
  return at < 0 ? authority : `${visitor.credentials(authority.slice(0, at))}${authority.slice(at)}`;
}

function rewritePath(path: string, visitor: UrlVisitor): string {
  return path
    .split('/')
    .map((segment) => {
      const decoded = decodeComponent(segment);
      return decoded === '' ? segment : reencode(segment, visitor.text(decoded), decoded);
    })
    .join('/');
}

function reencode(original: string, visited: string, decoded = decodeComponent(original)): string {
  return visited === decoded ? original : encodeURIComponent(visited).replaceAll('%40', '@');
}
