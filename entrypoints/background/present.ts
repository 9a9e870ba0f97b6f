import * as v from 'valibot';
import { browser } from 'wxt/browser';

/**
 * Hands a redacted session from a panel, which can open no tab, to a demo page in one. The last few are held,
 * in memory only and until the background stops, so that the page can be reloaded.
 */

const Ask = v.variant('type', [
  v.object({ type: v.literal('present'), session: v.string() }),
  v.object({ type: v.literal('presented'), id: v.string() }),
]);

const HELD_LIMIT = 3;

export function answerPresent(): void {
  const held = new Map<string, string>();
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    const isOurs = sender.url?.startsWith(`${location.origin}/`) === true;
    const ask = v.safeParse(Ask, message);
    if (!isOurs || !ask.success) return undefined;
    if (ask.output.type === 'presented') {
      sendResponse(held.get(ask.output.id) ?? null);
      return undefined;
    }
    const id = crypto.randomUUID();
    held.set(id, ask.output.session);
    for (const old of [...held.keys()].slice(0, -HELD_LIMIT)) held.delete(old);
    browser.tabs.create({ url: browser.runtime.getURL(`/demo.html?session=${id}`) }).then(
      () => sendResponse(true),
      () => sendResponse(false),
    );
    return true;
  });
}
