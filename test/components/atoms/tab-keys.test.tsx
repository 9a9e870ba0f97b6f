import { expect, it } from 'vitest';
import { tabAfterKey } from '@/components/atoms/tab-keys';

const TABS = ['one', 'two', 'three'];

it.each([
  ['ArrowRight', 'one', 'two'],
  ['ArrowRight', 'three', 'one'],
  ['ArrowLeft', 'two', 'one'],
  ['ArrowLeft', 'one', 'three'],
  ['Home', 'three', 'one'],
  ['End', 'one', 'three'],
  ['ArrowDown', 'one', undefined],
])('%s on the tab %s goes to %s', (key, selected, next) => {
  expect(tabAfterKey(key, TABS, selected)).toBe(next);
});
