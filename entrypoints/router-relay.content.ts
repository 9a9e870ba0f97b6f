import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { joinFromRelay } from '@/lib/messaging/channel';
import { createPortAsker } from '@/lib/messaging/port-asker';
import { PORT_NAMES } from '@/lib/messaging/protocol';
import { adaptPort } from '@/lib/messaging/transport';
import type { RelayAsk } from '@/lib/routing/routed-call';
import { createRouterRelay } from '@/lib/routing/router-relay';

/** Beside a page while some tab is routed to the mock: between the router in the page and the background. */
export default defineContentScript({
  matches: ['<all_urls>'],
  registration: 'runtime',
  main() {
    const page = joinFromRelay(document, 'affitor-router');
    const ask = createPortAsker(() => adaptPort(browser.runtime.connect({ name: PORT_NAMES.router })));
    // A port loses what a page sends while it goes away; a message of its own is slower, and arrives.
    let isLeaving = false;
    addEventListener('pagehide', () => (isLeaving = true), { capture: true });
    addEventListener('pageshow', () => (isLeaving = false), { capture: true });
    const relay = createRouterRelay({
      sendMessage: (question) =>
        isLeaving || isBeacon(question) ? browser.runtime.sendMessage(question) : ask(question),
      toPage: page.send,
      wait: (delayMs, done) => void setTimeout(done, delayMs),
    });
    page.listen(relay.hear);
    browser.runtime.onMessage.addListener((message: unknown) => {
      relay.onMessage(message);
      return undefined;
    });
  },
});

const isBeacon = (ask: RelayAsk): boolean => ask.type === 'routed-call' && ask.call.carrier === 'beacon';
