import { describe, expect, it } from 'vitest';
import { GLANCE_RECORD_LIMIT, glanceOf } from '@/lib/rules/glance';
import { globalRecord, navigationRecord, requestRecord, responseRecord, scriptRecord } from '@/test/fixtures/records';

describe('a tab at a glance', () => {
  it('has no tracker while nothing was recorded', () => {
    const glance = glanceOf([], { now: 0 });
    expect(glance.value).toBe('no-tracker');
    expect(glance.facts.map(({ name }) => name)).toEqual(['Click', 'Lead', 'Tracker']);
  });

  it('names the tracker once its script and its global were seen', () => {
    const { value, facts } = glanceOf([navigationRecord(), scriptRecord(), globalRecord()], { now: Date.now() });
    expect(value).not.toBe('no-tracker');
    expect(facts.at(-1)).toMatchObject({ name: 'Tracker', tone: 'ok', text: expect.stringContaining('program') });
  });

  it('calls nothing wrong that may still come', () => {
    const now = Date.now();
    const records = [navigationRecord({ url: 'https://shop.example.com/?ref=maya-reviews' }), scriptRecord()];
    const { value, facts } = glanceOf(records, { now });
    expect(value).toBe('pending');
    expect(facts.map(({ tone }) => tone)).not.toContain('error');
  });

  it('looks at the end of a long recording', () => {
    const early = Array.from({ length: GLANCE_RECORD_LIMIT }, () => [requestRecord(), responseRecord()]).flat();
    const withTracker = glanceOf([scriptRecord(), globalRecord(), ...early], { now: Date.now() });
    expect(withTracker.facts.at(-1)?.text).not.toContain('loaded in');
  });

  it('counts the findings by what was chosen for the host, not by its address', () => {
    const records = [navigationRecord(), scriptRecord({ attributes: { 'data-affitor-debug': 'true' } })];
    const errors = (production: boolean) => glanceOf(records, { now: Date.now(), production }).findings.error;
    expect(errors(true)).toBe(errors(false) + 1);
  });
});
