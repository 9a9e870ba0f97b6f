import type { Signal } from '@/lib/witness/page/signal';
import type { Desk } from './desk';
import { describeError } from './requests';

/** Reports errors that nobody caught where they name the tracker, as the browser's console shows them. */
export function reportUncaught(desk: Desk, { at, error }: Extract<Signal, { kind: 'failure' }>): void {
  const { globalName, methods } = desk.facts;
  const text = describeError(error);
  const names = (name: string) => new RegExp(`\\b${name}\\b`).test(text);
  // A page may call something else by a method's name; nothing but the tracker is called so.
  if (names(globalName)) desk.reveal();
  else if (!methods.some(names)) return;
  desk.emit({ kind: 'console', level: 'error', text: `Uncaught ${text}`, args: [error] }, at);
}
