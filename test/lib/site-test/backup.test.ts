import { describe, expect, it } from 'vitest';
import {
  cookiesToRestore,
  deleteDetails,
  isTrackerCookieOf,
  parseCookies,
  parseRuns,
  restoreDetails,
} from '@/lib/site-test/backup';
import { aCookieRecord, aRun } from './support';

describe('a stored test', () => {
  it('is read back as it was written', () => {
    expect(parseRuns(JSON.parse(JSON.stringify([aRun()])))).toEqual([aRun()]);
  });

  it.each([undefined, null, 'text', {}, [{ version: 2 }], [{ ...aRun(), cookies: [{ name: 'customer_code' }] }]])(
    'is left out where it is none: %j',
    (stored) => {
      expect(parseRuns(stored)).toEqual([]);
    },
  );

  it('gives back only the tracker’s cookies of its own site and jar that have not run out', () => {
    const own = aCookieRecord();
    const run = aRun({
      cookies: [
        own,
        aCookieRecord({ name: 'session_id' }),
        aCookieRecord({ domain: '.elsewhere.org' }),
        aCookieRecord({ storeId: '1' }),
        aCookieRecord({ expirationDate: 10 }),
      ],
    });
    expect(cookiesToRestore(run, 11_000)).toEqual([own]);
  });
});

describe('a cookie of the site', () => {
  it.each([
    ['of the whole domain', aCookieRecord(), true],
    ['of one host', aCookieRecord({ domain: 'app.example.com', hostOnly: true }), true],
    ['of another site', aCookieRecord({ domain: 'example.org' }), false],
    [
      'in a partition of the site',
      aCookieRecord({ domain: 'x.org', partitionKey: { topLevelSite: 'https://example.com' } }),
      true,
    ],
    ['in a partition of another', aCookieRecord({ partitionKey: { topLevelSite: 'https://x.org' } }), false],
    ['of another name', aCookieRecord({ name: 'sid' }), false],
  ])('%s', (_, cookie, expected) => {
    expect(isTrackerCookieOf('example.com', cookie)).toBe(expected);
  });
});

describe('what the browser’s API is given', () => {
  it('keeps parts of seconds', () => {
    expect(restoreDetails(aCookieRecord())).toMatchObject({
      url: 'https://example.com/',
      domain: '.example.com',
      expirationDate: 1_790_000_000.125,
    });
  });

  it('names no domain for a host’s own cookie, and no end for a session’s', () => {
    const cookie = aCookieRecord({
      domain: 'shop.example.com',
      hostOnly: true,
      session: true,
      path: '/a',
      secure: false,
    });
    const { expirationDate: _, ...forSession } = cookie;
    const details = restoreDetails(forSession);
    expect(details).toMatchObject({ url: 'http://shop.example.com/a' });
    expect(details).not.toHaveProperty('domain');
    expect(details).not.toHaveProperty('expirationDate');
  });

  it('keeps the whole key of a partition, for writing and for deleting', () => {
    const partitionKey = { topLevelSite: 'https://example.com', hasCrossSiteAncestor: true };
    const cookie = aCookieRecord({ partitionKey });
    expect(restoreDetails(cookie)).toMatchObject({ partitionKey });
    expect(deleteDetails(cookie)).toMatchObject({ partitionKey, name: 'customer_code' });
    expect(deleteDetails(aCookieRecord({ partitionKey: null }))).not.toHaveProperty('partitionKey');
  });

  it('takes only what has the form of a cookie from the browser', () => {
    expect(parseCookies([aCookieRecord(), { name: 'x' }])).toEqual([aCookieRecord()]);
  });
});
