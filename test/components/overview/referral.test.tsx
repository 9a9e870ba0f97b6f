import { describe, expect, it } from 'vitest';
import { withReferral } from '@/components/overview/referral';

describe('a referral code on the page’s address', () => {
  it.each([
    ['https://a.example/p?x=1', '?ref=maya', 'https://a.example/p?x=1&ref=maya'],
    ['https://a.example/?ref=old', 'ref=new', 'https://a.example/?ref=new'],
    ['https://a.example/#top', '?aff=maya', 'https://a.example/?aff=maya#top'],
    ['https://a.example/', 'maya', undefined],
    ['https://a.example/', '?ref=', undefined],
    ['about:blank', '?ref=maya', undefined],
    ['', '?ref=maya', undefined],
  ])('%s with %s is %s', (url, code, landing) => {
    expect(withReferral(url, code)).toBe(landing);
  });
});
