// `npm test`: everything that has to hold, in the order in which a mistake is cheapest to find. Each step adds to one
// count, and the last line is `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSteps } from './build.mjs';
import { main, root, runTool } from './processes.mjs';
import { setUp } from './setup.mjs';

const reports = mkdtempSync(path.join(tmpdir(), 'affitor-inspector-test-'));

const check = (title, tool, args, options) => ({
  title,
  run: async () => ((await runTool(tool, args, options)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
});

/** Counts a vitest report. A file that did not load, and a skipped test, count as failed: neither proved anything. */
const countReport = (file, exitCode) => {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const unloaded = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0);
  const passed = report.numPassedTests;
  const failed = report.numTotalTests - passed + unloaded.length;
  // An error outside every test (an unhandled rejection, say) fails the run without failing a test.
  const unexplained = exitCode !== 0 && failed === 0 ? 1 : 0;
  return { passed, failed: failed + unexplained };
};

const suite = (title, projects) => ({
  title,
  run: async (env) => {
    const file = path.join(reports, `${projects.join('-')}.json`);
    const chosen = projects.flatMap((project) => ['--project', project]);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const nodeArgs = ['--import', pathToFileURL(path.join(root, 'scripts', 'map-group-by.mjs')).href];
    return countReport(file, await runTool('vitest', ['run', ...chosen, ...reporters], { env, nodeArgs }));
  },
});

const firefoxBuild = path.join(root, '.output', 'firefox-mv3');

const steps = [
  check('Format, lint, import direction', '@biomejs/biome', ['check', '--error-on-warnings', '.'], {
    command: 'biome',
  }),
  check('Generated types', 'wxt', ['prepare']),
  check('Types', 'typescript', ['--noEmit'], { command: 'tsc' }),
  suite('Unit tests and house rules', ['unit']),
  suite('Component tests', ['dom']),
  suite('Page observers in Chromium', ['page']),
  ...buildSteps.map((step) => check(step.title, step.tool, step.args)),
  check('web-ext lint', 'web-ext', ['lint', '--source-dir', firefoxBuild, '--no-config-discovery', '--boring']),
  suite('End to end in Chromium', ['chromium']),
  suite('End to end in Firefox', ['firefox']),
];

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

await main(async () => {
  const env = await setUp({ browsers: ['chromium', 'firefox'] });
  const total = { passed: 0, failed: 0 };
  const table = [];
  try {
    for (const step of steps) {
      console.log(`\n━━ ${step.title}`);
      const startedAt = performance.now();
      const { passed, failed } = await step.run(env);
      total.passed += passed;
      total.failed += failed;
      table.push(
        `${failed > 0 ? '✗' : '✓'} ${step.title}: ${passed} passed, ${failed} failed (${seconds(performance.now() - startedAt)})`,
      );
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  console.log(`\n${table.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});
