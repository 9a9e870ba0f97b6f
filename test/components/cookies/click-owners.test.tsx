import { beforeEach, describe, expect, it } from 'vitest';
import { clickOwnersOf } from '@/components/cookies/click-owners';
import { changesOf } from '@/components/cookies/cookie-changes';
import type { Entry } from '@/lib/model/entry';
import { timelineOf } from '@/lib/timeline/timeline';
import { aCookie, aNavigation, resetEntries } from '@/test/fixtures/entries';

const DAY_MS = 86_400_000;
const START = 1_760_000_000_000;
const id = (at: number) => `cust_42_${at}`;
const landing = (partner: string, at: number) => aNavigation({ url: `https://shop.example.com/?ref=${partner}`, at });

/** The owners that a recording shows of a cookie that now holds `value` for 60 days from `at`. */
function ownersOf(entries: Entry[], value: string, at: number) {
  const expiresAt = at + 60 * DAY_MS;
  const cookie = { name: 'customer_code', value, attributes: { domain: '.example.com', expiresAt } };
  const timeline = timelineOf(entries);
  return clickOwnersOf(timeline, changesOf(timeline, cookie), cookie, at + 1000);
}

beforeEach(resetEntries);

describe('who owns the click', () => {
  it('is the partner of the last link, after whoever had it before', () => {
    const second = START + 16 * DAY_MS;
    const entries = [
      landing('devtools-weekly', START - 500),
      aCookie({ value: id(START), at: START }),
      landing('maya-reviews', second - 500),
      aCookie({ value: id(second), previous: id(START), action: 'changed', at: second }),
    ];
    expect(ownersOf(entries, id(second), second)).toEqual([
      {
        value: id(START),
        partner: 'devtools-weekly',
        ours: false,
        from: START,
        until: second,
        expiresAt: START + 60 * DAY_MS,
        isCurrent: false,
      },
      {
        value: id(second),
        partner: 'maya-reviews',
        ours: false,
        from: second,
        until: second + 60 * DAY_MS,
        expiresAt: second + 60 * DAY_MS,
        isCurrent: true,
      },
    ]);
  });

  it('reaches back to the click that an identifier tells of, without a name for its partner', () => {
    const now = START + 10 * DAY_MS;
    const [owner] = ownersOf([aCookie({ value: id(START), action: 'present', at: now })], id(START), now);
    expect(owner).toMatchObject({ from: START, isCurrent: true });
    expect(owner).not.toHaveProperty('partner');
  });

  it('names an owner whom the recording knows only as what was overwritten', () => {
    const now = START + DAY_MS;
    const change = aCookie({ value: id(now), previous: id(START), action: 'changed', at: now });
    expect(ownersOf([landing('maya-reviews', now - 10), change], id(now), now)).toMatchObject([
      { value: id(START), from: START, until: now },
      { value: id(now), partner: 'maya-reviews', from: now },
    ]);
  });

  it('is not changed by a page that finds the cookie, nor by a write that was refused', () => {
    const entries = [
      landing('maya-reviews', START - 10),
      aCookie({ value: id(START), at: START }),
      aCookie({ value: id(START), action: 'present', at: START + 1000 }),
      aCookie({ value: id(START + 5), action: 'refused', at: START + 2000 }),
    ];
    expect(ownersOf(entries, id(START), START)).toHaveLength(1);
  });

  it('is nobody between the end of one cookie and the next', () => {
    const later = START + DAY_MS;
    const entries = [
      aCookie({ value: id(START), at: START }),
      aCookie({ value: '', previous: id(START), action: 'removed', at: START + 1000 }),
      aCookie({ value: id(later), at: later }),
    ];
    expect(ownersOf(entries, id(later), later)).toMatchObject([{ until: START + 1000 }, { from: later }]);
  });

  it('is the user where the panel wrote the cookie, whatever link was followed before', () => {
    const entries = [
      landing('maya-reviews', START - 10),
      aCookie({ value: id(START), at: START, author: { kind: 'extension' } }),
    ];
    const [owner] = ownersOf(entries, id(START), START);
    expect(owner).toMatchObject({ ours: true });
    expect(owner).not.toHaveProperty('partner');
  });

  it('is not asked of a cookie that names no customer', () => {
    const timeline = timelineOf([]);
    const cookie = { name: 'affiliate_url', value: 'https://shop.example.com/', attributes: {} };
    expect(clickOwnersOf(timeline, [], cookie, START)).toEqual([]);
  });
});
