import type { PageWindow } from './setup';

/** The tracker's cookies on the page: first party, `SameSite=Lax`, `Secure` on https, widest domain that holds. */
export type CookieJar = {
  read(name: string): string | null;
  /** Returns when it expires. */
  write(name: string, value: string, days: number): Date;
  remove(name: string): void;
};

const DAY_MS = 86_400_000;
const DOMAIN_PROBE = 'affitor_domain_test';

export function createCookieJar(page: PageWindow, forcedDomain: string | null): CookieJar {
  const { document, location } = page;
  let domain: string | null | undefined = forcedDomain ?? undefined;

  function read(name: string): string | null {
    for (const pair of document.cookie.split(';')) {
      const [key = '', ...rest] = pair.trim().split('=');
      if (key === name) return rest.join('=');
    }
    return null;
  }

  function put(name: string, value: string, expires: Date, within: string | null): void {
    document.cookie = [
      `${name}=${value.replaceAll(';', '%3B')}`,
      `expires=${expires.toUTCString()}`,
      'path=/',
      'SameSite=Lax',
      ...(within === null ? [] : [`domain=${within}`]),
      ...(location.protocol === 'https:' ? ['Secure'] : []),
    ].join('; ');
  }

  /** The shortest ending of the host that takes a cookie; none on localhost and addresses. */
  function widestDomain(): string | null {
    if (domain !== undefined) return domain;
    domain = null;
    for (const candidate of parentDomains(location.hostname)) {
      put(DOMAIN_PROBE, '1', new Date(Date.now() + DAY_MS), candidate);
      if (read(DOMAIN_PROBE) === null) continue;
      put(DOMAIN_PROBE, '', new Date(0), candidate);
      domain = candidate;
      break;
    }
    return domain;
  }

  return {
    read,
    write(name, value, days) {
      const expires = new Date(Date.now() + days * DAY_MS);
      put(name, value, expires, widestDomain());
      return expires;
    },
    remove(name) {
      put(name, '', new Date(0), widestDomain());
    },
  };
}

/** `shop.example.co.uk` → `.co.uk`, `.example.co.uk`, `.shop.example.co.uk`; browsers refuse the public ones. */
function parentDomains(hostname: string): string[] {
  if (!hostname.includes('.') || /^[\d.]+$/.test(hostname) || hostname.includes(':')) return [];
  if (hostname.endsWith('.localhost')) return [];
  const parts = hostname.split('.');
  return parts.slice(0, -1).map((_, dropped) => `.${parts.slice(parts.length - 2 - dropped).join('.')}`);
}
