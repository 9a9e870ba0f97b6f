import type { Report } from '@/lib/model/observation';
import type { Command, Signal } from '@/lib/witness/page/signal';
import { isTrackerFrame, reportConsole } from './console';
import { createCookies } from './cookie';
import { createDesk, type Desk, type PageWindow } from './desk';
import type { IsolatedFacts } from './facts';
import { observeForms } from './form';
import { createGlobal } from './global';
import { observeNavigation } from './navigation';
import { createQueue } from './queue';
import { createRequests, describeError } from './requests';
import { observeScripts } from './script';
import { reportUncaught } from './uncaught';

export type IsolatedExit = {
  report(report: Report): void;
  /** At the first sign of a tracker, and whenever a host of its own becomes known. */
  reveal(hosts: string[]): void;
  /** To the page's own world. */
  command(command: Command): void;
  /** In `pagehide`, after our own last words and before the page's. */
  hide(): void;
  /** Back from the back-forward cache. */
  show(): void;
  signal: AbortSignal;
};

/**
 * The world beside the page: sees its document, and makes reports of what the page's own world tells. The page can
 * forge every signal; one that makes no sense throws, and its reporter is expected to count it.
 */
export function observeIsolated(window: PageWindow, facts: IsolatedFacts, nonce: string, exit: IsolatedExit) {
  const desk = createDesk(window, facts, exit, exit.signal);
  observeHandlers(desk);
  const noticeMove = observeNavigation(desk);
  const requests = createRequests(desk, nonce);
  const forms = observeForms(desk, requests);
  const cookies = createCookies(desk);
  const global = createGlobal(desk);
  const queue = createQueue(desk, global);
  observeScripts(desk, requests, exit.signal);
  desk.listen(window, 'pagehide', () => {
    queue.flush();
    exit.hide();
  });
  desk.listen(window, 'pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) exit.show();
  });

  /** A call by the tracker's own script is one that it took from the queue. */
  const call = (told: Extract<Signal, { kind: 'call' }>) => {
    const isOwn = told.phase === 'called' && isTrackerFrame(desk, desk.stack(told.stack).stack?.split('\n')[0] ?? '');
    const queueItemId = isOwn ? queue.itemOf(told.method, told.args ?? []) : undefined;
    global.called({ ...told, ...(queueItemId !== undefined && { queueItemId }) });
    if (queueItemId !== undefined) queue.settle(queueItemId, told.at);
  };

  /** Hosts that the background names. */
  const addHosts = (hosts: readonly string[]) => {
    for (const host of hosts) if (desk.add(host, true)) desk.command(`whole-host ${host}`);
  };

  return {
    addHosts,

    /** Hosts that the user names: whatever goes there is a sign of a tracker. */
    nameHosts(hosts: readonly string[]): void {
      for (const host of hosts) desk.named.add(host);
      addHosts(hosts);
    },

    /** Takes a parsed signal; throws on one that no world of ours sends. */
    hear(told: Signal) {
      desk.clock.notice();
      noticeMove();
      switch (told.kind) {
        case 'request':
          return requests.began(told);
        case 'response':
          return requests.answered(told);
        case 'failure':
          return told.id === 0 ? reportUncaught(desk, told) : requests.failed(told);
        case 'body':
          return requests.bodyRead(told);
        case 'call':
          return call(told);
        case 'global':
          global.stands(told);
          return queue.refuse(told.at);
        case 'queue':
          desk.reveal();
          return queue.stands(told);
        case 'queue-fault':
          desk.reveal();
          return queue.faulty(told);
        case 'push':
          return queue.pushed(told);
        case 'console':
          return reportConsole(desk, told);
        case 'cookie':
          return cookies.writes(told);
        case 'cookie-written':
          return cookies.written(told);
        case 'submitting':
          return forms.submitting();
        case 'fault':
          return desk.emit({
            kind: 'storage',
            phase: 'gap',
            message: `An observer failed in the page: ${describeError(told.error)}`,
            count: 1,
          });
        default:
          throw new TypeError('no such signal');
      }
    },
  };
}

/** What a user did may make a script create a queue, long after the last script element ran; leaving ends all looking. */
function observeHandlers(desk: Desk): void {
  const { window } = desk;
  // The page's own handlers come after this one.
  const lookAfter = () => void window.setTimeout(() => desk.command('look'));
  for (const name of ['click', 'submit']) desk.listen(window, name, lookAfter);
  desk.listen(window, 'pagehide', () => desk.command('look'));
}
