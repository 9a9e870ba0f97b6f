import type { CookieAttributes } from '@/lib/model/observation';

/** Which hosts receive a cookie, over http and over https, and why not where they do not. */
export type Reach = { host: string; http: Receipt; https: Receipt };
export type Receipt = { sent: true } | { sent: false; reason: string };

export function reachOf(attributes: CookieAttributes, hosts: readonly string[]): Reach[] {
  return hosts.map((host) => ({
    host,
    http: receiptOf(attributes, host, false),
    https: receiptOf(attributes, host, true),
  }));
}

function receiptOf({ domain = '', hostOnly, secure }: CookieAttributes, host: string, isSecure: boolean): Receipt {
  const home = domain.replace(/^\./, '').toLowerCase();
  if (host !== home && !host.endsWith(`.${home}`)) return { sent: false, reason: `It belongs to ${home}` };
  if (hostOnly && host !== home) return { sent: false, reason: `It is for ${home} alone, without subdomains` };
  const isLocal = host === 'localhost' || host.endsWith('.localhost');
  if (secure && !isSecure && !isLocal) return { sent: false, reason: 'It is sent over https only' };
  return { sent: true };
}

/** `app.example.com` of whatever somebody types for it; undefined when it names no host. */
export function readHost(text: string): string | undefined {
  const typed = text.trim();
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed === '' || !URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  return hostname === '' ? undefined : hostname;
}
