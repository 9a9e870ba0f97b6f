import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Gate } from '@/lib/journal/gate';
import type { Journal } from '@/lib/journal/journal';
import type { KeptSize } from '@/lib/model/kept-size';
import type { Signups } from '@/lib/site-test/signups';
import { openTabIds } from './open-tabs';

/** Measures and deletes, for the options page, what is kept of every tab, the open ones and whatever was left of others, and of signups. */

const Ask = v.object({ type: v.picklist(['delete-recordings', 'measure-recordings']) });

/** The open ones are cleared rather than forgotten, so that their panels hear of it. */
async function deleteAll(gate: Gate, journal: Journal, signups: Signups): Promise<void> {
  const open = await openTabIds();
  await Promise.all([...open.map((tabId) => gate.clear(tabId)), journal.keepOnly(openTabIds), signups.forgetAll()]);
}

async function measure(journal: Journal, signups: Signups): Promise<KeptSize> {
  const [size, count] = await Promise.all([journal.size(), signups.count()]);
  return { ...size, signups: count };
}

export function answerRecordings(gate: Gate, journal: Journal, signups: Signups): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    const isOurs = sender.url?.startsWith(`${location.origin}/`) === true;
    if (!isOurs || !v.is(Ask, message)) return undefined;
    const answer =
      message.type === 'measure-recordings'
        ? measure(journal, signups)
        : deleteAll(gate, journal, signups).then(() => true);
    answer.then(sendResponse, () => sendResponse(false));
    return true;
  });
}
