import { setTimeout as pause } from 'node:timers/promises';

/** The one way every driver waits: look again and again until it is so, and say what was seen when it never was. */

const LOOK_AGAIN_AFTER_MS = 40;

export type UntilOptions = { what: string; timeoutMs?: number };

/** What was read, or the error that reading ended in. */
type Look<T> = { value: T } | { error: unknown };

/** Reads until `isRight` accepts what was read, and returns that. */
export const until = async <T>(
  read: () => Promise<T> | T,
  isRight: (value: T) => boolean,
  { what, timeoutMs = 15_000 }: UntilOptions,
): Promise<T> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (isRight(value)) return value;
    if (performance.now() > deadline) {
      throw new Error(
        `Waited ${timeoutMs} ms in vain for ${what}. Last seen: ${JSON.stringify(value)?.slice(0, 2000)}`,
      );
    }
    await pause(LOOK_AGAIN_AFTER_MS);
  }
};

/** Like `until` for documents that may be replaced while they are read: an error counts as not yet. */
export const untilLoaded = async <T>(
  read: () => Promise<T>,
  isRight: (value: T) => boolean,
  options: UntilOptions,
): Promise<T> => {
  const look = await until(
    () =>
      read().then(
        (value): Look<T> => ({ value }),
        (error: unknown): Look<T> => ({ error: String(error) }),
      ),
    (seen) => 'value' in seen && isRight(seen.value),
    options,
  );
  if ('error' in look) throw look.error;
  return look.value;
};

/** Tries until it works, or fails with an error that counts; one that does not count is told once the time is over. */
export const untilWorks = async <T>(
  act: () => Promise<T>,
  counts: (error: unknown) => boolean,
  timeoutMs: number,
): Promise<T> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (counts(error) || performance.now() > deadline) throw error;
    }
    await pause(LOOK_AGAIN_AFTER_MS);
  }
};

/** Settles with the promise, or rejects when it takes too long. */
export const within = async <T>(promise: Promise<T>, { what, timeoutMs = 30_000 }: UntilOptions): Promise<T> => {
  const stop = new AbortController();
  const late = pause(timeoutMs, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`${what} took longer than ${timeoutMs} ms.`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined); // aborted: nobody waits for it any more
  }
};
