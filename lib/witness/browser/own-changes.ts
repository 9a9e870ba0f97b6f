import type { CookieState } from '@/lib/model/session';
import type { CookieRecord } from './cookies';

/** Which reports of the cookies API are of changes that a panel asked for. */
export type OwnChanges = {
  /** Call before the change is made: the report may come before the answer. Returns the undo. */
  expect(cookie: CookieState, storeId: string, removed: boolean): () => void;
  /** Whether this report is of an expected change; each is taken once. */
  take(cookie: CookieRecord, removed: boolean): boolean;
};

const EXPECTED_MS = 5000;

export function createOwnChanges(now: () => number = Date.now): OwnChanges {
  let expected: { cookie: CookieState; storeId: string; removed: boolean; at: number }[] = [];
  return {
    expect(cookie, storeId, removed) {
      const change = { cookie, storeId, removed, at: now() };
      expected.push(change);
      return () => {
        expected = expected.filter((other) => other !== change);
      };
    },
    take({ name, value, path, storeId }, removed) {
      expected = expected.filter(({ at }) => now() - at < EXPECTED_MS);
      const found = expected.find(
        (change) =>
          change.removed === removed &&
          change.storeId === storeId &&
          change.cookie.name === name &&
          (change.cookie.attributes.path ?? '/') === path &&
          (removed || change.cookie.value === value),
      );
      expected = expected.filter((change) => change !== found);
      return found !== undefined;
    },
  };
}
