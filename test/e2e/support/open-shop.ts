import { parseArgs } from 'node:util';
import { interruption } from './interruption';
import { integrationNamed } from './journey';
import { openWorld } from './world';

/** `npm start`: the shop in a browser of your own, with the panel open on it, until you close that browser. */

const SHOP_PORT = 4242;

const main = async () => {
  const { browser } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' } } }).values;
  const interrupted = interruption();
  const options = { headless: false, shopPort: SHOP_PORT };
  const world = await openWorld(browser === 'firefox' ? 'firefox' : 'chromium', options);
  try {
    const { name, arrival } = integrationNamed('v1');
    const page = await world.openPage();
    await page.goto(`${world.shop.origin}/${name}/${arrival}`);
    await world.driver.openPanel(page);
    console.log(`\nThe shop is at ${world.shop.origin}, the mock tracking API at ${world.mock.origin}.`);
    console.log('DevTools is open with the Affitor panel. Close the browser, or press Ctrl+C, to end everything.');
    await Promise.race([world.driver.ended, interrupted]);
  } finally {
    await world.close();
  }
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
