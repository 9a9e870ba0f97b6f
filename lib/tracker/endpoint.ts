import { type Dialect, type Endpoint, isDialect } from '@/lib/model/entry';
import { ENDPOINTS, type EndpointFact, SCRIPT_NAME, TRACKER_HOSTS } from './dialects';

/**
 * Which documented endpoint a request is for. Paths are compared, hosts only when the caller asks for it: a
 * self-hosted API base may be any host and may add a path before ours. What fits nothing stays unrecognised.
 */
export function recogniseEndpoint(url: string, method: string, hosts?: readonly string[]): Endpoint | undefined {
  const parsed = parseUrl(url);
  if (!parsed) return undefined;
  if (hosts && !isTrackerHost(parsed.host, hosts)) return undefined;
  if (SCRIPT_NAME.test(url)) return { name: 'script', dialect: scriptDialect(parsed.pathname), assumed: false };
  const path = parsed.pathname.replace(/\/+$/, '');
  const wanted = method.toUpperCase();
  const fact = ENDPOINTS.find((candidate) => candidate.method === wanted && pathFits(path, candidate));
  return fact && { name: fact.name, dialect: fact.dialect, assumed: fact.assumed === true };
}

/** The paths both generations of the tracker use, so that the path alone names no dialect. */
export function isSharedEndpoint(endpoint: Endpoint): boolean {
  return endpoint.name === 'test' || endpoint.name === 'check-test-events' || endpoint.name === 'events';
}

export function isTrackerHost(host: string, hosts: readonly string[] = TRACKER_HOSTS): boolean {
  return TRACKER_HOSTS.includes(host) || hosts.includes(host);
}

export function isTrackerScript(url: string): boolean {
  return SCRIPT_NAME.test(url);
}

/** `undefined` for what is not a URL, where `new URL` would throw. */
export function parseUrl(url: string, base?: string): URL | undefined {
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}

function pathFits(path: string, fact: EndpointFact): boolean {
  if (!fact.path.endsWith('/')) return path.endsWith(fact.path);
  const start = path.lastIndexOf(fact.path);
  return start >= 0 && path.length > start + fact.path.length && !path.slice(start + fact.path.length).includes('/');
}

/** Only our own stand-in names its dialect in the file name; the plain name is the first generation's too. */
function scriptDialect(pathname: string): Dialect {
  const name = /-(v\d+)(?:\.min)?\.js$/.exec(pathname)?.[1];
  return isDialect(name) ? name : 'v1';
}
