/**
 * The built-ins that our code in the page stands on, taken at document_start before the page can change them, and how
 * we read the page's values without running its code.
 */

export type AnyFunction = (...args: unknown[]) => unknown;

export const { apply, defineProperty: define, getOwnPropertyDescriptor: describe, getPrototypeOf, ownKeys } = Reflect;

export const Through = Proxy;
export const toText = Object.prototype.toString;
export const promiseThen = Promise.prototype.then;

export const call = (work: unknown, self: unknown, ...args: unknown[]): unknown =>
  apply(work as AnyFunction, self, args);

export const isObject = (value: unknown): value is object => Object(value) === value;

export const getter = (owner: object, name: string): unknown => describe(owner, name)?.get;

/** What a native getter or method says of `value`; undefined when `value` is not of its kind. */
export function brand(native: unknown, value: unknown, ...args: unknown[]): unknown {
  try {
    return apply(native as AnyFunction, value, args);
  } catch {
    return undefined;
  }
}

/** What a native getter of `owner` says of `value`. */
export const part = (owner: object, name: string, value: unknown): unknown => brand(getter(owner, name), value);

/** Reads a property without running anything: what only a getter knows stays unknown, or the getter stands for it. */
export function peek(value: unknown, key: PropertyKey, orGetter?: boolean): unknown {
  for (let at = value; isObject(at); at = getPrototypeOf(at)) {
    const found = describe(at, key);
    if (found) return found.value ?? (orGetter && found.get);
  }
  return undefined;
}
