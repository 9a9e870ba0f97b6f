import { apply, call, define, Through } from './natives';

type AnyFunction = (...args: unknown[]) => unknown;

const { bind, call: callNative } = Function.prototype;
const { forEach } = Array.prototype;

/**
 * A function that calls `record` with its arguments, then `native`, without a script frame of ours on the stack, so
 * that the console links each line to the page's own source in both browsers. Nothing but natives is called on the
 * way: a Proxy whose trap is a bound `call` (it drops `this`), over a bound `forEach` over two slots, whose callback is
 * a Proxy that hands out another native at each step through a getter. `forEach` returns undefined, as consoles do.
 */
export function frameless(native: AnyFunction, self: object, record: (args: unknown[]) => void): AnyFunction {
  let taken: unknown[] | undefined;
  // Page code that `record` meets may call the console too: until it ends, all is as before this call.
  const before = (_target: unknown, args: unknown[]) => {
    record(args);
    taken = args;
  };
  const step = new Through(() => {}, {
    get apply() {
      if (!taken) return before;
      const args = taken;
      taken = undefined;
      return call(bind, apply, null, native, self, args) as () => unknown;
    },
  });
  const target = call(bind, forEach, [0, 0], step) as AnyFunction;
  for (const key of ['name', 'length'] as const) define(target, key, { value: native[key], configurable: true });
  return new Through(target, { apply: call(bind, callNative, callNative) as () => unknown });
}
