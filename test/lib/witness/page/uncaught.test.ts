import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPage, type TestPage } from './support/page';

let page: TestPage;
beforeEach(async () => {
  page = await openPage();
  // The runner would take the page's errors for its own.
  page.run(`addEventListener('error', (event) => event.preventDefault());
    addEventListener('unhandledrejection', (event) => event.preventDefault())`);
});
afterEach(() => page.close());

test('an error that names the tracker is a line of the console, and a sign of one', async () => {
  page.script(`affitor.trackLead({})`);
  const line = await page.report('console');
  expect(line).toMatchObject({ level: 'error', text: 'Uncaught ReferenceError: affitor is not defined' });
});

test('so is a rejection that nobody handled', async () => {
  page.script(`(async () => { affitor.trackLead({}) })()`);
  const line = await page.report('console');
  expect(line).toMatchObject({ level: 'error', text: 'Uncaught ReferenceError: affitor is not defined' });
});

test('errors of the page’s own are nobody’s business', async () => {
  page.script(`basket.add({})`);
  page.script(`affitor.trackLead({})`);
  await page.report('console');
  expect(page.of('console').map(({ text }) => text)).toEqual(['Uncaught ReferenceError: affitor is not defined']);
});
