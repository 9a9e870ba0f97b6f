import { describe, expect, it } from 'vitest';
import { limitsOf } from '@/lib/expectations/report/limits';
import { timelineOf } from '@/lib/timeline/timeline';
import { aClick, aLead, failed } from '@/test/fixtures/entries';

describe('what a report owns that its recording cannot tell', () => {
  it('is what the API would have said where the mock answered', () => {
    expect(limitsOf(timelineOf([aClick({}, { routed: true }), aLead({}, { routed: true })]))).toEqual([
      expect.stringContaining('answered to 2 requests of this page: the mock did'),
    ]);
    expect(limitsOf(timelineOf([aLead({}, { routed: true })]))[0]).toContain('to a request of this page');
  });

  it('is nothing where the API answered, or nobody did', () => {
    expect(limitsOf(timelineOf([aClick(), aLead({}, { routed: true, outcome: failed(1, 'network') })]))).toEqual([]);
  });
});
