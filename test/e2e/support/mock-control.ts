import { PORT_NAMES, PROTOCOL } from '@/lib/messaging/protocol';
import type { Json } from '@/lib/model/json';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import type { Control } from '@/test/lib/mock/contract/target';
import type { PageUnderTest } from './inspector';

/** Speaks to the background from a page of the extension itself, as a panel does, without opening DevTools. */

/** Of the extension's API, what is used here. */
type Extension = {
  tabs: { query(about: object): Promise<{ id?: number; url?: string }[]> };
  runtime: {
    connect(about: { name: string }): {
      onMessage: { addListener(listener: (message: { type: string; result?: Json; message?: string }) => void): void };
      postMessage(message: unknown): void;
      disconnect(): void;
    };
  };
};

/** Asks on behalf of the tab that shows the address. */
export const askOf =
  (ownPage: PageUnderTest, address: string) =>
  (method: string, params: Json): Promise<Json> =>
    ownPage.evaluate(
      async (name, protocol, address, method, params) => {
        const { tabs, runtime }: Extension = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
        const tab = (await tabs.query({})).find(({ url }) => url?.startsWith(address));
        if (tab?.id === undefined) throw new Error(`No tab shows ${address}.`);
        const tabId = tab.id;
        const port = runtime.connect({ name });
        const answer = new Promise<Json>((resolve, reject) => {
          port.onMessage.addListener((reply) => {
            if (reply.type === 'hello') port.postMessage({ type: 'ask', id: 1, method, params });
            if (reply.type === 'answer') resolve(reply.result ?? null);
            if (reply.type === 'refusal') reject(new Error(reply.message));
          });
        });
        port.postMessage({ type: 'hello', protocol, tabId, afterSeq: 0 });
        return answer.finally(() => port.disconnect());
      },
      PORT_NAMES.devtools,
      PROTOCOL,
      address,
      method,
      params,
    );

/** Steers the mock that is part of the extension. */
export const controlBy = (ask: (method: string, params: Json) => Promise<Json>): Control => ({
  reset: async () => void (await ask('mock-reset', null)),
  restore: async (world) => void (await ask('mock-load', { text: JSON.stringify(world) })),
  ledger: async () => ((await ask('mock-state', null)) as { ledger: LedgerSnapshot }).ledger,
  advanceDays: async (advanceDays) => void (await ask('mock-clock', { advanceDays })),
  setScenario: async (setting, endpoint) =>
    void (await ask('mock-scenario', { ...setting, ...(endpoint && { endpoint }) })),
});
