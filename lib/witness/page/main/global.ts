import type { CallContent } from '@/lib/model/observation';
import { follow, type Hook, listenIn } from './listen-in';
import { describe, getPrototypeOf, isObject, ownKeys } from './natives';
import type { Scene } from './scene';
import { snapshot } from './snapshot';

/** Observes `window.affitor`: what stands there, what its methods are called with, and what comes of it. */
export function observeGlobal(scene: Scene, itemOf: (method: string, args: unknown[]) => number | undefined) {
  const { say, count } = scene;
  const name = scene.facts.globalName;
  /** Methods running now: a wrapper of the page's own around one is one call, not two. */
  const running = new Set<string>();
  let current: unknown;
  let id = 0;

  const hookOf =
    (method: string): Hook =>
    (args) => {
      if (running.has(method)) return undefined;
      running.add(method);
      const callId = count();
      const tell = (phase: CallContent['phase'], more: Partial<CallContent>) =>
        say({ kind: 'call', phase, callId, method, ...more });
      const end = (phase: CallContent['phase'], value: unknown) => {
        tell(phase, { value: snapshot(value) });
        scene.lookSoon();
      };
      // What it was called with is read first: a tracker may change it.
      const called = { args: args.map(snapshot), stack: scene.stack(), queueItemId: itemOf(method, args) };
      tell('called', called as Partial<CallContent>);
      return (result, threw) => {
        running.delete(method);
        end(threw ? 'threw' : 'returned', result);
        return follow(scene, threw || result, (value, rejected) => end(rejected ? 'rejected' : 'resolved', value));
      };
    };

  const look = () => {
    const own = describe(window, name);
    const value = own?.get ?? own?.value;
    if (value !== current) id = count();
    current = value;
    if (!isObject(value)) return;
    const methods: string[] = [];
    const state = Object.create(null);
    // Own members, then those of its class, each under the name that wins.
    for (let at: object | null = value; at && !own?.get && getPrototypeOf(at); at = getPrototypeOf(at)) {
      for (const key of ownKeys(at)) {
        if (typeof key !== 'string' || key === 'constructor' || key in state || methods.includes(key)) continue;
        const member = describe(at, key)?.value;
        if (typeof member === 'function') methods.push(key);
        else state[key] = snapshot(member);
      }
    }
    const deaf = methods.filter((method) => !listenIn(scene, value, method, hookOf(method)));
    scene.tell(name, { kind: 'global', id, hidden: !!own?.get, methods, state, deaf });
  };
  scene.whenLooking(look);

  /** Looks at once when another tracker stands on `window` than before. */
  return () => {
    if (describe(window, name)?.value !== current) look();
  };
}
