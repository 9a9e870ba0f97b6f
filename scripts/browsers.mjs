// Finds the browsers that tests and the walkthrough drive, and installs them where that is ours to do.
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { mustSucceed, run } from './processes.mjs';

const BROWSERS = {
  chromium: {
    title: 'Chromium',
    variable: 'CHROMIUM_PATH',
    debianPackage: 'chromium',
    // Chrome is taken where Chromium is not to be had.
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    places: {
      darwin: [
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ],
      win32: [
        'C:\\Program Files\\Chromium\\Application\\chrome.exe',
        'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      ],
    },
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    debianPackage: 'firefox-esr',
    commands: ['firefox-esr', 'firefox'],
    places: {
      darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
      win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
    },
  },
};

const isProgram = (file) => {
  if (!existsSync(file) || !statSync(file).isFile()) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // there, but not ours to run
  }
};

/** The browser's path, or undefined. A variable that points nowhere is an error, not a reason to look elsewhere. */
export const findBrowser = (name) => {
  const { title, variable, commands, places } = BROWSERS[name];
  const named = process.env[variable];
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`${variable} names ${named}, but no program is there. Correct or unset it to use ${title}.`);
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = commands.flatMap((command) => folders.map((folder) => path.join(folder, command)));
  return [...candidates, ...(places[process.platform] ?? [])].find(isProgram);
};

/** Debian itself: its relatives name the packages otherwise, or ship them as something else. */
const isDebian = () =>
  process.platform === 'linux' &&
  existsSync('/etc/os-release') &&
  /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));

const isRoot = () => process.getuid?.() === 0;

const advice = (name) => {
  const { title, variable, debianPackage } = BROWSERS[name];
  const how = isDebian() ? `run "apt-get install ${debianPackage}" as root` : `install ${title}`;
  return `${title} is missing: ${how}, or set ${variable} to its path, then run this again.`;
};

const install = async (names) => {
  const packages = names.map((name) => BROWSERS[name].debianPackage);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  console.log(`Installing ${packages.join(' and ')}…`);
  await mustSucceed('apt-get update', run('apt-get', ['update', '-qq'], { env }));
  await mustSucceed(
    'apt-get install',
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env }),
  );
};

/** Paths of the named browsers; what is missing is installed on Debian as root, and is one clear line elsewhere. */
export const ensureBrowsers = async (names) => {
  const missing = names.filter((name) => !findBrowser(name));
  if (missing.length > 0 && isDebian() && isRoot()) await install(missing);
  const found = names.map((name) => [name, findBrowser(name)]);
  const absent = found.filter(([, file]) => !file);
  if (absent.length > 0) throw new Error(absent.map(([name]) => advice(name)).join('\n'));
  return Object.fromEntries(found);
};

/** The variables by which everything we start knows the browsers. */
export const browserVariables = (paths) =>
  Object.fromEntries(Object.entries(paths).map(([name, file]) => [BROWSERS[name].variable, file]));
