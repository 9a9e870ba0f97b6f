// `npm run pictures`: builds, and writes the pictures of the README and docs from the real panel in Chromium.
import path from 'node:path';
import { build, buildSteps } from './build.mjs';
import { main, mustSucceed, root, run } from './processes.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  const env = await setUp({ browsers: ['chromium'] });
  for (const step of buildSteps) await mustSucceed(step.title, build(step));
  const file = path.join(root, 'test', 'e2e', 'support', 'take-pictures.ts');
  return run(process.execPath, ['--import', 'tsx', file], { env });
});
