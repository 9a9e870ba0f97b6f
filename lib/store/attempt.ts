/** What it returns; undefined where it throws, as storage does that is full or refused. */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
