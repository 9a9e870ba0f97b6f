import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** What THREATS.md and docs/permissions.md promise has to be there. */

const threats = readFileSync('THREATS.md', 'utf8');
const permissions = readFileSync('docs/permissions.md', 'utf8');
const config = readFileSync('wxt.config.ts', 'utf8');

const namedTests = [...new Set([...threats.matchAll(/`(test\/[^`]+\.ts)`/g)].map(([, file = '']) => file))];
const listIn = (name: string): string[] => {
  const list = new RegExp(`\\b${name}: \\[([^\\]]*)\\]`).exec(config)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map(([, item = '']) => item);
};

describe('The threats', () => {
  test('name many tests', () => {
    expect(namedTests.length).toBeGreaterThan(15);
  });

  test.each(namedTests)('%s, which they name, exists', (file) => {
    expect(existsSync(file)).toBe(true);
  });
});

describe('What the manifest asks for', () => {
  const asked = [...listIn('permissions'), ...listIn('host_permissions'), ...listIn('resources')];

  test('is read from the configuration', () => {
    expect(asked).toContain('storage');
    expect(asked).toContain('<all_urls>');
    expect(asked).toContain('pixel.gif');
  });

  test.each(asked)('%s is explained', (name) => {
    expect(permissions).toContain(`\`${name}\``);
  });
});
