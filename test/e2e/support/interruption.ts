/**
 * Settles when the process is asked to end. From the call on a signal no longer ends it, so whoever waits closes what
 * it opened and leaves nothing running.
 */
export const interruption = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
