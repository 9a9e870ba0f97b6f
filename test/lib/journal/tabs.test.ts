import { expect, it } from 'vitest';
import { createTabs } from '@/lib/journal/tabs';
import { sessionMemory } from './support';

it('knows a document’s tab also when another is on show there', () => {
  const tabs = createTabs(sessionMemory());
  const isShop = (url: string) => url.startsWith('https://shop.example');
  tabs.open({ tabId: 1, frameId: 0, nonce: 'n1', documentId: 'd1', url: 'https://shop.example/' });
  expect([tabs.showing(isShop), tabs.showed(isShop)]).toEqual([[1], []]);
  tabs.commit(1, { at: Date.now() + 5000, url: 'https://other.example/', documentId: 'd2' });
  expect([tabs.showing(isShop), tabs.showed(isShop)]).toEqual([[], [1]]);
});

it('goes on without what cannot be read', async () => {
  const refusing = { ...sessionMemory(), load: () => Promise.reject(new Error('The area is gone')) };
  const tabs = createTabs(refusing);
  await tabs.ready;
  tabs.open({ tabId: 1, frameId: 0, nonce: 'n1', documentId: 'd1', url: 'https://shop.example/' });
  expect(tabs.showing(() => true)).toEqual([1]);
});
