// Builds both extensions and the command line tool; `--cli` only the latter, which is what the npm package holds.
import { parseArgs } from 'node:util';
import { isMain, main, mustSucceed, runTool } from './processes.mjs';

const TARGETS = {
  chrome: { title: 'Build for Chromium', tool: 'wxt', args: ['build', '-b', 'chrome'] },
  firefox: { title: 'Build for Firefox', tool: 'wxt', args: ['build', '-b', 'firefox'] },
  cli: { title: 'Build of the command line tool', tool: 'vite', args: ['build', '-c', 'vite.cli.config.ts'] },
};

export const buildSteps = Object.values(TARGETS);

/** Runs one build and returns its exit code. */
export const build = ({ tool, args }) => runTool(tool, args);

if (isMain(import.meta.url)) {
  await main(async () => {
    const { values } = parseArgs({ options: { cli: { type: 'boolean', default: false } } });
    for (const step of values.cli ? [TARGETS.cli] : buildSteps) await mustSucceed(step.title, build(step));
  });
}
