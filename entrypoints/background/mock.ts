import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { AskHandler } from '@/lib/messaging/panel-hub';
import type { Asks } from '@/lib/messaging/protocol';
import { createMocks, type MockOf } from '@/lib/mock/mocks';
import { lookUpTab } from './open-tabs';

const LEDGER_KEY = 'mock-ledger';

export function createOurMocks(): MockOf {
  const area = browser.storage.local;
  return createMocks({
    shelf: {
      async read() {
        const { [LEDGER_KEY]: text } = await area.get(LEDGER_KEY);
        return typeof text === 'string' ? text : undefined;
      },
      write: (text) => area.set({ [LEDGER_KEY]: text }),
    },
    lookUpTab,
  });
}

type MockAsk = Extract<keyof Asks, `mock-${string}`>;

/** What panels may ask of the mock. Its control plane says what is wrong with the parameters. */
export function mockAsks(mockOf: MockOf): Record<MockAsk, AskHandler> {
  return {
    'mock-state': async (_params, { tabId }) => (await mockOf(tabId)).state(),
    'mock-scenario': async (params, { tabId }) => (await mockOf(tabId)).control('PUT', 'scenario', params),
    async 'mock-clock'(params, { tabId }) {
      const asked = v.parse(
        v.union([v.object({ advanceDays: v.number() }), v.object({ reset: v.literal(true) })]),
        params,
      );
      return (await mockOf(tabId)).control('PUT', 'clock', 'reset' in asked ? { now: Date.now() } : asked);
    },
    'mock-reset': async (_params, { tabId }) => (await mockOf(tabId)).control('POST', 'reset', {}),
    'mock-load': async (params, { tabId }) =>
      (await mockOf(tabId)).load(v.parse(v.object({ text: v.string() }), params).text),
  };
}
