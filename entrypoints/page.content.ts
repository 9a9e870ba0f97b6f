import { defineContentScript } from 'wxt/utils/define-content-script';
import { joinFromPage } from '@/lib/messaging/channel';
import { PAGE_FACTS } from '@/lib/tracker/page-facts';
import { observeMain } from '@/lib/witness/page/main/observe-main';

declare const affitorQueue: unknown;

/**
 * In the page's own world, in every frame, before the page's first script. `wxt/browser` must not be imported here: it
 * throws where there is no extension API.
 */
export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  world: 'MAIN',
  main() {
    // A top-level `let` is no property of `window`: only its bare name reaches it.
    const readLexicalQueue = () => (typeof affitorQueue === 'undefined' ? undefined : affitorQueue);
    const send = joinFromPage(document, (command) => hear(command));
    const hear = observeMain({ ...PAGE_FACTS, readLexicalQueue }, send);
  },
});
