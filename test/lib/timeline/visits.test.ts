import { describe, expect, it } from 'vitest';
import { timelineOf } from '@/lib/timeline/timeline';
import { landingOf, lastVisit, pagesOf, visitsOf } from '@/lib/timeline/visits';
import { aCookie, aLead, aNavigation, aQueueItem } from '@/test/fixtures/entries';

const LANDING = 'https://shop.example.com/?ref=maya';

describe('visits', () => {
  it('begin at each landing with a partner’s parameter', () => {
    const before = aCookie();
    const first = aNavigation({ url: LANDING, documentId: 'doc-1' });
    const signup = aNavigation({ url: 'https://shop.example.com/signup', documentId: 'doc-2' });
    const second = aNavigation({ url: 'https://shop.example.com/?aff=ken', documentId: 'doc-3' });
    const lead = aLead();
    const visits = visitsOf(timelineOf([before, first, signup, second, lead]));
    expect(visits.map(({ landing, entries }) => [landing?.url, entries.length])).toEqual([
      [undefined, 1],
      [LANDING, 2],
      ['https://shop.example.com/?aff=ken', 2],
    ]);
    expect(lastVisit(timelineOf([before, first, signup, second, lead])).entries).toEqual([second, lead]);
  });

  it('do not begin at a reload, a return or a route of the landing page', () => {
    const landing = aNavigation({ url: LANDING });
    const again = (['reload', 'back-forward', 'bfcache', 'push'] as const).map((navigationCause) =>
      aNavigation({ url: LANDING, navigationCause }),
    );
    expect(visitsOf(timelineOf([landing, ...again]))).toHaveLength(1);
  });

  it('begin at a landing whose parameter a redirect lost', () => {
    const landing = aNavigation({ url: 'https://shop.example.com/', redirects: [LANDING] });
    expect(lastVisit(timelineOf([landing])).landing).toBe(landing);
    expect(landingOf(landing).map(({ code }) => code)).toEqual(['maya']);
  });

  it('are the whole recording where there is no landing, and none where there is nothing', () => {
    const entries = [aNavigation(), aLead()];
    expect(lastVisit(timelineOf(entries))).toEqual({ entries, startsAt: entries[0]?.at });
    expect(visitsOf(timelineOf([]))).toEqual([]);
    expect(lastVisit(timelineOf([])).entries).toEqual([]);
  });

  it('do not begin in a frame', () => {
    expect(lastVisit(timelineOf([aNavigation({ url: LANDING, frameId: 3 })])).landing).toBeUndefined();
  });
});

describe('pagesOf', () => {
  it('groups entries under the top-level page they follow', () => {
    const early = aQueueItem();
    const page = aNavigation({ url: LANDING });
    const inFrame = aNavigation({ frameId: 2 });
    const left = aNavigation({ navigationCause: 'unload', url: LANDING });
    const next = aNavigation({ url: 'https://shop.example.com/welcome' });
    const groups = pagesOf([early, page, inFrame, left, next]);
    expect(groups.map(({ url, entries }) => [url, entries.length])).toEqual([
      [early.documentUrl, 1],
      [LANDING, 3],
      ['https://shop.example.com/welcome', 1],
    ]);
  });
});
