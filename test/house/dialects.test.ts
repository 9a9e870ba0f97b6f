import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DIALECT_NAMES } from '@/lib/model/entry';
import { standInPath } from '@/lib/routing/route-rules';

/** What a dialect needs outside of the tables that the compiler holds to be whole. */

const manifest = readFileSync('wxt.config.ts', 'utf8');
const cli = readFileSync('vite.cli.config.ts', 'utf8');

test.each(DIALECT_NAMES)('%s has a stand-in that a routed page and the command line tool can load', (name) => {
  const file = standInPath(name).slice(1);
  expect(existsSync(`entrypoints/${file.replace(/js$/, 'ts')}`)).toBe(true);
  expect(manifest).toContain(`'${file}'`);
  expect(cli).toContain(`'-${name}'`);
});
