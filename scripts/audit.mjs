// `npm run audit`: known weaknesses of the packages that end up in what ships, the extension and the command line tool.
// `npm audit --omit=dev` would find nothing to look at: all are development dependencies, because all are bundled.
// `--report FILE` and `--packages FILE` take npm's answer and the list of packages from files, to judge them elsewhere.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, buildSteps } from './build.mjs';
import { isMain, main, mustSucceed, root } from './processes.mjs';

/** The registry gave no answer, so nothing is known; other than an error of ours. */
export class NoAnswer extends Error {}

const GRAVE = new Set(['high', 'critical']);

const linesOf = (file) => [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))].sort();

/** Builds everything, and lists the packages that were bundled by their place in node_modules. */
const bundledPackages = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'affitor-inspector-audit-'));
  const list = path.join(folder, 'packages.txt');
  process.env.BUNDLED_PACKAGES = list;
  try {
    for (const step of buildSteps) await mustSucceed(step.title, build(step));
    return linesOf(list);
  } finally {
    delete process.env.BUNDLED_PACKAGES;
    rmSync(folder, { recursive: true, force: true });
  }
};

/** npm exits with 1 when it found something, so its exit code says nothing about whether it could look. */
const askRegistry = () =>
  new Promise((resolve) => {
    execFile('npm', ['audit', '--json'], { cwd: root, maxBuffer: 2 ** 28 }, (_error, answer) => resolve(answer));
  });

const readReport = (text) => {
  let report;
  try {
    report = JSON.parse(text);
  } catch (cause) {
    throw new NoAnswer('npm audit gave no answer. Try again with the registry in reach.', { cause });
  }
  if (report.vulnerabilities === undefined) {
    throw new NoAnswer(
      `The registry answers no audit: ${report.message ?? report.error?.summary ?? 'no reason given'}`,
    );
  }
  return report;
};

/** What is known against the packages, those of lesser weight included. */
const weaknessesIn = ({ vulnerabilities }, packages) =>
  Object.values(vulnerabilities)
    .filter(({ nodes }) => nodes.some((node) => packages.includes(node)))
    .map(({ name, severity, via }) => {
      const titles = via.map((one) => (typeof one === 'string' ? `by ${one}` : `${one.title} (${one.url})`));
      return { name, severity, text: `${severity}  ${name}: ${titles.join('; ')}` };
    });

/** Throws where something grave is known of what ships. */
export const audit = async ({ report, packages } = {}) => {
  const shipped = packages ? linesOf(packages) : await bundledPackages();
  if (shipped.length === 0) throw new Error('No package was bundled, which cannot be. Look at the build.');
  console.log(`What ships holds ${shipped.length} packages: ${shipped.map((one) => one.slice(13)).join(', ')}`);
  const known = weaknessesIn(readReport(report ? readFileSync(report, 'utf8') : await askRegistry()), shipped);
  for (const { text } of known) console.log(text);
  const grave = known.filter(({ severity }) => GRAVE.has(severity));
  if (grave.length > 0) throw new Error(`${grave.length} of them have a grave weakness. Update them.`);
  console.log('No grave weakness is known of them.');
};

if (isMain(import.meta.url)) {
  await main(async () => {
    const { values } = parseArgs({ options: { report: { type: 'string' }, packages: { type: 'string' } } });
    await audit(values);
  });
}
