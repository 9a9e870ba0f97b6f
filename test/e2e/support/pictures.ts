import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserName } from './inspector';
import { type Panel, TABS } from './panel';
import { ROOT, WALKTHROUGH } from './paths';

/** Pictures of the panel for people to look at: every view, wide, and the two that matter most narrow. */

const WIDE = { width: 1280, height: 720 };
const NARROW = { width: 620, height: 760 };

/** Removes those of an earlier walk in this browser; the other browser's stay. */
export const removePictures = async (browser: BrowserName): Promise<void> => {
  await mkdir(WALKTHROUGH, { recursive: true });
  for (const file of await readdir(WALKTHROUGH)) {
    if (file.startsWith(`${browser}-`)) await rm(path.join(WALKTHROUGH, file));
  }
};

/** Pictures every view; `event` names the row of the timeline that is opened in one of them. Returns the files. */
export const pictureViews = async (panel: Panel, name: string, event: string): Promise<string[]> => {
  const files: string[] = [];
  const take = async (view: string) => {
    const file = path.join(WALKTHROUGH, `${name}-${view}.png`);
    await writeFile(file, await panel.screenshot());
    files.push(path.relative(ROOT, file));
  };

  await panel.resize(WIDE);
  await panel.untilVerdict();
  for (const tab of TABS) {
    await panel.openTab(tab);
    await take(tab.toLowerCase());
  }
  await panel.openTab('Timeline');
  await panel.selectRow('Timeline', event);
  await take('timeline-event');

  await panel.resize(NARROW);
  await take('timeline-event-narrow');
  await panel.openTab('Overview');
  await take('overview-narrow');
  return files;
};
