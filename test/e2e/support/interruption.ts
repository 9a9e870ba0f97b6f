import type { ChildProcess } from 'node:child_process';

/** How what was started comes to its end even when whoever started it does not get to say so. */

/**
 * Settles when the process is asked to end. From the call on a signal no longer ends it, so whoever waits closes what
 * it opened and leaves nothing running.
 */
export const interruption = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

/** Ends the child with this process, should it crash before the child was closed. */
export const endWithProcess = (child: ChildProcess): void => {
  const end = () => {
    child.kill('SIGKILL');
  };
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
};
