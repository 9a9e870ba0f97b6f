import { type AnyFunction, apply, call, define, describe, ownKeys, peek, promiseThen, Through } from './natives';
import { busy, guard } from './scene';

/** The two ways we touch what is the page's: a function behind a Proxy, and a promise followed. */

const ours = new WeakSet<object>();

/**
 * Runs before the page's call, and must not show; what it returns runs after. When that gives something, the page gets
 * it for the call's result: only ever a promise that settles alike.
 */
export type Hook = (args: unknown[], self: object) => ((result: unknown, threw?: boolean) => unknown) | undefined;

/**
 * Hears of every call of a method, or of a property's setter, for as long as the document lives. The page's call is
 * made untouched; name, length and `[native code]` hold. A method that `owner` only inherits is shadowed on the object
 * itself, unlisted. False where the object does not allow it.
 */
export function listenIn(owner: object, name: PropertyKey, hook: Hook, slot: 'value' | 'set' = 'value'): boolean {
  const own = describe(owner, name);
  const native = own ? own[slot] : peek(owner, name);
  if (typeof native !== 'function') return false;
  if (ours.has(native)) return true;
  const heard = new Through(native as AnyFunction, {
    apply(target, self, args) {
      const after = busy ? undefined : guard(hook, args, self);
      let result: unknown;
      try {
        result = apply(target, self, args);
      } catch (error) {
        if (after) guard(after, error, true);
        throw error;
      }
      return (after && guard(after, result, false)) ?? result;
    },
  });
  ours.add(heard);
  return define(owner, name, { ...(own ?? { writable: true, configurable: true }), [slot]: heard });
}

/**
 * Hears how a promise settles. Handlers of ours on the page's promise would count as the page's, and swallow its
 * `unhandledrejection`; so the page is given the promise after our handlers, which settles with the very same value.
 * Undefined for anything but a native promise without properties of its own: that is left alone.
 */
export function follow(promise: unknown, settled: (value: unknown, rejected: boolean) => void): unknown {
  try {
    if (ownKeys(promise as object).length) return undefined;
    return call(
      promiseThen,
      promise,
      (value: unknown) => {
        guard(settled, value, false);
        return value;
      },
      (reason: unknown) => {
        guard(settled, reason, true);
        throw reason;
      },
    );
  } catch {
    return undefined;
  }
}
