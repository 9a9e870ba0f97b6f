/** Hosts and sites, and which of them belong together. */

/** Second levels under which registries sell names, so that `shop.co.uk` is a site and not `co.uk`. */
const SHARED_SECOND_LEVELS = new Set(['co', 'com', 'net', 'org', 'gov', 'edu', 'ac']);

/** The registrable part of a host, well enough for telling subdomains of one site from other sites. */
export function siteOf(host: string): string {
  if (/^[\d.]+$/.test(host) || host.startsWith('[')) return host;
  const labels = host.split('.');
  const [second, top] = labels.slice(-2);
  const keep = labels.length > 2 && top?.length === 2 && SHARED_SECOND_LEVELS.has(second ?? '') ? 3 : 2;
  return labels.slice(-keep).join('.');
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host.startsWith('127.') || host === '[::1]';
}

export function hostOf(url: string): string {
  return parseUrl(url)?.hostname ?? '';
}

/** Judging runs after every event, and its events speak of few URLs again and again. */
const parsedUrls = new Map<string, URL | undefined>();
const PARSED_LIMIT = 2000;

export function parseUrl(url: string): URL | undefined {
  if (parsedUrls.has(url)) return parsedUrls.get(url);
  if (parsedUrls.size >= PARSED_LIMIT) parsedUrls.clear();
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  parsedUrls.set(url, parsed);
  return parsed;
}
