import type { ObservationContent, Report } from '@/lib/model/observation';
import type { Command } from '@/lib/witness/page/signal';
import { createTrackerHosts, type TrackerHosts } from '@/lib/witness/page/tracker-hosts';
import type { IsolatedFacts } from './facts';
import { createPageClock, type PageClock } from './page-clock';

/** What the observers beside the page share. They see its document, and hear what the page's own world tells. */

export type PageWindow = Window & typeof globalThis;

export type Desk = TrackerHosts & {
  window: PageWindow;
  facts: IsolatedFacts;
  clock: PageClock;
  /** Hosts that the user named as the tracker's. */
  named: Set<string>;
  /** `at` is the page's time, as its signals give it; what is reported is dated by the system. */
  emit(content: ObservationContent, at?: number): void;
  command(command: Command): void;
  /** A tracker showed up; `apiHost` is wholly its own, `scriptHost` serves it among other things. */
  reveal(apiHost?: string, scriptHost?: string): void;
  /** Listens before the page does, and goes on after `document.open()`, which removes all listeners. */
  listen(target: EventTarget, name: string, hear: (event: Event) => void, capture?: boolean): void;
  listenAgain(): void;
  stack(text: unknown): { stack?: string };
};

export type DeskExit = {
  report(report: Report): void;
  /** At the first sign of a tracker, and whenever a host of its own becomes known. */
  reveal(hosts: string[]): void;
  command(command: Command): void;
};

/** Firefox gives an extension's script in the page's world no address. */
const OURS_IN_FIREFOX = '@<anonymous code>:';

export function createDesk(window: PageWindow, facts: IsolatedFacts, exit: DeskExit, signal: AbortSignal): Desk {
  const { performance, document } = window;
  const clock = createPageClock(
    () => performance.timeOrigin + performance.now(),
    () => Date.now(),
  );
  const hosts = createTrackerHosts(document, facts.hosts, facts.path);
  const adds: (() => void)[] = [];
  let revealed = false;

  const desk: Desk = {
    ...hosts,
    window,
    facts,
    clock,
    named: new Set(),
    emit(content, at = clock.now()) {
      clock.notice();
      exit.report({ ...content, at: clock.systemTimeOf(at) });
    },
    command: exit.command,
    reveal(apiHost, scriptHost) {
      const fresh = apiHost && hosts.add(apiHost, true) ? [apiHost] : [];
      for (const host of fresh) desk.command(`whole-host ${host}`);
      if (scriptHost && hosts.add(scriptHost, false)) desk.command(`host ${scriptHost}`);
      if (revealed && !fresh.length) return;
      exit.reveal(fresh);
      if (revealed) return;
      revealed = true;
      desk.command('reveal');
      desk.command('look');
    },
    listen(target, name, hear, capture = true) {
      // The same listener added twice is heard once.
      const add = () => target.addEventListener(name, hear, { capture, signal });
      adds.push(add);
      add();
    },
    listenAgain() {
      for (const add of adds) add();
    },
    stack(text) {
      const lines = String(text ?? '').split('\n');
      const isPages = (line: string) =>
        line !== 'Error' && line !== '' && !line.includes(facts.home) && !line.includes(OURS_IN_FIREFOX);
      const stack = lines.filter(isPages).join('\n');
      return stack ? { stack } : {};
    },
  };
  return desk;
}
