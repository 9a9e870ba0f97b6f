import { frameless } from './frameless';
import { type AnyFunction, define, describe } from './natives';
import { busy, facts, guard, now, say, stack } from './scene';
import { snapshot } from './snapshot';

/** Observes the tracker's console lines, once a tracker showed up. Until then the console is the untouched native. */

/** How long after a line of the tracker's its detail lines, which carry no prefix, are looked for. */
const DETAIL_MS = 50;

export function observeConsole(): void {
  const target = console;
  let lastAt = 0;

  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const native = describe(target, level);
    if (typeof native?.value !== 'function') continue;
    const heard = frameless(native.value as AnyFunction, target, (args) => {
      if (busy) return;
      guard(() => {
        const [first] = args;
        const at = now();
        if (typeof first === 'string' && facts.consoleLine.test(first)) lastAt = at;
        else if (at > lastAt + DETAIL_MS) return;
        say({ kind: 'console', at, level, args: args.map(snapshot), stack: stack() });
      });
    });
    define(target, level, { ...native, value: heard });
  }
}
