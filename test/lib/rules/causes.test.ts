import { describe, expect, test } from 'vitest';
import { linkCauses } from '@/lib/rules/causes';
import type { RuleFinding } from '@/lib/rules/rule';
import { journey } from './journey';
import { judgeEntries } from './support';

const found = (rule: string, ...candidates: string[]): RuleFinding => ({
  rule,
  severity: 'error',
  title: rule,
  explanation: '',
  evidence: [],
  candidates,
});

const becauseOf = (findings: RuleFinding[]) =>
  Object.fromEntries(linkCauses(findings).map((finding) => [finding.rule, finding.because]));

describe('a cause', () => {
  test('is the first candidate that found something', () => {
    expect(becauseOf([found('c'), found('b'), found('a', 'x', 'b', 'c')])).toEqual({
      a: 'b',
      b: undefined,
      c: undefined,
    });
  });

  test('is the root of a chain', () => {
    expect(becauseOf([found('a', 'b'), found('b', 'c'), found('c')])).toEqual({ a: 'c', b: 'c', c: undefined });
  });

  test('is not the finding itself, nor do two explain each other away', () => {
    const linked = linkCauses([found('a', 'a', 'b'), found('b', 'a')]);
    expect(linked.filter((finding) => finding.because === undefined).length).toBeGreaterThan(0);
  });

  test('is nothing where no candidate found anything', () => {
    expect(becauseOf([found('a', 'b')])).toEqual({ a: undefined });
  });
});

test('consequences come after all causes, and the grave before the slight', () => {
  const judgement = judgeEntries(
    journey({
      landing: { url: 'https://shop.example.com/' },
      click: null,
      cookie: null,
      request: null,
      pageGlobal: { state: { customerCode: null, programId: '29' } },
      lead: { user_id: 'user_123', name: 'Ada' },
    }),
  );
  expect(judgement.findings.map((finding) => [finding.rule, finding.because])).toEqual([
    ['lead-user-id-placeholder', undefined],
    ['landing-param-missing', undefined],
    ['lead-personal-data', undefined],
    ['cookie-missing-at-lead', 'landing-param-missing'],
    ['lead-not-sent', 'landing-param-missing'],
  ]);
});
