import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

/** What a reader of the package page, and npm itself, takes from package.json and what stands beside it. */

const packageFacts = v.object({
  name: v.string(),
  license: v.string(),
  engines: v.object({ node: v.string() }),
  bin: v.record(v.string(), v.string()),
  files: v.array(v.string()),
  scripts: v.record(v.string(), v.string()),
  devDependencies: v.record(v.string(), v.string()),
  dependencies: v.optional(v.record(v.string(), v.string())),
});

const read = (file: string) => readFileSync(file, 'utf8');
const facts = v.parse(packageFacts, JSON.parse(read('package.json')));

describe('The package', () => {
  test('is named affitor-inspector and is MIT, as the licence beside it says', () => {
    expect(facts.name).toBe('affitor-inspector');
    expect(facts.license).toBe('MIT');
    expect(read('LICENSE')).toMatch(/^MIT License/);
  });

  test('has a command that its own build writes, and holds it', () => {
    expect(facts.bin).toEqual({ 'affitor-inspector': 'dist/cli/affitor-inspector.mjs' });
    expect(facts.files).toContain('dist');
    const config = read('vite.cli.config.ts');
    expect(config).toContain('dist/cli');
    expect(config).toContain('affitor-inspector.mjs');
  });

  test('installs nothing for whoever uses the command', () => {
    expect(facts.dependencies ?? {}).toEqual({});
  });

  test('is set up by its two commands, from any Node that it names', () => {
    expect(facts.scripts.start).toBe('node scripts/start.mjs');
    expect(facts.scripts.test).toBe('node scripts/test.mjs');
    expect(facts.engines.node).toBe('>=20.19');
    for (const hook of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(facts.scripts).not.toHaveProperty(hook);
  });

  test('can be checked against the SDK it explains and in the browsers it is for', () => {
    expect(facts.devDependencies).toHaveProperty('@affitor/tracker');
    expect(facts.devDependencies).toHaveProperty('puppeteer-core');
  });
});
