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

export function reportConsole(desk: Desk, { at, level, args, stack }: Extract<Signal, { kind: 'console' }>): void {
  const { consoleLine, scriptName } = desk.facts;
  const [first] = args;
  const prefixed = typeof first === 'string' && consoleLine.test(first);
  const ofTracker = () => stack.split('\n').some((line) => scriptName.test(line.replace(/(:\d+)*\)?$/, '')));
  if (!prefixed && !ofTracker()) return;
  desk.emit({ kind: 'console', level, text: lineOf(args), args, ...desk.stack(stack) }, at);
}
