import { expect, test } from 'vitest';
import { parseSource, partsOf, type SyntaxNode, sourcesIn, walk } from '@/test/fixtures/source-literals';

/** Words that stand in the components themselves, where no language but English can have them. */

/** What is the same in every language, and where it may stand between tags. */
const NAMES = new Set([
  'Affitor', // the panel's own name
  'Affitor Inspector',
  'v1', // the dialects, and the parameter that tells each
  'v2',
  'v1?',
  'SameSite', // attributes of a cookie
  'Secure',
  'HttpOnly',
  'SHA-256',
  ', keepalive', // as fetch calls it
  'ms',
  '/user_id', // an example of what is written in the field, and of what is pasted into the next
  'curl https://api.affitor.com/api/tracking/lead …',
]);
const CODE = new Set(['code', 'kbd', 'pre']);
const SAID = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label']);

const nameOf = (node: unknown): string => {
  const { name } = node !== null && typeof node === 'object' && 'name' in node ? node : { name: undefined };
  return typeof name === 'string' ? name : '';
};
const openingOf = (node: SyntaxNode | undefined): string => {
  const opening = node?.openingElement;
  return opening !== null && typeof opening === 'object' && 'name' in opening ? nameOf(opening.name) : '';
};
const isWords = (value: unknown): value is string =>
  typeof value === 'string' && /[a-z]/i.test(value) && !NAMES.has(value.trim());

/** Literals that reach the attribute or the element, through conditions too. */
function saidBy(value: SyntaxNode): string[] {
  const said: string[] = [];
  walk(value, (node, around) => {
    const inCall = around.some(({ type }) => type === 'CallExpression' || type === 'JSXElement');
    const isAsked = around.some(({ type }) => type === 'BinaryExpression' || type === 'MemberExpression');
    if (node.type === 'Literal' && !inCall && !isAsked && isWords(node.value)) said.push(node.value);
    if (node.type === 'TemplateLiteral' && !inCall) said.push(...partsOf(node).filter(isWords));
  });
  return said;
}

test('no words stand between tags or in an attribute that is read out', () => {
  const found: string[] = [];
  for (const file of ['components', 'entrypoints'].flatMap(sourcesIn).filter((name) => name.endsWith('x'))) {
    walk(parseSource(file), (node, around) => {
      const isCode = around.some((one) => CODE.has(openingOf(one)));
      const isRead = node.type === 'JSXAttribute' && SAID.has(nameOf(node.name));
      const isChild = node.type === 'JSXExpressionContainer' && around.at(-1)?.type === 'JSXElement';
      if (node.type === 'JSXText' && !isCode && isWords(node.value)) found.push(`${file}: ${node.value.trim()}`);
      if (isRead || (isChild && !isCode)) found.push(...saidBy(node).map((text) => `${file}: ${text}`));
    });
  }
  expect(found).toEqual([]);
});
