import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPage, type TestPage } from './support/page';

let page: TestPage;
beforeEach(async () => {
  page = await openPage();
});
afterEach(() => page.close());

const moves = () =>
  page
    .of('navigation')
    .map(({ cause, url }) => `${cause} ${new URL(url).pathname.split('/').pop()}${new URL(url).hash}`);

test('a load is told first, with its referrer', () => {
  expect(page.reports[0]).toMatchObject({ kind: 'navigation', cause: 'load' });
  expect(page.of('navigation')[0]?.referrer).toContain(location.origin);
});

test('what scripts do to the address is told', () => {
  page.run(`history.pushState({}, '', 'pricing'); history.replaceState({}, '', 'signup'); location.hash = 'form'`);
  expect(moves().slice(1)).toEqual(['push pricing', 'replace signup', 'hash signup#form']);
});

test('back and forward are told', async () => {
  page.run(`history.pushState({}, '', 'pricing'); history.back()`);
  await page.report('navigation', ({ cause }) => cause === 'pop');
  expect(moves().slice(1)).toEqual(['push pricing', 'pop blank.html']);
});

test('going into the back-forward cache and out of it is told', () => {
  page.run(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`);
  expect(moves().slice(1)).toEqual(['unload blank.html', 'bfcache blank.html']);
});

test('history stays the browser’s own', () => {
  expect(
    page.run(
      `History.prototype.pushState.toString().includes('[native code]') && !Object.hasOwn(history, 'pushState')`,
    ),
  ).toBe(true);
});
