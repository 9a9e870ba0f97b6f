// What a fresh machine lacks before anything can be built: our dependencies and the browsers. Does nothing twice.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { browserVariables, ensureBrowsers } from './browsers.mjs';
import { isMain, main, mustSucceed, root, run } from './processes.mjs';

const readPackages = (file) => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).packages ?? {}) : undefined);

/**
 * npm notes what it installed in node_modules/.package-lock.json, as its last act. It matches the lock when it has
 * every package of it in the same version, but for optional ones (other platforms' binaries), and none besides.
 */
export const dependenciesMatchLock = (folder = root) => {
  const wanted = readPackages(path.join(folder, 'package-lock.json'));
  const installed = readPackages(path.join(folder, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  const same = (name, entry) => {
    const there = installed[name];
    if (!there) return entry.optional === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  };
  const named = Object.entries(wanted).filter(([name]) => name !== '');
  return named.every(([name, entry]) => same(name, entry)) && Object.keys(installed).every((name) => name in wanted);
};

const installDependencies = async () => {
  console.log('Installing dependencies…');
  // Through the npm that runs us where there is one: on Windows the bare command is no program.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const install = npm && path.basename(npm) === 'npm-cli.js' ? run(process.execPath, [npm, ...args]) : run('npm', args);
  await mustSucceed('npm ci', install);
};

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Node ${process.versions.node} is too old: install Node 20.19 or newer, then run this again.`);
};

/** Installs what is missing and returns the variables that tell later steps where the browsers are. */
export const setUp = async ({ browsers }) => {
  checkNode();
  if (!dependenciesMatchLock()) await installDependencies();
  return browserVariables(await ensureBrowsers(browsers));
};

if (isMain(import.meta.url)) {
  await main(async () => {
    const found = await setUp({ browsers: ['chromium', 'firefox'] });
    for (const [variable, file] of Object.entries(found)) console.log(`${variable}=${file}`);
  });
}
