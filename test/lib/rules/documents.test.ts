import { expect, test } from 'vitest';
import { documentsOf } from '@/lib/rules/documents';
import { aNavigation, aScript } from '@/test/fixtures/entries';

/** What rules ask of documents, where the order in which browsers tell of them matters. */

const HERE = { documentId: 'doc-here', documentUrl: 'https://shop.example.com/' };
const NEXT = { documentId: 'doc-next', documentUrl: 'https://shop.example.com/next' };

test('a document that was left before anything else was told of it counts as left', () => {
  const gone = aNavigation({ ...HERE, navigationCause: 'unload' });
  const { documents } = documentsOf([gone, aScript(HERE)]);
  expect(documents.get(HERE.documentId)?.left).toEqual({ at: gone.at, by: gone });
});

test('a document is left when its frame shows another, and not any more when the page cache brings it back', () => {
  const here = aNavigation(HERE);
  const next = aNavigation(NEXT);
  const back = aNavigation({ ...HERE, navigationCause: 'bfcache' });
  expect(documentsOf([here, next]).documents.get(HERE.documentId)?.left).toEqual({ at: next.at, by: next });
  const returned = documentsOf([here, next, back]).documents;
  expect(returned.get(HERE.documentId)?.left).toBeUndefined();
  expect(returned.get(NEXT.documentId)?.left).toEqual({ at: back.at, by: back });
});

test('a document of which nothing new is heard stays the very same, and an answer stays as it was given', () => {
  const entries = [aNavigation(HERE), aScript(HERE), aNavigation(NEXT)];
  const before = documentsOf(entries);
  const after = documentsOf([...entries, aScript(NEXT)]);
  expect(after.pages[0]).toBe(before.pages[0]);
  expect(before.pages.map(({ scripts }) => scripts.length)).toEqual([1, 0]);
  expect(after.pages.map(({ scripts }) => scripts.length)).toEqual([1, 1]);
});
