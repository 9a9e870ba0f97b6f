import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { integrationNamed, signUp } from '@/test/e2e/support/journey';
import type { Panel } from '@/test/e2e/support/panel';
import { entriesOf } from '@/test/e2e/support/session-reading';
import { openTestForm } from '@/test/e2e/support/site-test-form';
import { until, untilLoaded } from '@/test/e2e/support/until';
import { openWorld, type World } from '@/test/e2e/support/world';

/** "Test this site" from the panel: the way through to the verdict, and the cookies back however it ends. */

const EARLIER = 'cust_42_1700000000000';

const codeOn = (page: PageUnderTest) =>
  page.evaluate(() => /(?:^|; )customer_code=([^;]*)/.exec(document.cookie)?.[1] ?? '');

const untilEarlierIsBack = (page: PageUnderTest) =>
  untilLoaded(
    () => codeOn(page),
    (code) => code === EARLIER,
    { what: 'the cookie from before the test' },
  );

/** `script passed`, in their order. */
const stepsIn = (panel: Panel): Promise<string[]> =>
  panel.evaluate((probe) =>
    probe
      .all('list', 'Test steps')
      .flatMap((list) =>
        [...list.querySelectorAll<HTMLElement>('[data-step]')].map(({ dataset }) => `${dataset.step} ${dataset.state}`),
      ),
  );

const untilStep = (panel: Panel, step: string) =>
  untilLoaded(
    () => stepsIn(panel),
    (steps) => steps.includes(step),
    { what: `the step to be: ${step}`, timeoutMs: 30_000 },
  );

/** With what the test shows meanwhile, for whoever waits in vain. */
const verdictOf = async (panel: Panel): Promise<string> => {
  const { verdict } = await untilLoaded(
    () =>
      panel.evaluate((probe) => ({
        verdict: probe.all('status', 'Test verdict')[0]?.dataset.verdict ?? '',
        shown: probe.all('region', 'Site test').map(probe.textOf),
      })),
    (seen) => seen.verdict !== '',
    { what: 'the verdict of the test', timeoutMs: 30_000 },
  );
  return verdict;
};

export const siteTest = (browser: BrowserName) =>
  describe(`Test this site in ${browser}`, () => {
    let world: World;

    /** A shop that an earlier visit left its cookie on. */
    const openShop = async (name: string): Promise<PageUnderTest> => {
      const page = await world.openPage();
      await page.goto(`${world.shop.origin}/${name}/`);
      await page.evaluate((code) => {
        // biome-ignore lint/suspicious/noDocumentCookie: what an earlier visit left
        document.cookie = `customer_code=${code}; path=/; max-age=86400`;
      }, EARLIER);
      return page;
    };

    const openForm = async (name: string): Promise<{ page: PageUnderTest; panel: Panel }> => {
      const page = await openShop(name);
      const panel = await world.driver.openPanel(page);
      await panel.untilVerdict();
      await openTestForm(panel);
      return { page, panel };
    };

    const start = async (panel: Panel, page: PageUnderTest, parameter: string): Promise<void> => {
      // The mock's tracker speaks both, so what the shop's speaks is not known before its first click.
      await panel.fill('combobox', 'Link parameter', parameter);
      await panel.click('button', 'Start test');
      await untilLoaded(
        () => page.url(),
        (url) => url.includes(`?${parameter}=PARTNER123`),
        { what: 'the landing page' },
      );
      await untilStep(panel, 'cookie passed');
    };

    beforeAll(async () => {
      world = await openWorld(browser);
    });
    afterAll(() => world?.close());

    test.each([
      ['v1', 'ref'],
      ['v2', 'aff'],
    ])('%s: follows a signup to its verdict, and leaves everything as it was', async (name, parameter) => {
      const { page, panel } = await openForm(name);
      await start(panel, page, parameter);
      expect(await codeOn(page)).not.toBe(EARLIER);
      await signUp(page, world.shop.origin, integrationNamed(name));

      expect(await verdictOf(panel)).toBe('attributed');
      const steps = await stepsIn(panel);
      expect(steps.filter((step) => !/ (?:passed|skipped)$/.test(step))).toEqual([]);
      expect(steps).toContain('response passed');
      await untilEarlierIsBack(page);
      expect(await panel.textOf('region', 'Site test')).toContain('1 tracker cookie put back');
      expect(await page.evaluate(() => document.cookie.includes('affitor_click_id'))).toBe(false);
      // Neither the click nor the signup reached the API that the shop is set up with.
      expect(await (await fetch(`${world.mock.origin}/__mock/ledger`)).json()).toMatchObject({ clicks: [], leads: [] });
      await page.close();
    });

    test('of a page that the server does not have', async () => {
      const { page, panel } = await openForm('v1');
      await panel.fill('textbox', 'Landing page', `${world.shop.origin}/v1/gone`);
      await panel.click('button', 'Start test');
      await untilStep(panel, 'script failed');
      expect(await panel.textOf('region', 'Site test')).toContain('answered with status 404');
      await panel.click('button', 'Cancel test');
      await verdictOf(panel);
      await page.close();
    });

    test('cancelled', async () => {
      const { page, panel } = await openForm('v1');
      await start(panel, page, 'ref');
      await panel.click('button', 'Cancel test');
      await verdictOf(panel);
      await untilEarlierIsBack(page);
      await panel.click('button', 'Close test');
      await until(
        () => panel.has('button', 'Test this site'),
        (shown) => shown,
        { what: 'the button to test again' },
      );
      await page.close();
    });

    test('from the popup, without DevTools', async () => {
      const page = await openShop('v1');
      const popup = await world.driver.openPage();
      const origin = await world.driver.extensionOrigin();
      await popup.goto(`${origin}/options.html`);
      const tabId = await popup.evaluate(async (shop) => {
        const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
        const tabs: { id: number; url?: string }[] = await api.tabs.query({});
        // The newest: one that a test has just closed may still be listed, and tabs stand in the order of their windows.
        return Math.max(...tabs.filter(({ url }) => url?.startsWith(shop)).map(({ id }) => id));
      }, world.shop.origin);
      await popup.goto(`${origin}/popup.html?tab=${tabId}`);
      await popup.click('[class*=testButton]');
      await popup.click('form [type=submit]');
      await until(
        () => popup.evaluate(() => document.querySelector<HTMLElement>('[data-step=cookie]')?.dataset.state),
        (state) => state === 'passed',
        { what: 'the step cookie to pass', timeoutMs: 30_000 },
      );
      expect(await codeOn(page)).not.toBe(EARLIER);
      await popup.click('[data-site-test=running] button:last-of-type');
      await untilEarlierIsBack(page);
      await popup.close();
      await page.close();
    });

    test('with its tab closed', async () => {
      const { page, panel } = await openForm('v1');
      await start(panel, page, 'ref');
      await page.close();
      const next = await world.driver.openPage();
      await next.goto(`${world.shop.origin}/pages/parts/no-tracker.html`);
      await untilEarlierIsBack(next);
      await next.close();
    });

    test('with the background killed in the middle of it', async () => {
      const { page, panel } = await openForm('v1');
      await start(panel, page, 'ref');
      await world.driver.stopBackground();
      // A page that goes away while a background starts can lose what it sends; nobody signs up that fast.
      await page.goto(`${world.shop.origin}/v1/pricing`);
      await until(
        async () => entriesOf(await panel.exportSession(), 'navigation').map(({ url }) => String(url)),
        (urls) => urls.some((url) => url.endsWith('/pricing')),
        { what: 'the background to be back and hear the page', timeoutMs: 30_000 },
      );
      await signUp(page, world.shop.origin, integrationNamed('v1'));
      expect(await verdictOf(panel)).toBe('attributed');
      await untilEarlierIsBack(page);
      await page.close();
    });

    describe('on a page with a password', () => {
      const TYPED = 'Never-kept-9';

      const openSignup = async (query = '') => {
        const page = await world.openPage();
        await page.goto(`${world.shop.origin}/pages/parts/signup.html${query}`);
        const panel = await world.driver.openPanel(page);
        await panel.untilVerdict();
        return { page, panel };
      };

      const begin = async (panel: Panel, ...ticked: string[]): Promise<void> => {
        await openTestForm(panel);
        for (const name of ticked) {
          const label = await panel.evaluate(
            (probe, part) =>
              probe
                .all('checkbox')
                .map(probe.nameOf)
                .find((name) => name.includes(part)) ?? '',
            name,
          );
          await panel.click('checkbox', label);
        }
        await panel.click('button', 'Start test');
      };

      const untilSignupSays = (panel: Panel, part: string) =>
        untilLoaded(
          () => panel.evaluate((probe) => probe.all('status', 'Signup').map(probe.textOf).join()),
          (text) => text.includes(part),
          { what: `the test to say of the signup: ${part}`, timeoutMs: 40_000 },
        );

      const outcomeOf = async (page: PageUnderTest): Promise<Record<string, unknown>> => {
        const text = await untilLoaded(
          () => page.evaluate(() => document.querySelector('#outcome')?.textContent ?? ''),
          (shown) => shown !== '',
          { what: 'the page to say what was filled in' },
        );
        return JSON.parse(text);
      };

      /** What the extension keeps, as it stands there. */
      const keptIn = async (): Promise<string> => {
        const page = await world.driver.openPage();
        await page.goto(`${await world.driver.extensionOrigin()}/options.html`);
        const kept = await page.evaluate(async () => {
          const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
          return JSON.stringify([await api.storage.local.get(null), await api.storage.session.get(null)]);
        });
        await page.close();
        return kept;
      };

      beforeAll(async () => {
        const { page, panel } = await openSignup();
        await begin(panel, 'Remember how I sign up');
        await untilStep(panel, 'cookie passed');
        await untilSignupSays(panel, '0 steps');
        await page.fill('[name=email]', 'jo.lind@example.com');
        await page.fill('[name=password]', TYPED);
        await page.fill('[name=again]', TYPED);
        await page.click('[name=terms]');
        await page.click('button');
        expect(await verdictOf(panel)).toBe('attributed');
        expect(await outcomeOf(page)).toMatchObject({ email: 'jo.lind@example.com', password: TYPED });
        await page.close();
      });

      test('keeps what was typed, and no password', async () => {
        const kept = await keptIn();
        expect(kept).toContain('signup-recordings');
        expect(kept).toContain('jo.lind@example.com');
        expect(kept).toContain('"secret":"password"');
        expect(kept).not.toContain(TYPED);
      });

      test('makes the signup again by itself', async () => {
        const { page, panel } = await openSignup();
        await begin(panel, 'Sign up by itself', 'fresh e-mail');
        expect(await verdictOf(panel)).toBe('attributed');
        const { email, password, again, terms } = await outcomeOf(page);
        expect(email).toMatch(/^jo\.lind\+[a-z\d]+@example\.com$/);
        expect(password).toMatch(/^\S{12,}$/);
        expect(password).not.toBe(TYPED);
        expect({ again, terms }).toEqual({ again: password, terms: true });
        await page.close();
      });

      test('says which field is gone, and goes on waiting for the person', async () => {
        const { page, panel } = await openSignup('?gone');
        await begin(panel, 'Sign up by itself');
        await untilSignupSays(panel, 'the field “E-mail” was not found on /pages/parts/signup.html. Sign up by hand');
        await page.fill('[name=password]', TYPED);
        await page.fill('[name=again]', TYPED);
        await page.evaluate(() => document.querySelector<HTMLElement>('[name=terms]')?.click());
        await page.click('button');
        await outcomeOf(page);
        await panel.click('button', 'Finish test');
        await verdictOf(panel);
        await page.close();
      });
    });
  });
