// Packs both builds for the stores, and the sources AMO asks for beside them, into `.output/`. The same tree gives the
// same bytes: names sorted, one date for all, no attributes of this machine.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, buildSteps } from './build.mjs';
import { isMain, main, mustSucceed, root } from './processes.mjs';
import { setUp } from './setup.mjs';

/** Zip knows no earlier one. */
const FIRST_DATE = '1980-01-01T00:00:00';

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const output = path.join(root, '.output');

export const archives = {
  chrome: path.join(output, `${name}-${version}-chrome.zip`),
  firefox: path.join(output, `${name}-${version}-firefox.zip`),
  sources: path.join(output, `${name}-${version}-sources.zip`),
};

const filesBelow = (folder, below = '') =>
  readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(below, entry.name);
    return entry.isDirectory() ? filesBelow(folder, file) : [file];
  });

const NOT_SOURCES = ['node_modules', '.git', '.output', '.wxt', 'dist', 'coverage'];

/** What is tracked; in an unpacked source archive, which has no repository, everything that is no product. */
const sourceFiles = () => {
  if (existsSync(path.join(root, '.git'))) {
    return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  }
  return filesBelow(root).filter((file) => !NOT_SOURCES.includes(file.split('/')[0] ?? ''));
};

const pack = async (archive, folder, files) => {
  const { zipSync } = await import('fflate');
  const tree = {};
  for (const file of [...files].sort()) {
    tree[file] = [readFileSync(path.join(folder, file)), { mtime: FIRST_DATE, os: 3, attrs: 0o644 << 16 }];
  }
  const bytes = zipSync(tree, { level: 9 });
  writeFileSync(archive, bytes);
  console.log(
    `${path.relative(root, archive)}  ${(bytes.length / 1000).toFixed(1)} kB  ${Object.keys(tree).length} files`,
  );
};

/** Builds, then writes the three archives. */
export const zip = async () => {
  for (const step of buildSteps) await mustSucceed(step.title, build(step));
  for (const browser of ['chrome', 'firefox']) {
    const folder = path.join(output, `${browser}-mv3`);
    await pack(archives[browser], folder, filesBelow(folder));
  }
  await pack(archives.sources, root, sourceFiles());
};

if (isMain(import.meta.url)) {
  await main(async () => {
    await setUp({ browsers: [] });
    await zip();
  });
}
