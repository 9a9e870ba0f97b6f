import { parseUrl } from './endpoint';

/** Paths under which sites take signups, by the words people use. */
const SIGNUP_PATH =
  /(?:sign[-_]?up|regist(?:er|ration)|create[-_]?account|accounts?\b|users?\b|join\b|callback\b|onboard)/i;

/** What such a path holds, as a URL pattern's path, which tells small letters from capitals. */
const SIGNUP_GLOBS = [
  ...['sign*up', 'Sign*up', 'sign*Up', 'Sign*Up', 'SIGN*UP'],
  ...['regist', 'account', 'user', 'join', 'callback', 'onboard'].flatMap((word) => [
    word,
    word.charAt(0).toUpperCase() + word.slice(1),
    word.toUpperCase(),
  ]),
];

/** URL patterns for the requests to a host, itself a pattern such as `*.example.com`, that may be signups; others too. */
export const signupPatterns = (host: string): string[] => SIGNUP_GLOBS.map((glob) => `*://${host}/*${glob}*`);

/** Whether a request may hand a signup to a site's own server, told by its address alone. */
export function looksLikeSignup(url: string, method: string): boolean {
  const path = parseUrl(url)?.pathname ?? '';
  const writes = method === 'POST' || method === 'PUT';
  return SIGNUP_PATH.test(path) && (writes || /callback/i.test(path));
}
