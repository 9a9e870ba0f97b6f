import type { CallContent } from '@/lib/model/observation';
import { toJson } from './json';
import { follow, type Hook, listenIn } from './listen-in';
import { describe, getPrototypeOf, isObject, ownKeys } from './natives';
import type { Scene } from './scene';
import { snapshot } from './snapshot';

/** Observes `window.affitor`: when it appears, what its methods are called with, and what comes of it. */
export function observeGlobal(scene: Scene, itemOf: (method: string, args: unknown[]) => number | undefined) {
  const { window, say, count } = scene;
  const name = scene.facts.globalName;
  /** Methods running now: a wrapper of the page's own around one is one call, not two. */
  const running = new Set<string>();
  let current: unknown;
  let lastState = '';

  const hookOf =
    (method: string): Hook =>
    (args) => {
      if (running.has(method)) return undefined;
      running.add(method);
      const callId = count();
      const queueItemId = itemOf(method, args);
      // What it was called with is read first: a tracker may change it.
      const called = { kind: 'call', phase: 'called', callId, method, args: args.map(snapshot) } as const;
      say({ ...called, stack: scene.stack(), queueItemId } as never);
      const end = (phase: CallContent['phase'], value: unknown) => {
        say({ kind: 'call', phase, callId, method, value: snapshot(value) });
        scene.lookSoon();
      };
      return (result, threw) => {
        running.delete(method);
        end(threw ? 'threw' : 'returned', result);
        return threw
          ? undefined
          : follow(scene, result, (value, rejected) => end(rejected ? 'rejected' : 'resolved', value));
      };
    };

  const look = () => {
    const own = describe(window, name);
    if (!own) return;
    const value = own.get ?? own.value;
    const fresh = value !== current;
    current = value;
    if (own.get || !isObject(value)) {
      if (fresh) say({ kind: 'global', fresh });
      return;
    }
    const methods: string[] = [];
    const state = Object.create(null);
    // Own members, then those of its class, each under the name that wins.
    for (let at: object | null = value; at && getPrototypeOf(at); at = getPrototypeOf(at)) {
      for (const key of ownKeys(at)) {
        if (typeof key !== 'string' || key === 'constructor' || key in state || methods.includes(key)) continue;
        const member = describe(at, key)?.value;
        if (typeof member === 'function') methods.push(key);
        else state[key] = snapshot(member);
      }
    }
    const deaf = methods.filter((method) => !listenIn(scene, value, method, hookOf(method)));
    const stateText = toJson([methods, state]);
    if (fresh || stateText !== lastState) say({ kind: 'global', fresh, methods, state, deaf });
    lastState = stateText;
  };
  scene.whenLooking(look);

  /** Looks at once when another tracker stands on `window` than before. */
  return () => {
    if (describe(window, name)?.value !== current) look();
  };
}
