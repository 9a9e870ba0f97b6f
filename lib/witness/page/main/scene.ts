import type { Snapshot } from '@/lib/model/json';
import type { RawBody, Signal } from '@/lib/witness/page/signal';
import { createTrackerHosts, type TrackerHosts } from '@/lib/witness/page/tracker-hosts';
import type { Reading } from './body';
import type { MainFacts } from './facts';
import { toJson } from './json';
import { brand, call, describe, getter, promiseThen } from './natives';
import { snapshot } from './snapshot';

/**
 * What all observers in the page's own world share: the tracker's facts, the clock, and the way out. There is one page
 * to a realm, and this module is evaluated once in it; that it holds its state itself spares every page the bytes.
 */

/** A signal to be said: dated now unless it says so itself, with a body that may still be read. */
type Said<T> = T extends unknown ? Omit<T, 'at' | 'body'> & { at?: number; body?: Reading } : never;

const PageError = Error;
const soon = queueMicrotask;
const timer = performance;
const { now: clock, timeOrigin } = timer;
const urlHref = getter(URL.prototype, 'href');
const requestUrl = getter(Request.prototype, 'url');

const told = new Map<string, string>();
const looks: (() => void)[] = [];
let send: (text: string) => void;
let hosts: TrackerHosts;
let looking = false;
let counter = 0;

export let facts: MainFacts;
/** A tracker showed up. */
export let revealed = false;
/** True while our own code runs: what the page's code does for it is not observed, and cannot loop. */
export let busy = false;

export function openScene(known: MainFacts, out: (text: string) => void): void {
  facts = known;
  send = out;
  hosts = createTrackerHosts(document, known.hosts, known.path);
}

/** A number for what needs one in this document. */
export const count = (): number => ++counter;

export const now = (): number => timeOrigin + (call(clock, timer) as number);

/** Runs our own work beside the page's, with what it takes: what it throws is said, never passed on. */
export function guard<T>(work: () => T): T | undefined;
export function guard<T, A, B>(work: (a: A, b: B) => T, a: A, b: B): T | undefined;
export function guard<T>(work: (a: unknown, b: unknown) => T, a?: unknown, b?: unknown): T | undefined {
  const outer = busy;
  busy = true;
  try {
    return work(a, b);
  } catch (error) {
    // Nothing is thrown here: what cannot be said is lost.
    brand(say, undefined, { kind: 'fault', error: snapshot(error) });
    return undefined;
  } finally {
    busy = outer;
  }
}

/** Says it at once, and a body that the browser reads later in a signal of its own. */
export function say(signal: Said<Signal>): void {
  let { body } = signal as { body?: Reading };
  if (body && 'then' in body) {
    const id = count();
    const sayRead = (read: RawBody) => guard(() => say({ kind: 'body', id, body: read }));
    call(promiseThen, body, sayRead, (error: unknown) => sayRead({ reason: toJson(snapshot(error)) }));
    body = { pending: id };
  }
  send(toJson({ at: now(), ...signal, body }));
}

/** Says what is known by this name, when it is news. */
export function tell(name: string, signal: Said<Signal>): void {
  const text = toJson(signal);
  if (told.get(name) === text) return;
  told.set(name, text);
  say(signal);
}

/** Where the page's code stands. A page's own formatter of stacks would run, and run for us. */
export const stack = (): string => (describe(PageError, 'prepareStackTrace') ? '' : String(new PageError().stack));

/** Says a request that the page just made; returns its number. */
export function sayRequest(request: Omit<Said<Extract<Signal, { kind: 'request' }>>, 'kind' | 'id' | 'stack'>): number {
  const id = count();
  say({ kind: 'request', id, stack: stack(), ...request });
  lookSoon();
  return id;
}

/** Says what came back. */
export function sayAnswer(
  id: number,
  url: unknown,
  part: (name: string) => unknown,
  headers: Snapshot,
  body: Reading,
): void {
  const head = { url: snapshot(url), status: snapshot(part('status')), statusText: snapshot(part('statusText')) };
  say({ kind: 'response', id, ...head, headers, body });
}

export const sayFailure = (id: number, error: unknown): void => say({ kind: 'failure', id, error: snapshot(error) });

/** The URL of a string, URL or Request, when it goes to the tracker. */
export const trackerUrl = (input: unknown): string | undefined =>
  hosts.trackerUrl(typeof input === 'string' ? input : (brand(urlHref, input) ?? brand(requestUrl, input)));

const look = () => {
  looking = false;
  for (const one of looks) guard(one);
};

/** Looks for what scripts left on `window` once the script that runs has ended, however often it is asked for. */
export function lookSoon(): void {
  if (!looking) soon(look);
  looking = true;
}

export const whenLooking = (one: () => void): void => void looks.push(one);

/** A command from beside the page. `installs` are the observers that wait for a tracker to show up. */
export function hear(command: string, installs: (() => void)[]): void {
  const [verb, host] = command.split(' ');
  if (host) hosts.add(host, verb === 'whole-host');
  else if (verb === 'reveal') {
    revealed = true;
    for (const install of installs) guard(install);
  }
  // In the middle of our own work, what comes of it is not all there yet.
  else if (busy) lookSoon();
  else look();
}
