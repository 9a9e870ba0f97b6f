import { expect, it } from 'vitest';
import { textBody } from '@/lib/model/text-body';

it('is the whole text with its size in bytes, however long', () => {
  const text = '€'.repeat(100_000);
  expect(textBody(text)).toEqual({ kind: 'text', text, encoding: 'utf8', sizeBytes: 300_000 });
});

it.each([undefined, ''])('is none where there is no text: %j', (text) => {
  expect(textBody(text)).toEqual({ kind: 'none' });
});
