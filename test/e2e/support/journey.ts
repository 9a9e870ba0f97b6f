import type { PageUnderTest } from './inspector';
import { INTEGRATIONS, type Integration } from './shop-pages';
import { until, untilLoaded } from './until';

/** What a visitor of the demo shop does, at a person's pace: each step waits for what a person would see. */

export type Visitor = { name: string; email: string };

export const JO: Visitor = { name: 'Jo Lind', email: 'jo.lind@example.com' };

export const integrationNamed = (name: string): Integration => {
  const found = INTEGRATIONS.find((one) => one.name === name);
  if (!found) throw new Error(`The shop has no integration "${name}".`);
  return found;
};

const untilPageSays = (page: PageUnderTest, condition: () => boolean, what: string) =>
  untilLoaded(
    () => page.evaluate(condition),
    (holds) => holds,
    { what },
  );

const untilAt = (page: PageUnderTest, place: string) =>
  until(
    () => page.url(),
    (url) => new URL(url).pathname.endsWith(`/${place}`),
    { what: `the page ${place}` },
  );

const untilTrackerIsThere = (page: PageUnderTest) =>
  untilPageSays(page, () => typeof window.affitor === 'object', 'the tracker on the page');

/** Comes through the partner's link and stays until the click is remembered in a cookie. */
export const land = async (page: PageUnderTest, origin: string, integration: Integration): Promise<void> => {
  await page.goto(`${origin}/${integration.name}/${integration.arrival}`);
  await untilPageSays(
    page,
    () => /(?:^|; )(?:customer_code|affitor_click_id|affitor_customer)=/.test(document.cookie),
    'the click to be remembered in a cookie',
  );
};

export const signUp = async (
  page: PageUnderTest,
  origin: string,
  integration: Integration,
  { name, email }: Visitor = JO,
): Promise<void> => {
  await page.goto(`${origin}/${integration.name}/signup`);
  await untilTrackerIsThere(page);
  await untilPageSays(page, () => document.querySelector('#signup') !== null, 'the signup form');
  await page.fill('input[name=name]', name);
  await page.fill('input[name=email]', email);
  await page.click('#signup button');
  await untilAt(page, 'thank-you');
};

/** Signs up through the other company's login, so that the lead is made while the callback page loads. */
export const signUpByOauth = async (page: PageUnderTest, origin: string, integration: Integration): Promise<void> => {
  await page.goto(`${origin}/${integration.name}/signup`);
  await page.click('#oauth');
  await untilAt(page, 'oauth');
  await page.click('#allow');
  await untilAt(page, 'oauth-callback');
  await untilTrackerIsThere(page);
  await untilPageSays(page, () => document.querySelector('#next:not([hidden])') !== null, 'the welcome');
};

export const buy = async (page: PageUnderTest, origin: string, integration: Integration): Promise<void> => {
  await page.goto(`${origin}/${integration.name}/checkout`);
  await page.click('#checkout button');
  await untilAt(page, 'thank-you');
};
