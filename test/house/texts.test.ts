import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** What every text of the project keeps to, whoever wrote it. */

/** A listed file may have been deleted and not yet committed; a link may lead to a folder. */
const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
});
const files = listed
  .split('\0')
  .filter((file) => file !== '' && isFile(file) && !/\.(?:png|ico|woff2?)$|^package-lock\.json$/.test(file));

/** Lines that match, as `file:line: text`. */
const findLines = (pattern: RegExp, among: string[]): string[] =>
  among.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((text, index) => ({ text, place: `${file}:${index + 1}` }))
      .filter(({ text }) => pattern.test(text))
      .map(({ text, place }) => `${place}: ${text.trim()}`),
  );

const code = files.filter((file) => /\.(?:ts|tsx|mjs|js)$/.test(file) && !file.startsWith('test/house/'));

describe('The texts of the project', () => {
  test('name no place on the machine of whoever wrote them', () => {
    const home = ['home', 'Users', 'root', 'work', 'farm'].map((folder) => `/${folder}/`).join('|');
    const places = new RegExp(`(?:^|[\\s"'\`(=])(?:${home})[\\w.-]|\\.\\./shared`);
    expect(findLines(places, files)).toEqual([]);
  });

  test('skip, focus and retry no test, and wait for conditions rather than for time', () => {
    const tests = code.filter((file) => file.startsWith('test/'));
    expect(findLines(/\b(?:it|test|describe)\.(?:skip|only|todo|fails)\b|\bretry: *[1-9]/, tests)).toEqual([]);
    expect(findLines(/setTimeout\((?:resolve|r|done), *\d{3,}/, tests)).toEqual([]);
  });

  test('swallow no error unsaid, and turn off no type', () => {
    expect(findLines(/catch\s*(?:\([^)]*\))?\s*\{\s*\}/, code)).toEqual([]);
    // `any` itself is the linter's to find.
    expect(findLines(/@ts-(?:ignore|nocheck|expect-error)/, code)).toEqual([]);
  });

  test('keep every module to one idea', () => {
    const long = code
      .filter((file) => !file.startsWith('test/'))
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });
});
