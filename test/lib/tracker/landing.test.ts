import { describe, expect, it } from 'vitest';
import { isLanding, landingParameters } from '@/lib/tracker/landing';

describe('landingParameters', () => {
  it('reads the partner of either dialect', () => {
    expect(landingParameters('https://shop.example.com/?ref=maya-reviews')).toEqual([
      { dialect: 'v1', parameter: 'ref', code: 'maya-reviews' },
    ]);
    expect(landingParameters('https://shop.example.com/p?x=1&aff=m%20r#top')).toEqual([
      { dialect: 'v2', parameter: 'aff', code: 'm r' },
    ]);
  });

  it('reads both when both are there, in the URL’s order', () => {
    const codes = landingParameters('https://shop.example.com/?aff=a&ref=b&ref=c').map(({ code }) => code);
    expect(codes).toEqual(['a', 'b']);
  });

  it('finds nothing in an empty code, another name, or what is no URL', () => {
    for (const url of ['https://shop.example.com/?ref=', 'https://shop.example.com/?reference=x', 'not a url', '']) {
      expect(isLanding(url)).toBe(false);
    }
  });
});
