/**
 * Functions that run in a page, a panel or the browser itself travel as text. They may use nothing from around them
 * but their arguments, which travel as JSON.
 */

export type Remote<A extends unknown[], T> = (...args: A) => T | Promise<T>;

/** An expression that calls the function. Transpilers may wrap inner functions in `__name`, which we bring along. */
export const callText = (fn: (...args: never[]) => unknown, args: readonly unknown[]): string =>
  `((__name) => (${fn})(...${JSON.stringify(args)}))((f) => f)`;
