import { expect, test } from 'vitest';
import {
  ALL_DIALECTS,
  ENDPOINTS,
  GLOBAL_NAME,
  QUEUE_NAME,
  TRACKER_COOKIES,
  TRACKER_HOSTS,
} from '@/lib/tracker/dialects';
import { PAGE_FACTS } from '@/lib/tracker/page-facts';

/** What the page's script repeats, to be small, is what the dialects say. */

test('names and hosts are the dialects’', () => {
  expect(PAGE_FACTS.hosts).toEqual(TRACKER_HOSTS);
  expect(PAGE_FACTS.globalName).toBe(GLOBAL_NAME);
  expect(PAGE_FACTS.queueName).toBe(QUEUE_NAME);
});

test.each(TRACKER_COOKIES)('a write to %s is the tracker’s', (name) => {
  expect(PAGE_FACTS.cookie.test(`${name}=1; path=/`)).toBe(true);
  expect(PAGE_FACTS.cookie.test(` ${name} =1`)).toBe(true);
  expect(PAGE_FACTS.cookie.test(`my_${name}=1`)).toBe(false);
});

test.each(
  ENDPOINTS.filter(({ name }) =>
    ['click', 'lead', 'sale', 'refund', 'test', 'check-test-events', 'events'].includes(name),
  ),
)('$path is a path of the tracker’s', ({ path }) => {
  expect(PAGE_FACTS.path.test(path)).toBe(true);
  expect(PAGE_FACTS.path.test(`/shop${path}`)).toBe(false);
});

test.each(['/', '/api/tracking-pixels', '/api/v1/tracks', '/api/users'])('%s is not', (path) => {
  expect(PAGE_FACTS.path.test(path)).toBe(false);
});

test.each([
  ...ALL_DIALECTS.map(({ consolePrefix }) => consolePrefix),
  '✅ Affitor:',
  '%c[Affitor]',
  'Affitor tracker initialized',
])('a line that begins with %j is the tracker’s', (prefix) => {
  expect(PAGE_FACTS.consoleLine.test(`${prefix} something`)).toBe(true);
  expect(PAGE_FACTS.consoleLine.test(`see ${prefix}`)).toBe(false);
});

test('a long line of signs is decided at once', () => {
  const started = performance.now();
  expect(PAGE_FACTS.consoleLine.test('%c'.repeat(100_000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1_000);
});
