import { describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import { timelineOf } from '@/lib/timeline/timeline';
import { landingOf, lastVisit } from '@/lib/timeline/visits';
import { aCookie, aLead, aNavigation } from '@/test/fixtures/entries';

const LANDING = 'https://shop.example.com/?ref=maya';

describe('visits', () => {
  it('begin at each landing with a partner’s parameter', () => {
    const before = aCookie();
    const first = aNavigation({ url: LANDING, documentId: 'doc-1' });
    const signup = aNavigation({ url: 'https://shop.example.com/signup', documentId: 'doc-2' });
    const second = aNavigation({ url: 'https://shop.example.com/?aff=ken', documentId: 'doc-3' });
    const lead = aLead();
    const visit = (...entries: Entry[]) => lastVisit(timelineOf(entries));
    expect(visit(before, first, signup)).toEqual({ landing: first, entries: [first, signup], startsAt: first.at });
    expect(visit(before, first, signup, second, lead)).toMatchObject({ landing: second, entries: [second, lead] });
  });

  it('do not begin at a reload, a return or a route of the landing page', () => {
    const landing = aNavigation({ url: LANDING });
    const again = (['reload', 'back-forward', 'bfcache', 'push'] as const).map((navigationCause) =>
      aNavigation({ url: LANDING, navigationCause }),
    );
    expect(lastVisit(timelineOf([landing, ...again]))).toMatchObject({ landing, entries: [landing, ...again] });
  });

  it('begin at a landing whose parameter a redirect lost', () => {
    const landing = aNavigation({ url: 'https://shop.example.com/', redirects: [LANDING] });
    expect(lastVisit(timelineOf([landing])).landing).toBe(landing);
    expect(landingOf(landing).map(({ code }) => code)).toEqual(['maya']);
  });

  it('are the whole recording where there is no landing, and none where there is nothing', () => {
    const entries = [aNavigation(), aLead()];
    expect(lastVisit(timelineOf(entries))).toEqual({ entries, startsAt: entries[0]?.at });
    expect(lastVisit(timelineOf([])).entries).toEqual([]);
  });

  it('do not begin in a frame', () => {
    expect(lastVisit(timelineOf([aNavigation({ url: LANDING, frameId: 3 })])).landing).toBeUndefined();
  });
});
