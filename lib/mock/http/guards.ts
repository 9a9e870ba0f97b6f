/**
 * What keeps other sites away from a mock on loopback: a Host header that only a rebound DNS name would carry is
 * refused, and so is a control-plane request that some other site's page sent.
 */

const LOOPBACK = /^(?:localhost|(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const IP_LITERAL = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/;

/** The test for a server bound to `boundHost`. Beyond loopback, an address is fine: rebinding needs a name. */
export function createHostCheck(boundHost: string): (host: string) => boolean {
  const own = hostName(boundHost);
  const open = !LOOPBACK.test(own);
  return (host) => {
    const name = hostName(host);
    return LOOPBACK.test(name) || name === own || (open && IP_LITERAL.test(name));
  };
}

function hostName(host: string): string {
  const bare = host.trim().toLowerCase();
  if (bare.includes(':') && !bare.includes('[') && bare.indexOf(':') !== bare.lastIndexOf(':')) return `[${bare}]`;
  return bare.replace(/:\d*$/, '').replace(/\.$/, '');
}

const EXTENSION_ORIGIN = /^(?:chrome|moz)-extension:\/\//;

/**
 * A page of another origin, by what the browser itself says. Extensions may ask; what changes something must then
 * be JSON, so that one without permission for this host is stopped by the preflight.
 */
export function isForeignPage(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null && EXTENSION_ORIGIN.test(origin)) {
    const type = request.headers.get('content-type') ?? '';
    return request.method !== 'GET' && !type.startsWith('application/json');
  }
  if (origin !== null && origin !== new URL(request.url).origin) return true;
  const site = request.headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}
