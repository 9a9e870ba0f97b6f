import { parseUrl } from './endpoint';

/** Paths under which sites take signups, by the words people use. */
const SIGNUP_PATH =
  /(?:sign[-_]?up|regist(?:er|ration)|create[-_]?account|accounts?\b|users?\b|join\b|callback\b|onboard)/i;

/** Whether a request may hand a signup to a site's own server, told by its address alone. */
export function looksLikeSignup(url: string, method: string): boolean {
  const path = parseUrl(url)?.pathname ?? '';
  const writes = method === 'POST' || method === 'PUT';
  return SIGNUP_PATH.test(path) && (writes || /callback/i.test(path));
}
