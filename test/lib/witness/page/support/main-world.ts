import { joinFromPage } from '@/lib/messaging/channel';
import { PAGE_FACTS } from '@/lib/tracker/page-facts';
import { observeMain } from '@/lib/witness/page/main/observe-main';

declare const affitorQueue: unknown;

/** Evaluated in the page under test; takes the place of `page.content.ts`, whose global-free start it hands out. */
const startMain = (hosts: string[]) => {
  const readLexicalQueue = () => (typeof affitorQueue === 'undefined' ? undefined : affitorQueue);
  const send = joinFromPage(document, (command) => hear(command));
  const hear = observeMain({ ...PAGE_FACTS, hosts, readLexicalQueue }, send);
};
Reflect.set(window, 'mainWorld', { startMain });
