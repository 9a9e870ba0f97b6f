import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CookieRecord,
  cookieState,
  createCookieWitness,
  reachesHost,
  reachesPage,
} from '@/lib/witness/browser/cookies';
import { createSetCookieLog, parseSetCookie } from '@/lib/witness/browser/set-cookie';

const isTrackerCookie = (name: string) => name === 'customer_code';

const aCookie = (overrides: Partial<CookieRecord> = {}): CookieRecord => ({
  name: 'customer_code',
  value: 'cust_1',
  domain: '.shop.example',
  path: '/',
  hostOnly: false,
  secure: true,
  httpOnly: false,
  sameSite: 'lax',
  session: false,
  storeId: '0',
  expirationDate: 2_000_000_000.5,
  ...overrides,
});

const aWitness = (overwriteTellsOldValue: boolean) => createCookieWitness({ isTrackerCookie, overwriteTellsOldValue });

describe('the cookie witness', () => {
  it('tells a cookie as it was set, HttpOnly and partitioned ones too', () => {
    const cookie = aCookie({ httpOnly: true, partitionKey: { topLevelSite: 'https://shop.example' } });
    const report = aWitness(true).onChanged({ cookie, removed: false, cause: 'explicit' }, 5);
    expect(report).toEqual({
      kind: 'cookie',
      at: 5,
      phase: 'set',
      name: 'customer_code',
      value: 'cust_1',
      attributes: {
        domain: '.shop.example',
        path: '/',
        hostOnly: false,
        secure: true,
        httpOnly: true,
        sameSite: 'lax',
        partitioned: true,
        expiresAt: 2_000_000_000_500,
      },
      author: { kind: 'unknown' },
    });
  });

  it('leaves other cookies alone', () => {
    const cookie = aCookie({ name: 'session' });
    expect(aWitness(true).onChanged({ cookie, removed: false, cause: 'explicit' }, 5)).toBeUndefined();
  });

  it.each([
    ['Chromium, which tells the old value first', true, 'old'],
    ['Firefox, which tells the new one', false, 'new'],
  ])('joins an overwrite of %s', (_browser, tellsOld, toldFirst) => {
    const witness = aWitness(tellsOld);
    witness.onChanged({ cookie: aCookie({ value: 'old' }), removed: false, cause: 'explicit' }, 1);
    const half = witness.onChanged({ cookie: aCookie({ value: toldFirst }), removed: true, cause: 'overwrite' }, 2);
    const report = witness.onChanged({ cookie: aCookie({ value: 'new' }), removed: false, cause: 'explicit' }, 2);
    expect(half).toBeUndefined();
    expect(report).toMatchObject({ phase: 'set', value: 'new', previous: 'old' });
  });

  it('knows the old value of an overwrite in Chromium though it never saw it set', () => {
    const witness = aWitness(true);
    witness.onChanged({ cookie: aCookie({ value: 'old' }), removed: true, cause: 'overwrite' }, 2);
    const report = witness.onChanged({ cookie: aCookie({ value: 'new' }), removed: false, cause: 'explicit' }, 2);
    expect(report).toMatchObject({ previous: 'old' });
  });

  it('knows it in either browser from having looked', () => {
    const witness = aWitness(false);
    expect(witness.present(aCookie({ value: 'old' }), 1)).toMatchObject({ phase: 'present', value: 'old' });
    const report = witness.onChanged({ cookie: aCookie({ value: 'new' }), removed: false, cause: 'explicit' }, 2);
    expect(report).toMatchObject({ previous: 'old' });
  });

  it('does not take the same name of another host, path, store or partition for the old one', () => {
    const witness = aWitness(true);
    witness.present(aCookie(), 1);
    for (const other of [
      { domain: 'www.shop.example' },
      { path: '/a' },
      { storeId: '1' },
      { partitionKey: { topLevelSite: 'https://other.example' } },
    ]) {
      const report = witness.onChanged({ cookie: aCookie(other), removed: false, cause: 'explicit' }, 2);
      expect(report).not.toHaveProperty('previous');
    }
  });

  it.each([
    ['explicit', 'removed'],
    ['expired_overwrite', 'removed'],
    ['expired', 'expired'],
    ['evicted', 'removed'],
  ])('tells a removal by cause %s as %s, with the value that was', (cause, phase) => {
    const report = aWitness(true).onChanged({ cookie: aCookie(), removed: true, cause }, 2);
    expect(report).toMatchObject({ phase, value: '', previous: 'cust_1' });
    expect(report?.message !== undefined).toBe(cause === 'evicted');
  });

  it('gives a session cookie no end', () => {
    expect(cookieState(aCookie({ session: true })).attributes).not.toHaveProperty('expiresAt');
  });
});

describe('the cookies of a page', () => {
  const page = 'https://www.shop.example/signup/done';

  it('are those of its host, its parents and its paths', () => {
    expect(reachesPage(aCookie(), page)).toBe(true);
    expect(reachesPage(aCookie({ domain: 'www.shop.example', hostOnly: true }), page)).toBe(true);
    expect(reachesPage(aCookie({ domain: 'shop.example', hostOnly: true }), page)).toBe(false);
    expect(reachesPage(aCookie({ domain: '.p.example' }), page)).toBe(false);
    expect(reachesPage(aCookie({ path: '/signup' }), page)).toBe(true);
    expect(reachesPage(aCookie({ path: '/sign' }), page)).toBe(false);
  });

  it('include those partitioned under it, whoever set them', () => {
    const embedded = aCookie({ domain: 'tracker.example', partitionKey: { topLevelSite: 'https://shop.example' } });
    expect(reachesPage(embedded, page)).toBe(true);
    expect(reachesPage(embedded, 'https://other.example/')).toBe(false);
    expect(reachesPage({ ...embedded, partitionKey: { topLevelSite: 'x' } }, page)).toBe(false);
  });

  it('are none where there is no page', () => {
    expect(reachesPage(aCookie(), '')).toBe(false);
    expect(reachesHost(aCookie(), 'notshop.example')).toBe(false);
  });
});

describe('the Set-Cookie log', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const response = (value: string, at = 1000) => ({
    url: 'https://shop.example/',
    requestId: 'w:1',
    tabId: 3,
    at,
    headers: [['Set-Cookie', `customer_code=${value}; Path=/`]] as [string, string][],
  });
  const setter = { author: { kind: 'response', url: 'https://shop.example/', requestId: 'w:1' }, tabId: 3 };

  it('finds the response that set a value just before', async () => {
    const log = createSetCookieLog({ isTrackerCookie, waitMs: 0 });
    log.add(response('a'));
    expect(await log.find({ name: 'customer_code', value: 'a', at: 1100 })).toEqual(setter);
    expect(await log.find({ name: 'customer_code', value: 'b', at: 1100 })).toBeUndefined();
    expect(await log.find({ name: 'customer_code', value: 'a', at: 9000 })).toBeUndefined();
  });

  it('waits for one that is told after the cookie, and no longer than it may', async () => {
    const log = createSetCookieLog({ isTrackerCookie, waitMs: 200 });
    const late = log.find({ name: 'customer_code', value: 'a', at: 1000 });
    const never = log.find({ name: 'customer_code', value: 'b', at: 1000 });
    log.add(response('a', 1010));
    expect(await late).toEqual(setter);
    await vi.advanceTimersByTimeAsync(200);
    expect(await never).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for none where a script is known to have written it, be that told before or after', async () => {
    const log = createSetCookieLog({ isTrackerCookie, waitMs: 60_000 });
    const written = { name: 'customer_code', value: 'a', at: 1000 };
    const early = log.find({ ...written, at: 1010 });
    log.wroteByScript(written);
    expect(await early).toBeUndefined();
    expect(await log.find({ ...written, at: 1010 })).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
    log.add(response('a', 1020));
    expect(await log.find({ ...written, at: 1010 })).toEqual(setter);
  });

  it('waits as short as it is asked to', async () => {
    const log = createSetCookieLog({ isTrackerCookie, waitMs: 2000 });
    const never = log.find({ name: 'customer_code', value: 'b', at: 1000 }, 200);
    await vi.advanceTimersByTimeAsync(200);
    expect(await never).toBeUndefined();
  });

  it('reads a header as browsers do', () => {
    expect(parseSetCookie(' customer_code = "x=1" ; Path=/')).toEqual({ name: 'customer_code', value: 'x=1' });
    expect(parseSetCookie('bare')).toEqual({ name: '', value: 'bare' });
    expect(parseSetCookie('')).toEqual({ name: '', value: '' });
  });
});
