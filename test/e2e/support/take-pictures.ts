import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { integrationNamed, land, signUp } from './journey';
import type { Panel } from './panel';
import { ROOT } from './paths';
import { openWorld } from './world';

/** `npm run pictures`: the pictures in the README and docs, taken of the real panel in Chromium on the demo shop. */

const FOLDER = path.join(ROOT, 'docs/pictures');
const SIZE = { width: 1280, height: 640 };

const PICTURES = [
  { integration: 'v1', theme: 'light', verdict: 'attributed', views: ['Overview', 'Leads'] },
  { integration: 'v1-debug', theme: 'dark', verdict: 'test-only', views: ['Timeline'] },
] as const;

const take = async (panel: Panel, name: string) => {
  const file = path.join(FOLDER, `${name}.png`);
  await writeFile(file, await panel.screenshot());
  console.log(path.relative(ROOT, file));
};

await mkdir(FOLDER, { recursive: true });
const world = await openWorld('chromium', { mockPort: 'any' });
try {
  for (const { integration: name, theme, verdict, views } of PICTURES) {
    const integration = integrationNamed(name);
    await world.driver.setTheme(theme);
    const page = await world.openPage();
    await land(page, world.shop.origin, integration);
    const panel = await world.driver.openPanel(page);
    await signUp(page, world.shop.origin, integration);
    await panel.resize(SIZE);
    await panel.untilVerdict(verdict);
    for (const view of views) {
      await panel.openTab(view);
      await take(panel, `${view.toLowerCase()}-${theme}`);
    }
    await page.close();
  }
} finally {
  await world.close();
}
