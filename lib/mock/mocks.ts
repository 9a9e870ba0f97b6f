import { createKeptMock, type KeptMock, type Shelf } from './kept-mock';

/** The bundled mock as a tab sees it: one ledger for ordinary windows, kept; one for private windows, in memory only. */
export type MockOf = (tabId: number) => Promise<KeptMock>;

export type MocksOptions = {
  /** Where the ledger of ordinary windows is kept. */
  shelf: Shelf;
  /** Resolves to undefined when there is no such tab any more. */
  lookUpTab(tabId: number): Promise<{ isPrivate: boolean } | undefined>;
};

export function createMocks({ shelf, lookUpTab }: MocksOptions): MockOf {
  let kept: KeptMock | undefined;
  let secret: KeptMock | undefined;
  /** A tab stays in the kind of window it was opened in, and a routed page should not wait to be told again. */
  const isPrivate = new Map<number, boolean>();
  return async (tabId) => {
    const tab = isPrivate.has(tabId) ? undefined : await lookUpTab(tabId);
    if (tab) isPrivate.set(tabId, tab.isPrivate);
    // A tab that is gone already may have been private.
    if (isPrivate.get(tabId) ?? true) {
      secret ??= createKeptMock({ read: async () => undefined, write: async () => undefined });
      return secret;
    }
    kept ??= createKeptMock(shelf);
    return kept;
  };
}
