import { readFileSync } from 'node:fs';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '@/lib/cli/commands/registry';
import { main } from '@/lib/cli/main';
import { FILTER_KEYS } from '@/lib/timeline/filter-keys';
import { sourcesIn } from '@/test/fixtures/source-literals';
import { aTestIo } from '@/test/lib/cli/support';

/** What a person can set, write or choose is explained in `docs`. */

const read = (name: string) => readFileSync(`docs/${name}.md`, 'utf8').replace(/\s+/g, ' ');

test.each(Object.keys(COMMANDS))('every option of "%s" is documented', async (command) => {
  const io = aTestIo();
  await main([command, '--help'], io);
  const options = [...io.lines.join('\n').matchAll(/^ {2}(--\w[\w-]*)/gm)].map(([, option = '']) => option);
  expect(options.length).toBeGreaterThan(2);
  const docs = read(command === 'mock' ? 'mock' : 'cli');
  expect(options.filter((option) => !docs.includes(option))).toEqual([]);
});

test.each(FILTER_KEYS.map(({ name }) => name))('the filter’s key %s is documented', (name) => {
  expect(read('panel')).toContain(`\`${name}:\``);
});

describe('The options page', async () => {
  const messages = await parseMessagesFile('locales/en.yml');
  const labelOf = (key: string): string => {
    const found = messages.find((message) => message.key.join('.') === key);
    return found && 'message' in found ? found.message : '';
  };
  /** What is beside a field: `label={i18n.t('options.record')}`. */
  const keys = sourcesIn('components/options')
    .filter((file) => file.endsWith('Form.tsx'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/label=\{i18n\.t\('(options\.\w+)'\)\}/g)])
    .map(([, key = '']) => key);

  test.each(keys)('%s is documented', (key) => {
    expect(labelOf(key)).not.toBe('');
    expect(read('panel')).toContain(labelOf(key));
  });
});
