import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** What THREATS.md and docs/permissions.md promise has to be there. */

const threats = readFileSync('THREATS.md', 'utf8');
const permissions = readFileSync('docs/permissions.md', 'utf8');
const config = readFileSync('wxt.config.ts', 'utf8');

/** A file, and the titles of tests in it that follow: `file` “title”, “title”. */
const references = [...threats.matchAll(/`((?:test|scripts)\/[^`]+\.(?:ts|mjs))`((?:[\s,;]*“[^”]+”)*)/g)].map(
  ([, file = '', titles = '']) => ({
    file,
    titles: [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title.replace(/\s+/g, ' ')),
  }),
);
const named = references.flatMap(({ file, titles }) => titles.map((title) => ({ file, title })));
const rows = threats.split('\n').filter((line) => /^\| (?!Attack\b)/.test(line));
const listIn = (name: string): string[] => {
  const list = new RegExp(`\\b${name}: \\[([^\\]]*)\\]`).exec(config)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map(([, item = '']) => item);
};

describe('A threat', () => {
  test('is one of many', () => {
    expect(rows.length).toBeGreaterThan(15);
    expect(named.length).toBeGreaterThan(rows.length);
  });

  test.each(rows)('names the test that holds it: %s', (row) => {
    expect(row.split(' | ').at(-1)).toMatch(/^`[^`]+` “[^”]+”/);
  });

  test.each(references)('names no file without a title: $file', ({ titles }) => {
    expect(titles).not.toEqual([]);
  });

  test.each(named)('has its title in $file: $title', ({ file, title }) => {
    expect(existsSync(file)).toBe(true);
    // As a whole string, so that a part of another title does not do.
    expect(readFileSync(file, 'utf8')).toContain(`'${title}'`);
  });
});

describe('The extension', () => {
  test('nothing of ours listens to other extensions or to pages', () => {
    expect(config).not.toContain('externally_connectable');
    const sources = ['entrypoints', 'lib'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => path.join(folder, file)),
    );
    expect(sources.length).toBeGreaterThan(100);
    const listening = sources.filter((file) => /on(?:Message|Connect)External/.test(readFileSync(file, 'utf8')));
    expect(listening).toEqual([]);
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
