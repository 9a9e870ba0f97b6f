import { describe, expect, it } from 'vitest';
import type { CookieState } from '@/lib/model/session';
import type { CookieRecord } from '@/lib/witness/browser/cookies';
import { createOwnChanges } from '@/lib/witness/browser/own-changes';

const STATE: CookieState = { name: 'customer_code', value: 'cust_1', attributes: { path: '/shop' } };

const aReport = (overrides: Partial<CookieRecord> = {}): CookieRecord => ({
  name: 'customer_code',
  value: 'cust_1',
  domain: '.shop.example',
  path: '/shop',
  hostOnly: false,
  secure: true,
  httpOnly: false,
  sameSite: 'lax',
  session: false,
  storeId: '0',
  ...overrides,
});

describe('a change of a cookie that a panel asked for', () => {
  it('is known once, by name, path, store and value', () => {
    const own = createOwnChanges();
    own.expect(STATE, '0', false);
    const others = [{ name: 'other' }, { path: '/' }, { storeId: '1' }, { value: 'cust_2' }];
    expect(others.map((other) => own.take(aReport(other), false))).toEqual([false, false, false, false]);
    expect([own.take(aReport(), false), own.take(aReport(), false)]).toEqual([true, false]);
  });

  it('that removes it is known whatever the value was, and is no setting of it', () => {
    const own = createOwnChanges();
    own.expect(STATE, '0', true);
    expect([own.take(aReport(), false), own.take(aReport({ value: 'older' }), true)]).toEqual([false, true]);
  });

  it('is expected no more when it was not made, or does not come', () => {
    let now = 0;
    const own = createOwnChanges(() => now);
    own.expect(STATE, '0', false)();
    expect(own.take(aReport(), false)).toBe(false);
    own.expect(STATE, '0', false);
    now = 6000;
    expect(own.take(aReport(), false)).toBe(false);
  });
});
