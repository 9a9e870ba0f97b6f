/**
 * In a routed tab the tracker's API is known by its path alone, on whatever host: a page may name a host of its own that
 * nobody has heard of before its first request, and nothing may get out by then. A base may put a path before ours.
 */
const API_PATH = /\/api\/(?:tracking|v1\/track)(?=\/|$)/;

/** The same, as the browser's rules take it. */
export const API_URL_PATTERN = '^https?://[^?#]+/api/(tracking|v1/track)([/?#]|$)';

export function isTrackerPath(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && API_PATH.test(url.pathname);
}

/** The address as the mock knows it, without what a base puts before the path. */
export function withoutBasePath(address: string): string {
  const url = new URL(address);
  const at = url.pathname.search(API_PATH);
  if (at > 0) url.pathname = url.pathname.slice(at);
  return url.href;
}
