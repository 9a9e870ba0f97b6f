import { browser } from 'wxt/browser';
import type { SessionMemory } from '@/lib/journal/tabs';

/** Present as long as the browser runs: without it, what the journal holds is of tabs that are no more. */
const BROWSER_RUNS = 'browser-runs';

/** `storage.session`, made ready first: `onNewBrowser` runs once, before anything else, when the browser was started. */
export function createSessionMemory(onNewBrowser: () => Promise<void>): SessionMemory {
  const area = browser.storage.session;
  /** Writes run one after the other, so that the last one made is the last one stored. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    // Only what would be known again after a stop of the background is lost when the area is full.
    turn = turn.then(work).catch(() => undefined);
  };
  return {
    async load() {
      const stored = await area.get(null);
      if (!(BROWSER_RUNS in stored)) {
        // A disk that refuses now is not asked again: at the next start what this browser recorded would go as well.
        await onNewBrowser().catch(() => undefined);
        await area.set({ [BROWSER_RUNS]: true });
      }
      return stored;
    },
    save: (key, value) => inTurn(() => area.set({ [key]: value })),
    forget: (key) => inTurn(() => area.remove(key)),
  };
}
