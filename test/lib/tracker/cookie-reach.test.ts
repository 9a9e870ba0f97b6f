import { describe, expect, it } from 'vitest';
import { reachOf, readHost } from '@/lib/tracker/cookie-reach';

const HOSTS = ['example.com', 'www.example.com', 'example.org', 'notexample.com'];
const sentTo = (attributes: Parameters<typeof reachOf>[0], hosts = HOSTS) =>
  reachOf(attributes, hosts).flatMap(({ host, http, https }) => [
    ...(http.sent ? [`http://${host}`] : []),
    ...(https.sent ? [`https://${host}`] : []),
  ]);

describe('the reach of a cookie', () => {
  it('holds its domain and the subdomains, and no other', () => {
    expect(sentTo({ domain: '.example.com' })).toEqual([
      'http://example.com',
      'https://example.com',
      'http://www.example.com',
      'https://www.example.com',
    ]);
  });

  it('is one host for a host-only cookie', () => {
    expect(sentTo({ domain: 'example.com', hostOnly: true, secure: true })).toEqual(['https://example.com']);
  });

  it('is https for a Secure one, but for loopback names', () => {
    expect(sentTo({ domain: 'localhost', hostOnly: true, secure: true }, ['localhost'])).toHaveLength(2);
  });

  it('gives the reason where it ends', () => {
    const [root, sub, other] = reachOf({ domain: 'example.com', hostOnly: true, secure: true }, HOSTS);
    expect(root?.http).toEqual({ sent: false, reason: 'It is sent over https only' });
    expect(sub?.https).toEqual({ sent: false, reason: 'It is for example.com alone, without subdomains' });
    expect(other?.https).toEqual({ sent: false, reason: 'It belongs to example.com' });
  });

  it.each([
    ['app.example.com', 'app.example.com'],
    [' https://App.example.com:8443/x?y ', 'app.example.com'],
    ['', undefined],
    ['not a host', undefined],
  ])('takes a host as it is typed: %s', (typed, host) => expect(readHost(typed)).toBe(host));
});
