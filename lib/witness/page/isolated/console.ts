import type { Json } from '@/lib/model/json';
import type { Signal } from '@/lib/witness/page/signal';
import { wellFormed } from './body';
import type { Desk } from './desk';

/** Reports the tracker's console lines, and the lines without its prefix that its script prints after them. */

const show = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The text as the console prints it: `%` directives filled in, styles left out. */
export function lineOf(args: Json[]): string {
  const rest = [...args];
  const first = rest.shift();
  const filled =
    typeof first === 'string'
      ? first.replace(/%([csdifoO%])/g, (directive, kind) => {
          if (kind === '%') return '%';
          if (!rest.length) return directive;
          const value = show(rest.shift());
          return kind === 'c' ? '' : value;
        })
      : show(first);
  return wellFormed([filled, ...rest.map(show)].join(' '));
}

/** True for a line of a stack that is in the tracker's own script. */
export const isTrackerFrame = (desk: Desk, line: string): boolean =>
  desk.facts.scriptName.test(line.replace(/(:\d+)*\)?$/, ''));

export function reportConsole(desk: Desk, { at, level, args, stack }: Extract<Signal, { kind: 'console' }>): void {
  const { consoleLine } = desk.facts;
  const [first] = args;
  const prefixed = typeof first === 'string' && consoleLine.test(first);
  if (!prefixed && !stack.split('\n').some((line) => isTrackerFrame(desk, line))) return;
  desk.emit({ kind: 'console', level, text: lineOf(args), args, ...desk.stack(stack) }, at);
}
