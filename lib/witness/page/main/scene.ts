import type { Signal } from '@/lib/witness/page/signal';
import { createTrackerHosts } from '@/lib/witness/page/tracker-hosts';
import type { MainFacts } from './facts';
import { toJson } from './json';
import { brand, call, define, describe, getter } from './natives';
import { snapshot } from './snapshot';

/** What all observers in the page's own world share: its window, the tracker's facts, the clock, and the way out. */

export type PageWindow = Window & typeof globalThis;
type Distribute<T> = T extends unknown ? Omit<T, 'at'> & { at?: number } : never;

export type Scene = {
  window: PageWindow;
  facts: MainFacts;
  now(): number;
  say(signal: Distribute<Signal>): void;
  /** True while our own code runs: what the page's code does for it is not observed, and cannot loop. */
  busy: boolean;
  /** Runs our own work beside the page's: what it throws is said, never passed on. */
  guard<T>(work: () => T): T | undefined;
  /** The URL of a string, URL or Request, when it goes to the tracker. */
  trackerUrl(input: unknown): string | undefined;
  /** Looks for what scripts left on `window`. */
  look(): void;
  /** The same once the script that runs has ended, however often it is asked for. */
  lookSoon(): void;
  whenLooking(look: () => void): void;
  whenRevealed(install: () => void): void;
  stack(): string;
  /** A number for what needs one in this document. */
  count(): number;
  undos: (() => void)[];
};

const PageError = Error;
const soon = queueMicrotask;
const clock = performance.now;
const urlHref = getter(URL.prototype, 'href');
const requestUrl = getter(Request.prototype, 'url');

export function createScene(window: PageWindow, facts: MainFacts, send: (text: string) => void) {
  const { performance } = window;
  const origin = performance.timeOrigin;
  const { add, trackerUrl } = createTrackerHosts(window.document, facts.hosts, facts.path);
  const looks: (() => void)[] = [];
  const installs: (() => void)[] = [];
  let looking = false;
  let counter = 0;

  const scene: Scene = {
    window,
    facts,
    busy: false,
    undos: [],
    now: () => origin + (call(clock, performance) as number),
    say: (signal) => send(toJson({ at: scene.now(), ...signal })),
    guard(work) {
      const outer = scene.busy;
      scene.busy = true;
      try {
        return work();
      } catch (error) {
        // Nothing is thrown here: what cannot be said is lost.
        brand(scene.say, scene, { kind: 'fault', error: snapshot(error) });
        return undefined;
      } finally {
        scene.busy = outer;
      }
    },
    trackerUrl: (input) =>
      trackerUrl(typeof input === 'string' ? input : (brand(urlHref, input) ?? brand(requestUrl, input))),
    look() {
      for (const look of looks) scene.guard(look);
    },
    lookSoon() {
      if (looking) return;
      looking = true;
      soon(() => {
        looking = false;
        scene.look();
      });
    },
    whenLooking: (look) => void looks.push(look),
    whenRevealed: (install) => void installs.push(install),
    stack() {
      // A page's own formatter of stacks would run, and run for us, if it stayed in place.
      const formatter = describe(PageError, 'prepareStackTrace');
      if (formatter) define(PageError, 'prepareStackTrace', { ...formatter, value: undefined });
      const { stack } = new PageError();
      if (formatter) define(PageError, 'prepareStackTrace', formatter);
      return String(stack);
    },
    count: () => ++counter,
  };

  return {
    scene,
    hear(command: string) {
      const [verb, host = ''] = command.split(' ');
      if (verb === 'look') scene.look();
      else if (verb === 'reveal') for (const install of installs.splice(0)) scene.guard(install);
      else add(host, verb === 'whole-host');
    },
  };
}
