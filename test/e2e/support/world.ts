import { launchChromium } from './chromium-devtools';
import { launchFirefox } from './firefox-devtools';
import type { BrowserName, Driver, DriverOptions, PageUnderTest } from './inspector';
import { type MockServer, startMock } from './mock-server';
import { type ShopServer, startShop } from './shop-server';
import { untilLoaded } from './until';

/** Everything a scenario takes place in: a browser with the extension, the mock tracking API and the demo shop. */

export type World = {
  driver: Driver;
  mock: MockServer;
  shop: ShopServer;
  /** A new tab without any cookie left by an earlier one. */
  openPage(): Promise<PageUnderTest>;
  close(): Promise<void>;
};

export type WorldOptions = DriverOptions & {
  shopPort?: number;
  mockPort?: 'the local one' | 'any';
  /** Where the shop loads the tracker from, when not from the mock. */
  api?: string;
};

const LAUNCHERS: Record<BrowserName, (options: DriverOptions) => Promise<Driver>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
};

/** Once the extension's background is there: what a page does before that, nobody but the page itself can tell. */
export const launchDriver = async (browser: BrowserName, options: DriverOptions = {}): Promise<Driver> => {
  const driver = await LAUNCHERS[browser](options);
  if (options.extension === 'none') return driver;
  try {
    await untilBackgroundHears(driver);
    return driver;
  } catch (error) {
    await driver.close();
    throw error;
  }
};

/** A message that nobody knows is refused while nobody listens, and heard without an answer afterwards. */
const untilBackgroundHears = async (driver: Driver): Promise<void> => {
  const page = await driver.openPage();
  await page.goto(`${await driver.extensionOrigin()}/options.html`);
  await untilLoaded(
    () =>
      page.evaluate(async () => {
        const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
        await api.runtime.sendMessage({ type: 'are-you-there' });
        return true;
      }),
    (heard) => heard,
    { what: 'the extension’s background to listen' },
  );
  await page.close();
};

/** The browser takes longest, so it comes up while the rest does. Closes what it opened when something fails. */
export const openWorld = async (browser: BrowserName, options: WorldOptions = {}): Promise<World> => {
  const launching = launchDriver(browser, options);
  launching.catch(() => undefined); // told below, where it is waited for
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const one of opened.reverse()) await one.close();
    opened.length = 0;
  };
  try {
    const mock = await startMock(options.mockPort);
    opened.push(mock);
    const shop = await startShop({ port: options.shopPort ?? 0, api: options.api ?? mock.origin });
    opened.push(shop);
    const driver = await launching;
    opened.push(driver);
    const openPage = async () => {
      await driver.clearCookies();
      return driver.openPage();
    };
    return { driver, mock, shop, openPage, close };
  } catch (error) {
    await launching.then(
      (driver) => driver.close(),
      () => undefined,
    );
    await close();
    throw error;
  }
};
