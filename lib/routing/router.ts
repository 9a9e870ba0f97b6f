import { routeBeacon } from './route-beacon';
import { routeFetch } from './route-fetch';
import { routeXhr } from './route-xhr';
import type { RoutedAnswer, RoutedCall } from './routed-call';

/**
 * In the page's own world of a routed tab: answers what the page sends to the tracker from the mock, with no network.
 * Runs only while some tab is routed; in a tab that is not, every call goes on to the browser.
 */
export type Scope = Window & typeof globalThis;

export type Router = {
  scope: Scope;
  /** The absolute URL when this goes to the tracker. */
  trackerUrl(input: unknown): string | undefined;
  /** False at once where it is known that the tab is not routed; until the relay has said, nobody knows. */
  mayBeRouted(): boolean;
  /** True at once where it is known that the tab is routed. */
  isKnownToBeRouted(): boolean;
  isRouted(): Promise<boolean>;
  /** Where the page's code stands; asked for before anything is awaited. */
  stack(): string;
  ask(call: Omit<RoutedCall, 'id'>): Promise<RoutedAnswer>;
};

export type RouterOptions = {
  scope: Scope;
  trackerUrl: Router['trackerUrl'];
  /** The document carries the mark that its response was given on the way. */
  isMarked: boolean;
  send(text: string): void;
};

/** Returns what the relay's words go to. */
export function installRouter({ scope, trackerUrl, isMarked, send }: RouterOptions): (text: unknown) => void {
  let state: 'unknown' | 'routed' | 'not-routed' = isMarked ? 'routed' : 'unknown';
  let lastId = 0;
  const waiting = new Map<number, (answer: RoutedAnswer) => void>();
  let tellKnown: (routed: boolean) => void = () => {};
  const known = new Promise<boolean>((resolve) => {
    tellKnown = resolve;
  });

  const router: Router = {
    scope,
    trackerUrl,
    mayBeRouted: () => state !== 'not-routed',
    isKnownToBeRouted: () => state === 'routed',
    isRouted: () => (state === 'unknown' ? known : Promise.resolve(state === 'routed')),
    stack: () => String(new Error().stack),
    ask(call) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        send(JSON.stringify({ ...call, id }));
      });
    },
  };
  routeFetch(router);
  routeXhr(router);
  routeBeacon(router);

  return (text) => {
    const told: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    if (typeof told !== 'object' || told === null) return;
    if ('routed' in told) {
      state = told.routed ? 'routed' : 'not-routed';
      tellKnown(state === 'routed');
    } else if ('id' in told && 'answer' in told) {
      const id = told.id as number;
      waiting.get(id)?.(told.answer as RoutedAnswer);
      waiting.delete(id);
    }
  };
}
