import type { CallContent } from '@/lib/model/observation';
import { follow, type Hook, listenIn } from './listen-in';
import { describe, getPrototypeOf, isObject, ownKeys, peek } from './natives';
import { count, facts, lookSoon, say, stack, tell, whenLooking } from './scene';
import { snapshot } from './snapshot';

const everyObject = Object.prototype;

/** Observes `window.affitor`: what stands there, what its methods are called with, and what comes of it. */
export function observeGlobal() {
  const name = facts.globalName;
  /** Methods running now: a wrapper of the page's own around one is one call, not two. */
  const running = new Set<string>();
  let current: unknown;
  let id = 0;

  const hookOf =
    (method: string): Hook =>
    (args) => {
      if (running.has(method)) return undefined;
      const callId = count();
      const sayCall = (phase: CallContent['phase'], more: Partial<CallContent>) =>
        say({ kind: 'call', phase, callId, method, ...more });
      const end = (phase: CallContent['phase'], value: unknown) => {
        sayCall(phase, { value: snapshot(value) });
        lookSoon();
      };
      // What it was called with is read first: a tracker may change it.
      sayCall('called', { args: args.map(snapshot), stack: stack() });
      running.add(method);
      return (result, threw) => {
        running.delete(method);
        end(threw ? 'threw' : 'returned', result);
        return follow(threw || result, (value, rejected) => end(rejected ? 'rejected' : 'resolved', value));
      };
    };

  const look = () => {
    const own = describe(window, name);
    const value = own?.get ?? own?.value;
    if (value !== current) id = count();
    current = value;
    if (!isObject(value)) return;
    const methods: string[] = [];
    // Its own methods, and those of its class.
    for (let at: object | null = value; at && at !== everyObject && !own?.get; at = getPrototypeOf(at)) {
      for (const key of ownKeys(at)) {
        const isMethod = typeof key === 'string' && key !== 'constructor' && typeof peek(value, key) === 'function';
        if (isMethod) methods.push(key);
      }
    }
    const deaf = methods.filter((method) => !listenIn(value, method, hookOf(method)));
    tell(name, { kind: 'global', id, hidden: !!own?.get, methods, state: own?.get ? null : snapshot(value), deaf });
  };
  whenLooking(look);

  /** Looks at once when another tracker stands on `window` than before. */
  return () => {
    if (describe(window, name)?.value !== current) look();
  };
}
