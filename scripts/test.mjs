// `npm test`: everything that has to hold, in the order in which a mistake is cheapest to find. Each step adds to one
// count, and the last line is `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSteps } from './build.mjs';
import { main, root, runTool } from './processes.mjs';
import { setUp } from './setup.mjs';

const reports = mkdtempSync(path.join(tmpdir(), 'affitor-inspector-test-'));

const check = (title, tool, args, options) => ({
  title,
  run: async () => ((await runTool(tool, args, options)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
});

const suite = (title, projects) => ({
  title,
  run: async (env) => {
    const file = path.join(reports, `${projects.join('-')}.json`);
    const chosen = projects.flatMap((project) => ['--project', project]);
    const reporters = ['--reporter=default', `--reporter=${path.join(root, 'scripts', 'count-reporter.mjs')}`];
    const exitCode = await runTool('vitest', ['run', ...chosen, ...reporters], { env: { ...env, COUNT_FILE: file } });
    const { passed, failures } = existsSync(file)
      ? JSON.parse(readFileSync(file, 'utf8'))
      : { passed: 0, failures: [`${title}: the run ended before it could count`] };
    if (exitCode !== 0 && failures.length === 0) failures.push(`${title}: vitest ended with ${exitCode}`);
    return { passed, failed: failures.length, failures };
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
  const allFailures = [];
  try {
    for (const step of steps) {
      console.log(`\n━━ ${step.title}`);
      const startedAt = performance.now();
      const { passed, failed, failures = [] } = await step.run(env);
      allFailures.push(...failures);
      total.passed += passed;
      total.failed += failed;
      table.push(
        `${failed > 0 ? '✗' : '✓'} ${step.title}: ${passed} passed, ${failed} failed (${seconds(performance.now() - startedAt)})`,
      );
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  // Said again at the end, where whoever reads a long log looks first.
  if (allFailures.length > 0) console.log(`\n${allFailures.map((one) => `✗ ${one}`).join('\n')}`);
  console.log(`\n${table.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});
