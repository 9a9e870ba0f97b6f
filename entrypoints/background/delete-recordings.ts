import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Gate } from '@/lib/journal/gate';

/** Deletes what is kept of every open tab, for the options page; a closed tab's recording is gone already. */

const Ask = v.object({ type: v.literal('delete-recordings') });

async function deleteAll(gate: Gate): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map(({ id }) => id !== undefined && gate.clear(id)));
}

export function answerDeleteRecordings(gate: Gate): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    const isOurs = sender.url?.startsWith(`${location.origin}/`) === true;
    if (!isOurs || !v.is(Ask, message)) return undefined;
    deleteAll(gate).then(
      () => sendResponse(true),
      () => sendResponse(false),
    );
    return true;
  });
}
