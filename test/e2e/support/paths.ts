import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things lie that end-to-end tests drive: the built extension, the browsers, what they write. */

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export const EXTENSIONS = {
  chromium: path.join(ROOT, '.output', 'chrome-mv3'),
  firefox: path.join(ROOT, '.output', 'firefox-mv3'),
} as const;

export const PAGES = path.join(ROOT, 'test', 'e2e', 'pages');

/** An ad blocker, as small as one can be: it blocks scripts whose address says that they are to be blocked. */
export const BLOCKER = path.join(ROOT, 'test', 'e2e', 'blocker');

export const WALKTHROUGH = path.join(ROOT, '.output', 'walkthrough');

export const CLI = path.join(ROOT, 'dist', 'cli', 'affitor-inspector.mjs');

const FALLBACKS = { CHROMIUM_PATH: '/usr/bin/chromium', FIREFOX_PATH: '/usr/bin/firefox-esr' } as const;

/** The browser that `scripts/browsers.mjs` found, or Debian's when a test is run by itself. */
export const browserPath = (variable: keyof typeof FALLBACKS): string => {
  const file = process.env[variable] ?? FALLBACKS[variable];
  if (!existsSync(file))
    throw new Error(`No browser at ${file}: set ${variable}, or run \`npm test\`, which finds it.`);
  return file;
};

export const builtExtension = (folder: string): string => {
  if (!existsSync(path.join(folder, 'manifest.json'))) {
    throw new Error(`No built extension in ${folder}: run \`npm run build\` first.`);
  }
  return folder;
};

/** Where the extension that is asked for lies; none where it is to be left out. */
export const extensionFolder = (
  asked: 'built' | 'none' | { folder: string } | undefined,
  built: string,
): string | undefined =>
  asked === 'none' ? undefined : builtExtension(typeof asked === 'object' ? asked.folder : built);
