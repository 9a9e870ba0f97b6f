import { describe, expect, it } from 'vitest';
import type { CookieAttributes } from '@/lib/model/observation';
import { refusalOf, removeDetails, setDetails } from '@/lib/witness/browser/cookie-write';

const aCookie = (attributes: CookieAttributes = {}, value = 'cust_29_1760000000000') => ({
  name: 'customer_code',
  value,
  attributes: { domain: '.example.com', path: '/', ...attributes },
});

describe('writing a cookie', () => {
  it('says domain, expiry in seconds and partition', () => {
    const cookie = aCookie({ secure: true, sameSite: 'none', expiresAt: 1_760_000_000_999, partitioned: true });
    expect(setDetails(cookie, { storeId: '1', partitionKey: { topLevelSite: 'https://example.com' } })).toEqual({
      url: 'https://example.com/',
      name: 'customer_code',
      value: 'cust_29_1760000000000',
      domain: 'example.com',
      path: '/',
      secure: true,
      httpOnly: false,
      sameSite: 'no_restriction',
      storeId: '1',
      expirationDate: 1_760_000_000,
      partitionKey: { topLevelSite: 'https://example.com' },
    });
  });

  it('leaves the domain out for a cookie of one host, and the expiry for one of the session', () => {
    const details = setDetails(aCookie({ domain: 'localhost', hostOnly: true }), { storeId: '0' });
    expect(details).not.toHaveProperty('domain');
    expect(details).not.toHaveProperty('expirationDate');
    expect(details.url).toBe('http://localhost/');
  });

  it('names a partition by all that the browser says of it', () => {
    const partitionKey = { topLevelSite: 'http://localhost', hasCrossSiteAncestor: false };
    const cookie = aCookie({ domain: 'localhost', secure: true, partitioned: true });
    expect(removeDetails(cookie, { storeId: '0', partitionKey }).partitionKey).toEqual(partitionKey);
    expect(setDetails(cookie, { storeId: '0', partitionKey }).partitionKey).toEqual(partitionKey);
  });

  it.each([
    ['http://localhost', false, 'localhost', 'http://localhost/'],
    ['https://shop.example', false, 'app.shop.example', 'https://app.shop.example/'],
    ['http://localhost', true, 'localhost', 'https://localhost/'],
    ['http://localhost', undefined, 'localhost', 'https://localhost/'],
    ['no site', false, 'localhost', 'https://localhost/'],
  ])(
    'is written with the scheme of the page in whose own partition it is: %s, %s',
    (topLevelSite, isCrossSite, domain, url) => {
      const cookie = aCookie({ domain, secure: true, partitioned: true });
      const place = { storeId: '0', partitionKey: { topLevelSite, hasCrossSiteAncestor: isCrossSite } };
      expect(setDetails(cookie, place).url).toBe(url);
      // Firefox goes by the scheme to find a Secure cookie.
      expect(removeDetails(cookie, place).url).toBe(`https://${domain}/`);
    },
  );

  it('removes where it would be sent', () => {
    expect(removeDetails(aCookie({ path: '/app' }), { storeId: '0' })).toEqual({
      url: 'http://example.com/app',
      name: 'customer_code',
      storeId: '0',
    });
  });

  it.each([
    [aCookie({}, 'a;b'), /semicolon/],
    [aCookie({}, 'a\nb'), /line break/],
    [aCookie({}, 'x'.repeat(5000)), /4096 bytes/],
    [aCookie({ sameSite: 'none' }), /needs Secure/],
    [aCookie({ partitioned: true }), /needs Secure/],
    [aCookie({ path: 'app' }), /slash/],
    [aCookie({ domain: 'localhost' }), /this host only/],
    [aCookie({ domain: '' }), /no domain/],
  ])('tells why none takes it: %#', (cookie, reason) => {
    expect(refusalOf(cookie)).toMatch(reason);
  });

  it('finds nothing against an ordinary one', () => {
    expect(refusalOf(aCookie({ secure: true, sameSite: 'lax', httpOnly: true }))).toBeUndefined();
  });
});
