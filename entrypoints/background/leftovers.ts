import { browser } from 'wxt/browser';
import { LEFTOVER_PREFIX } from '@/lib/messaging/leftover-key';

/** TODO [Chrome ≥130, Firefox ≥143]: call it without asking whether it is there. */
type KeyedArea = { getKeys?(): Promise<string[]> };

/** What relays left in `storage.local`, without reading what else is there where the browser can list keys. */
export async function readLeftovers(): Promise<Record<string, unknown>> {
  const area: typeof browser.storage.local & KeyedArea = browser.storage.local;
  if (area.getKeys === undefined) return area.get(null);
  const keys = (await area.getKeys()).filter((key) => key.startsWith(LEFTOVER_PREFIX));
  return keys.length > 0 ? area.get(keys) : {};
}

/** Calls when something was left: a page in the back-forward cache may do so long after the next one has opened. */
export function onLeftover(listener: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    const isLeft = Object.entries(changes).some(([key, { newValue }]) => newValue && key.startsWith(LEFTOVER_PREFIX));
    if (area === 'local' && isLeft) listener();
  });
}
