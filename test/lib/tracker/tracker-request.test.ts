import { describe, expect, it } from 'vitest';
import { isTrackerRequest } from '@/lib/tracker/tracker-request';

const isTrackers = (url: string) => isTrackerRequest({ url, method: 'GET' }, ['api.affitor.com'], 'shop.example.com');

describe('a request of the tracker', () => {
  it.each(['https://api.affitor.com/js/affitor-tracker.js', 'https://cdn.example.org/affitor-tracker.js'])(
    'is %s',
    (url) => expect(isTrackers(url)).toBe(true),
  );

  it.each([
    'https://shop.example.com/app.js',
    'chrome-extension://abc/affitor-tracker-v1.js',
    'moz-extension://a/affitor-tracker.js',
  ])('is not %s', (url) => expect(isTrackers(url)).toBe(false));
});
