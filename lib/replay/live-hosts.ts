import { ENVIRONMENTS } from '@/lib/tracker/dialects';
import { parseUrl } from '@/lib/tracker/endpoint';

/** Which addresses are nobody's but this machine's, and which are the real API: what is sent there counts. */

const LIVE_HOSTS = [ENVIRONMENTS.production, ENVIRONMENTS.uat].map(({ origin }) => new URL(origin).host);

export function isLiveApi(url: string): boolean {
  return LIVE_HOSTS.includes(parseUrl(url)?.host ?? '');
}

/** Nobody knows what answers at any other address: it may hand on to the real API. */
export function isThisMachine(url: string): boolean {
  const host = parseUrl(url)?.hostname ?? '';
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}

/** What a browser says of a call without an answer, “Failed to fetch”, names no host and no way out. */
export function hostSilenceOf(url: string, cause: unknown): string {
  const host = parseUrl(url)?.host ?? url;
  if (cause instanceof Error && cause.name === 'TimeoutError') return `${host} did not answer in time.`;
  return `${host} does not answer, or it cut the connection. Check the network, and whether that host can be reached.`;
}
