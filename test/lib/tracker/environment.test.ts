import { describe, expect, it } from 'vitest';
import { environmentOf, isProductionPage } from '@/lib/tracker/environment';

describe('environmentOf', () => {
  it('names the vendor’s installations, and anybody’s own', () => {
    expect(environmentOf('https://api.affitor.com/js/affitor-tracker.js')).toBe('production');
    expect(environmentOf('https://uat-affitor-cms.vanilla-ott.com/js/affitor-tracker-uat.js')).toBe('uat');
    expect(environmentOf('http://localhost:1337/js/affitor-tracker-local.js')).toBe('local');
    expect(environmentOf('http://127.0.0.1:1337/api/tracking/lead')).toBe('local');
    expect(environmentOf('https://track.shop.com/js/affitor-tracker.js')).toBe('custom');
    expect(environmentOf('nowhere')).toBeUndefined();
  });
});

describe('isProductionPage', () => {
  it.each([
    'https://shop.com/',
    'https://www.shop.example.com/signup',
    'https://latest.shop.com/',
    'https://developer-tools.com/',
    'https://shop.dev/',
    'https://8.8.8.8/',
  ])('says yes to %s', (url) => {
    expect(isProductionPage(url)).toBe(true);
  });

  it.each([
    'http://shop.com/',
    'https://localhost/',
    'https://localhost:3000/',
    'https://app.localhost/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://10.0.0.4/',
    'https://172.20.1.1/',
    'https://192.168.1.20/',
    'https://169.254.1.1/',
    'https://shop.test/',
    'https://printer.local/',
    'https://www.lumennotes.example/',
    'https://dev.shop.com/',
    'https://staging-2.shop.com/',
    'https://shop-staging.com/',
    'https://preview-12.shop.com/',
    'https://pr-7-test.shop.co.uk/',
    'https://intranet/',
    'file:///home/me/index.html',
    'about:blank',
    '',
  ])('says no to %j', (url) => {
    expect(isProductionPage(url)).toBe(false);
  });
});
