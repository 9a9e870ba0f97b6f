import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';

/** The linter has to refuse every import that goes against the direction ARCHITECTURE.md draws. */

const BIOME = path.resolve('node_modules/@biomejs/biome/bin/biome');

const report = v.object({
  diagnostics: v.array(v.object({ category: v.string(), location: v.object({ path: v.string() }) })),
});

/** Lints one probe a pair, all at once, below our own rules; returns the probes that were refused. */
const lintProbes = (pairs: [file: string, specifier: string][]): Set<string> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'affitor-inspector-probes-'));
  try {
    const config: object = JSON.parse(readFileSync('biome.json', 'utf8'));
    writeFileSync(path.join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
    for (const [file, specifier] of pairs) {
      const probe = path.join(folder, probeFile(file, specifier));
      mkdirSync(path.dirname(probe), { recursive: true });
      writeFileSync(probe, `import { probe } from '${specifier}';\n\nexport const used = probe;\n`);
    }
    const args = [BIOME, 'lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = v.parse(report, JSON.parse(stdout));
    const refused = diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports');
    return new Set(refused.map(({ location }) => path.normalize(location.path)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Each pair has a file of its own, named after what it imports. */
const probeFile = (file: string, specifier: string): string =>
  path.normalize(file.replace('probe.ts', `${specifier.replace(/\W+/g, '-')}.ts`));

const FORBIDDEN: [file: string, specifier: string][] = [
  ['lib/model/probe.ts', '@/lib/tracker/dialects'],
  ['lib/model/probe.ts', 'react'],
  ['lib/tracker/probe.ts', '@/lib/timeline/fold'],
  ['lib/tracker/probe.ts', 'wxt/browser'],
  ['lib/witness/page/probe.ts', '@/lib/tracker/dialects'],
  ['lib/witness/page/probe.ts', '@/lib/messaging/protocol'],
  ['lib/witness/browser/probe.ts', '@/lib/journal/journal'],
  ['lib/messaging/probe.ts', '@/lib/witness/page/install'],
  ['lib/journal/probe.ts', '@/lib/timeline/fold'],
  ['lib/timeline/probe.ts', '@/lib/rules/judge'],
  ['lib/timeline/probe.ts', '@/lib/journal/journal'],
  ['lib/rules/probe.ts', '@/lib/session/session-file'],
  ['lib/rules/probe.ts', '@/lib/store/store'],
  ['lib/replay/probe.ts', '@/lib/rules/judge'],
  ['lib/routing/probe.ts', '@/lib/mock/mock'],
  ['lib/routing/probe.ts', '@/lib/witness/page/observe-page'],
  ['lib/demo/probe.ts', '@/lib/store/store'],
  ['lib/demo/probe.ts', '@/lib/messaging/protocol'],
  ['lib/site-test/probe.ts', '@/lib/mock/mock'],
  ['lib/site-test/probe.ts', '@/lib/messaging/protocol'],
  ['lib/session/probe.ts', '@/lib/store/store'],
  ['lib/expectations/probe.ts', '@/lib/session/session-file'],
  ['lib/mock/probe.ts', '@/lib/timeline/fold'],
  ['lib/mock/probe.ts', '@/lib/store/store'],
  ['lib/store/probe.ts', '@/components/panel/panel'],
  ['lib/store/probe.ts', '@/lib/mock/mock'],
  ['lib/store/probe.ts', 'react'],
  ['lib/store/probe.ts', '#i18n'],
  ['lib/cli/probe.ts', '@/lib/store/store'],
  ['components/probe/probe.tsx', '@/lib/journal/journal'],
  ['components/probe/probe.tsx', '@/lib/messaging/protocol'],
  ['components/probe/probe.tsx', '@/entrypoints/background'],
  ['components/probe/probe.tsx', 'wxt/browser'],
  ['entrypoints/probe.ts', '@/lib/cli/main'],
  ['entrypoints/probe.ts', '@/test/fixtures/entries'],
  ['lib/rules/probe.ts', '../timeline/fold'],
  ['test/lib/probe.ts', '../fixtures/entries'],
];

const ALLOWED: [file: string, specifier: string][] = [
  ['components/probe/probe.tsx', '#i18n'],
  ['lib/tracker/probe.ts', '@/lib/model/entry'],
  ['lib/timeline/probe.ts', '@/lib/tracker/dialects'],
  ['lib/rules/probe.ts', '@/lib/timeline/timeline'],
  ['lib/demo/probe.ts', '@/lib/rules/judge'],
  ['lib/demo/probe.ts', '@/lib/mock/mock'],
  ['lib/site-test/probe.ts', '@/lib/rules/judge'],
  ['lib/store/probe.ts', '@/lib/rules/judge'],
  ['lib/mock/probe.ts', '@/lib/tracker/dialects'],
  ['lib/cli/probe.ts', '@/lib/mock/mock'],
  ['components/probe/probe.tsx', '@/lib/store/store'],
  ['entrypoints/probe.ts', '@/components/panel/panel'],
  ['entrypoints/probe.ts', 'wxt/browser'],
];

describe('Imports point one way', () => {
  let refused = new Set<string>();
  beforeAll(() => {
    refused = lintProbes([...FORBIDDEN, ...ALLOWED]);
  });

  test.each(FORBIDDEN)('%s may not import %s', (file, specifier) => {
    expect(refused).toContain(probeFile(file, specifier));
  });

  test.each(ALLOWED)('%s may import %s', (file, specifier) => {
    expect(refused).not.toContain(probeFile(file, specifier));
  });
});
