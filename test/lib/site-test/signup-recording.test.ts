import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseRecordings,
  parseSteps,
  RECORDING_LIMIT,
  summaryOf,
  withRecording,
} from '@/lib/site-test/signup-recording';
import { STEP_LIMIT, TEXT_LIMIT } from '@/lib/site-test/signup-step';
import { aRecording, aStep, emailStep, passwordStep, pressStep } from './support';

describe('steps that a page tells', () => {
  it('are taken as they are where they are sound', () => {
    const steps = [emailStep, passwordStep, pressStep, aStep({ kind: 'choose', values: ['de'] }, { tag: 'select' })];
    expect(parseSteps(JSON.parse(JSON.stringify(steps)), 'example.com')).toEqual(steps);
  });

  it.each([
    ['of another site', { ...emailStep, page: 'https://evil.example/signup' }],
    ['of a host that only begins alike', { ...emailStep, page: 'https://example.com.evil.example/' }],
    ['of no web page', { ...emailStep, page: 'javascript:alert(1)//example.com/' }],
    ['with credentials before the host', { ...emailStep, page: 'https://example.com@evil.example/' }],
    ['with a query, which may hold a token', { ...emailStep, page: 'https://example.com/?token=1' }],
    ['that type too much', aStep({ kind: 'type', value: 'x'.repeat(TEXT_LIMIT + 1) })],
    ['with a place that is too long', aStep({ kind: 'tick', isOn: true }, { css: '>a'.repeat(400) })],
    ['of another kind', { ...emailStep, act: { kind: 'run', script: '' } }],
  ])('are left out %s', (_what, step) => {
    expect(parseSteps([step, pressStep], 'example.com')).toEqual([pressStep]);
  });

  it('lose what a secret field is said to hold', () => {
    const told = aStep({ kind: 'type', value: 'hunter2' }, { type: 'password' });
    expect(parseSteps([told], 'example.com')).toEqual([{ ...told, act: { kind: 'secret', secret: 'password' } }]);
  });

  it('are at most as many as the limit', () => {
    expect(parseSteps(Array(STEP_LIMIT * 3).fill(pressStep), 'example.com')).toHaveLength(STEP_LIMIT);
  });

  it('never throw, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (told) => {
        expect(parseSteps(told, 'example.com')).toEqual([]);
        expect(parseRecordings(told)).toEqual([]);
      }),
    );
  });
});

describe('recordings that were stored', () => {
  it('are read again', () => {
    expect(parseRecordings(JSON.parse(JSON.stringify([aRecording()])))).toEqual([aRecording()]);
    expect(summaryOf(aRecording())).toEqual({
      origin: 'https://shop.example.com',
      recordedAt: aRecording().recordedAt,
      hasEmail: true,
    });
  });

  it('are left out where a step of them cannot be read', () => {
    const forged = { ...emailStep, page: 'https://evil.example/' };
    expect(parseRecordings([aRecording({ steps: [emailStep, forged] }), aRecording({ steps: [] })])).toEqual([]);
  });

  it('are one a site, and of so many sites', () => {
    const later = aRecording({ recordedAt: 1, steps: [pressStep] });
    expect(withRecording([aRecording()], later)).toEqual([later]);
    const many = Array.from({ length: RECORDING_LIMIT }, (_, index) =>
      aRecording({ origin: `https://s${index}.example` }),
    );
    const kept = withRecording(many, later);
    expect(kept).toHaveLength(RECORDING_LIMIT);
    expect(kept.at(-1)).toEqual(later);
  });
});
