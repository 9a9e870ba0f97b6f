// `npm start`: sets up, builds, and opens the demo shop in a browser with the extension loaded. With `--headless`, or
// where there is no display, the journey through the shop is made and checked instead.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, buildSteps } from './build.mjs';
import { main, mustSucceed, root, run } from './processes.mjs';
import { setUp } from './setup.mjs';

const options = {
  headless: { type: 'boolean', default: false },
  browser: { type: 'string', default: 'chromium' },
};

const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

await main(async () => {
  const { browser, headless } = parseArgs({ options }).values;
  if (browser !== 'chromium' && browser !== 'firefox') {
    throw new Error(`There is no browser "${browser}" here: use --browser chromium or --browser firefox.`);
  }
  const env = await setUp({ browsers: [browser] });
  for (const step of buildSteps) await mustSucceed(step.title, build(step));

  const script = headless || !hasDisplay() ? 'walkthrough.ts' : 'open-shop.ts';
  const file = path.join(root, 'test', 'e2e', 'support', script);
  return run(process.execPath, ['--import', 'tsx', file, '--browser', browser], { env });
});
