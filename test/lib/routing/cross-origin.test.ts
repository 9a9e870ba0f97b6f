import { describe, expect, it } from 'vitest';
import type { Header } from '@/lib/model/observation';
import { allowedAs, passesCors } from '@/lib/routing/cross-origin';

const OURS = 'chrome-extension://abc';
const PAGE = 'https://shop.example';
const API = 'https://api.affitor.com/api/tracking/lead';

const readable = (headers: Header[], withCredentials = false) =>
  passesCors(API, PAGE, allowedAs(headers, OURS, PAGE), withCredentials);

describe('what a mock server said to the extension, as it would have said it to the page', () => {
  it.each([
    ['the one who asked', OURS],
    ['the one who asked, whose origin the browser kept back', 'null'],
    ['anyone', '*'],
  ])('lets the page read where it allowed %s', (_, allowed) => {
    expect(readable([['Access-Control-Allow-Origin', allowed]])).toBe(true);
  });

  it('keeps what it says of credentials', () => {
    const named: Header = ['access-control-allow-origin', OURS];
    expect(readable([named, ['access-control-allow-credentials', 'true']], true)).toBe(true);
    expect(readable([named], true)).toBe(false);
  });

  it.each<[string, Header[]]>([
    ['nobody', [['content-type', 'application/json']]],
    ['another site', [['access-control-allow-origin', 'https://other.example']]],
  ])('lets the page read nothing where it allowed %s', (_, headers) => {
    expect(readable(headers)).toBe(false);
  });
});
