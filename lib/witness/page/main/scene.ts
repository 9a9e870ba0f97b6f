import type { RawBody, Signal } from '@/lib/witness/page/signal';
import { createTrackerHosts } from '@/lib/witness/page/tracker-hosts';
import type { Reading } from './body';
import type { MainFacts } from './facts';
import { toJson } from './json';
import { brand, call, define, describe, getter } from './natives';
import { snapshot } from './snapshot';

/** What all observers in the page's own world share: the tracker's facts, the clock, and the way out. */

/** A signal to be said: dated now unless it says so itself, with a body that may still be read. */
type Said<T> = T extends unknown ? Omit<T, 'at' | 'body'> & { at?: number; body?: Reading } : never;

export type Scene = {
  facts: MainFacts;
  now(): number;
  /** Says it at once, and a body that the browser reads later in a signal of its own. */
  say(signal: Said<Signal>): void;
  /** Says a request that the page just made; returns its number. */
  request(request: Omit<Said<Extract<Signal, { kind: 'request' }>>, 'kind' | 'id' | 'stack'>): number;
  /** Says what is known by this name, when it is news. */
  tell(name: string, signal: Said<Signal>): void;
  /** True while our own code runs: what the page's code does for it is not observed, and cannot loop. */
  busy: boolean;
  /** Runs our own work beside the page's: what it throws is said, never passed on. */
  guard<T>(work: () => T): T | undefined;
  /** The URL of a string, URL or Request, when it goes to the tracker. */
  trackerUrl(input: unknown): string | undefined;
  /** Looks for what scripts left on `window` once the script that runs has ended, however often it is asked for. */
  lookSoon(): void;
  whenLooking(look: () => void): void;
  whenRevealed(install: () => void): void;
  stack(): string;
  /** A number for what needs one in this document. */
  count(): number;
};

const PageError = Error;
const soon = queueMicrotask;
const timer = performance;
const { now: clock, timeOrigin } = timer;
const urlHref = getter(URL.prototype, 'href');
const requestUrl = getter(Request.prototype, 'url');

export function createScene(facts: MainFacts, send: (text: string) => void) {
  const { add, trackerUrl } = createTrackerHosts(document, facts.hosts, facts.path);
  const told = new Map<string, string>();
  const looks: (() => void)[] = [];
  const installs: (() => void)[] = [];
  let looking = false;
  let counter = 0;

  const lookSoon = () => {
    if (looking) return;
    looking = true;
    soon(() => {
      looking = false;
      for (const look of looks) guard(look);
    });
  };

  const guard: Scene['guard'] = (work) => {
    const outer = scene.busy;
    scene.busy = true;
    try {
      return work();
    } catch (error) {
      // Nothing is thrown here: what cannot be said is lost.
      brand(say, scene, { kind: 'fault', error: snapshot(error) });
      return undefined;
    } finally {
      scene.busy = outer;
    }
  };

  const say: Scene['say'] = (signal) => {
    let { body } = signal as { body?: Reading };
    if (body && 'then' in body) {
      const id = count();
      void sayRead(id, body);
      body = { pending: id };
    }
    send(toJson({ at: scene.now(), ...signal, body }));
  };

  const sayRead = async (id: number, reading: Promise<RawBody>) => {
    let body: RawBody;
    try {
      body = await reading;
    } catch (error) {
      body = { reason: toJson(snapshot(error)) };
    }
    say({ kind: 'body', id, body });
  };

  const count = () => ++counter;

  const scene: Scene = {
    facts,
    busy: false,
    now: () => timeOrigin + (call(clock, timer) as number),
    say,
    tell(name, signal) {
      const text = toJson(signal);
      if (told.get(name) === text) return;
      told.set(name, text);
      say(signal);
    },
    request(request) {
      const id = count();
      say({ kind: 'request', id, stack: scene.stack(), ...request });
      lookSoon();
      return id;
    },
    guard,
    trackerUrl: (input) =>
      trackerUrl(typeof input === 'string' ? input : (brand(urlHref, input) ?? brand(requestUrl, input))),
    lookSoon,
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
    count,
  };

  return {
    scene,
    hear(command: string) {
      const [verb, host = ''] = command.split(' ');
      if (host) add(host, verb === 'whole-host');
      else if (verb === 'reveal') for (const install of installs.splice(0)) guard(install);
      // In the middle of our own work, what comes of it is not all there yet.
      else if (scene.busy) lookSoon();
      else for (const look of looks) guard(look);
    },
  };
}
