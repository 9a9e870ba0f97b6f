import * as v from 'valibot';
import { browser } from 'wxt/browser';

/** Opens the demo for a DevTools panel, which cannot open tabs itself. */

const Ask = v.object({ type: v.literal('open-demo') });

export function answerOpenDemo(): void {
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    const isOurs = sender.url?.startsWith(`${location.origin}/`) === true;
    if (isOurs && v.is(Ask, message)) void browser.tabs.create({ url: browser.runtime.getURL('/demo.html') });
    return undefined;
  });
}
