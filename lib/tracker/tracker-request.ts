import { isTrackerHost, isTrackerScript, parseUrl, recogniseEndpoint } from './endpoint';
import { PAGE_FACTS } from './page-facts';

/** Which of a browser's requests are the tracker's, told by their address alone. */

/** True for what only a tracker asks for, wherever it is hosted: its script and the paths of its API. */
export function isTrackerSign(url: string, method: string): boolean {
  const parsed = parseUrl(url);
  if (!parsed) return false;
  return isTrackerScript(url) || PAGE_FACTS.path.test(parsed.pathname) || recogniseEndpoint(url, method) !== undefined;
}

/**
 * All traffic to the tracker's hosts as well, except from a page of that very host: a tracker served from there does
 * not make the page's other requests the tracker's.
 */
export function isTrackerRequest(
  request: { url: string; method: string },
  hosts: readonly string[],
  ownHost: string | undefined,
): boolean {
  // What a routed page gets in place of the script comes out of the extension, and was asked for at another address.
  if (!/^https?:/i.test(request.url)) return false;
  if (isTrackerSign(request.url, request.method)) return true;
  const host = parseUrl(request.url)?.host;
  return host !== undefined && host !== ownHost && isTrackerHost(host, hosts);
}
