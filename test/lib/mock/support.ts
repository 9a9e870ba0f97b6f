import { createMock, type Mock, type MockOptions } from '@/lib/mock/mock';
import type { Control, Target } from './contract/target';

/** 2026-01-15, noon UTC: the time at which the tests' clocks stand unless moved. */
export const NOON = Date.UTC(2026, 0, 15, 12);

export function aMock(options: MockOptions = {}): Mock {
  let now = NOON;
  // Each reading is a millisecond later, so that things happen in an order.
  return createMock({ clock: () => now++, ...options });
}

/** A mock in this process, as a target of the contract. */
export function inProcess(mock: Mock): Target {
  return {
    fetch: (path, init) => mock.fetch(new Request(`https://api.affitor.com${path}`, init)),
    control: controlOf(mock),
  };
}

function controlOf(mock: Mock): Control {
  return {
    reset: async () => mock.reset(),
    restore: async (world) => mock.ledger.restore(world),
    ledger: async () => mock.ledger.snapshot(),
    advanceDays: async (days) => mock.clock.advance(days * 86_400_000),
    setScenario: async (setting, endpoint) => mock.scenarios.set(setting, endpoint),
  };
}

/** Steers a served mock through its control plane. */
export function controlAt(base: string): Control {
  const call = async (path: string, method: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${base}/__mock/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    reset: async () => void (await call('reset', 'POST')),
    restore: async (world) => void (await call('ledger', 'PUT', world)),
    ledger: async () => (await call('ledger', 'GET')).json(),
    advanceDays: async (days) => void (await call('clock', 'PUT', { advanceDays: days })),
    setScenario: async (setting, endpoint) => void (await call('scenario', 'PUT', { ...setting, endpoint })),
  };
}
