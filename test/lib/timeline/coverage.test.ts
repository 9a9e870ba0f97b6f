import { describe, expect, it } from 'vitest';
import { coverageOf } from '@/lib/timeline/coverage';
import { timelineOf } from '@/lib/timeline/timeline';
import { aClick, aConsoleLine, aCookie, aLead, aNotice, aRequest } from '@/test/fixtures/entries';

describe('coverageOf', () => {
  it('counts who saw the requests, and what is missing', () => {
    const coverage = coverageOf(
      timelineOf([
        aClick(),
        aLead({}, { witnesses: ['page', 'browser', 'network'] }),
        aRequest({ witnesses: ['page'] }),
        aRequest({
          witnesses: ['browser'],
          missing: [{ part: 'request-body', reason: 'Body unavailable: sent as a Blob' }],
        }),
        aConsoleLine(),
        aCookie(),
        aNotice({ count: 7 }),
      ]),
    );
    expect(coverage).toMatchObject({
      corroborated: 0.5,
      requests: 4,
      pageOnly: 1,
      browserOnly: 1,
      bodiesMissing: 1,
      dropped: 7,
    });
    expect(coverage.sources.map(({ name, state, events }) => [name, state, events])).toEqual([
      ['Page hooks', 'heard', 5],
      ['Browser network', 'heard', 3],
      ['DevTools network', 'heard', 1],
      ['Console', 'heard', 1],
      ['Cookies', 'heard', 1],
      ['Navigation', 'silent', 0],
      ['Frames', 'silent', 0],
    ]);
  });

  it('has no share without requests, and leaves out what we did ourselves', () => {
    const coverage = coverageOf(timelineOf([aLead({}, { ours: true })]));
    expect(coverage.corroborated).toBeUndefined();
    expect(coverage.requests).toBe(0);
  });

  it('says why a source that should speak is silent', () => {
    const { sources } = coverageOf(timelineOf([aRequest({ witnesses: ['browser'] })]));
    const notes = Object.fromEntries(sources.map(({ name, note }) => [name, note]));
    expect(notes['Page hooks']).toContain('reload');
    expect(notes['DevTools network']).toContain('while DevTools is open');
  });
});
