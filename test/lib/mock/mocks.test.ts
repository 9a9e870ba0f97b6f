import { expect, it } from 'vitest';
import { createMocks } from '@/lib/mock/mocks';

function theMocks(windows: Record<number, { isPrivate: boolean }>) {
  const written: string[] = [];
  const shelf = { read: async () => undefined, write: async (text: string) => void written.push(text) };
  const mockOf = createMocks({ shelf, lookUpTab: async (tabId) => windows[tabId] });
  return { mockOf, written };
}

it('tabs of ordinary windows share a ledger that is kept', async () => {
  const { mockOf, written } = theMocks({ 1: { isPrivate: false }, 2: { isPrivate: false } });
  expect(await mockOf(1)).toBe(await mockOf(2));
  await (await mockOf(1)).control('PUT', 'clock', { advanceDays: 1 });
  await expect.poll(() => written.length).toBeGreaterThan(0);
});

it.each([
  ['of a private window', { 1: { isPrivate: true } }],
  ['that is gone already, which may have been private,', {}],
])('a tab %s has another one, of which nothing is written', async (_, windows) => {
  const { mockOf, written } = theMocks({ 2: { isPrivate: false }, ...windows });
  const mock = await mockOf(1);
  expect(mock).not.toBe(await mockOf(2));
  const state = await mock.control('PUT', 'clock', { advanceDays: 1 });
  expect(state.now).toBeGreaterThan(Date.now());
  expect(written).toEqual([]);
});
