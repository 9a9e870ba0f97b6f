import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { AskHandler } from '@/lib/messaging/panel-hub';
import type { Asks } from '@/lib/messaging/protocol';
import { createKeptMock, type KeptMock } from '@/lib/mock/kept-mock';
import { lookUpTab } from './open-tabs';

/** The bundled mock: one ledger for ordinary windows, kept; one for private windows, in memory only. */

const LEDGER_KEY = 'mock-ledger';

export type MockOf = (tabId: number) => Promise<KeptMock>;

export function createMocks(): MockOf {
  let kept: KeptMock | undefined;
  let secret: KeptMock | undefined;
  const area = browser.storage.local;
  const ordinary = () =>
    createKeptMock({
      async read() {
        const { [LEDGER_KEY]: text } = await area.get(LEDGER_KEY);
        return typeof text === 'string' ? text : undefined;
      },
      write: (text) => area.set({ [LEDGER_KEY]: text }),
    });
  const forgetful = () => createKeptMock({ read: async () => undefined, write: async () => undefined });
  /** A tab stays in the kind of window it was opened in, and a routed page should not wait to be told again. */
  const isPrivate = new Map<number, boolean>();
  return async (tabId) => {
    const tab = isPrivate.has(tabId) ? undefined : await lookUpTab(tabId);
    if (tab) isPrivate.set(tabId, tab.isPrivate);
    if (isPrivate.get(tabId)) {
      secret ??= forgetful();
      return secret;
    }
    kept ??= ordinary();
    return kept;
  };
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
