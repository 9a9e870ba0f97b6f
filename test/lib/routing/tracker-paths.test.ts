import { describe, expect, it } from 'vitest';
import { API_URL_PATTERN, isTrackerPath, withoutBasePath } from '@/lib/routing/tracker-paths';
import { ENDPOINTS } from '@/lib/tracker/dialects';

const TRACKERS = [
  'https://api.affitor.com/api/tracking/lead',
  'https://track.shop.example/api/v1/track/click?x=1',
  'http://127.0.0.1:9999/api/tracking',
  'https://shop.example/affitor/api/v1/track/lead',
];
/** Those a page may ask; the rest are a server's. */
const ENDPOINTS_OF_PAGES = ENDPOINTS.filter(({ name }) => !['test-event', 'readiness'].includes(name)).map(
  ({ path }) => `https://track.shop.example${path}`,
);
const OTHERS = [
  'https://shop.example/api/orders',
  'https://shop.example/api/trackings/lead',
  'https://shop.example/?to=/api/tracking/lead',
  'https://shop.example/#/api/tracking/lead',
];

describe('the path of the tracker’s API', () => {
  it.each([...TRACKERS, ...ENDPOINTS_OF_PAGES])(
    'is known on any host, by the page and by the browser’s rule: %s',
    (address) => {
      expect(isTrackerPath(new URL(address))).toBe(true);
      expect(new RegExp(API_URL_PATTERN).test(address)).toBe(true);
    },
  );

  it.each(OTHERS)('is not taken for it elsewhere: %s', (address) => {
    expect(isTrackerPath(new URL(address))).toBe(false);
    expect(new RegExp(API_URL_PATTERN).test(address)).toBe(false);
  });

  it('is what the mock is asked for, without what a base puts before it', () => {
    expect(withoutBasePath('https://shop.example/affitor/api/v1/track/lead?a=1')).toBe(
      'https://shop.example/api/v1/track/lead?a=1',
    );
    expect(withoutBasePath('https://api.affitor.com/pixel.gif')).toBe('https://api.affitor.com/pixel.gif');
  });
});
