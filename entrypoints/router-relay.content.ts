import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { joinFromRelay } from '@/lib/messaging/channel';
import { createRouterRelay } from '@/lib/routing/router-relay';

/** Beside a page while some tab is routed to the mock: between the router in the page and the background. */
export default defineContentScript({
  matches: ['<all_urls>'],
  registration: 'runtime',
  main() {
    let toPage: (text: string) => void = () => {};
    const relay = createRouterRelay({
      sendMessage: (ask) => browser.runtime.sendMessage(ask),
      toPage: (text) => toPage(text),
      wait: (delayMs, done) => void setTimeout(done, delayMs),
    });
    // The page may have something waiting, which arrives while we join.
    toPage = joinFromRelay(document, (text) => relay.hear(text), 'affitor-router');
    browser.runtime.onMessage.addListener((message: unknown) => {
      relay.onMessage(message);
      return undefined;
    });
  },
});
