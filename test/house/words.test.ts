import { readdirSync, readFileSync } from 'node:fs';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { expect, test } from 'vitest';
import { literalsOf, parseSource, sourcesIn } from '@/test/fixtures/source-literals';

/** The words of `locales/en.yml` against the sources that say them. */

const sources = ['components', 'entrypoints'].flatMap(sourcesIn);
const literals = sources.flatMap((file) => literalsOf(parseSource(file)));
const whole = new Set(literals.filter((parts) => parts.length === 1).flat());
/** A key that is put together says its group and how it begins: `queue.state${name}`. */
const beginnings = literals
  .filter((parts) => parts.length > 1)
  .map(([first = '']) => first)
  .filter((first) => /^\w+\.\w*$/.test(first));
const manifest = readFileSync('wxt.config.ts', 'utf8');

test('every message is said somewhere', async () => {
  const messages = await parseMessagesFile('locales/en.yml');
  // Those of the browser itself are listed too.
  const keys = messages.map(({ key }) => key.join('.')).filter((key) => !key.startsWith('@@'));
  expect(keys.length).toBeGreaterThan(50);
  const unsaid = keys.filter(
    (key) =>
      !whole.has(key) &&
      !beginnings.some((beginning) => key.startsWith(beginning)) &&
      !manifest.includes(`__MSG_${key.replaceAll('.', '_')}__`),
  );
  expect(unsaid).toEqual([]);
});

test.each(readdirSync('locales'))('%s says which language it is, as dates and numbers need it', async (file) => {
  const messages = await parseMessagesFile(`locales/${file}`);
  const language = messages.find(({ key }) => key.join('.') === 'extension.language');
  expect(language).toMatchObject({ type: 'simple' });
  expect(Intl.getCanonicalLocales(language && 'message' in language ? language.message : '')).toHaveLength(1);
});

test('dates and numbers are written in one place, in the language of the words', () => {
  const writers = sources.filter((file) =>
    /\.toLocale\w*String\(|\bnew Intl\.|\bIntl\.\w+\(/.test(readFileSync(file, 'utf8')),
  );
  expect(writers).toEqual(['components/atoms/format.ts']);
});
