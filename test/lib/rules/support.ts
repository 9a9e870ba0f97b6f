import { describe, expect, test } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import type { Finding, Judgement } from '@/lib/model/judgement';
import type { JudgeOptions } from '@/lib/rules/context';
import { judge } from '@/lib/rules/judge';
import type { Rule } from '@/lib/rules/rule';
import { timelineOf } from '@/lib/timeline/timeline';

/** What a rule says of recordings, told through `judge` as everybody sees it. */

export type ValidCase = Entry[] | { entries: Entry[]; options?: JudgeOptions };

export type InvalidCase = {
  entries: Entry[];
  options?: JudgeOptions;
  severity?: Finding['severity'];
  /** Pointers of the finding's evidence. */
  at?: string[];
  /** Text in the finding's title. */
  title?: string | RegExp;
  /** Text in a `+` line of the fix. */
  fix?: string;
  /** Other rules with a finding of their own, that is neither an info nor a consequence. */
  with?: string[];
  /** Rules whose findings are consequences of this one. */
  hides?: string[];
};

export type RuleCases = { valid: Record<string, ValidCase>; invalid: Record<string, InvalidCase> };

export function judgeEntries(entries: Entry[], options?: JudgeOptions): Judgement {
  return judge(timelineOf(entries), options);
}

/** Findings a person has to act on, each once: neither infos nor consequences. */
export function rootsOf(judgement: Judgement): string[] {
  const problems = judgement.findings.filter((finding) => finding.because === undefined && finding.severity !== 'info');
  return [...new Set(problems.map((finding) => finding.rule))].sort();
}

export function testRule(rule: Rule, cases: RuleCases): void {
  describe(rule.id, () => {
    for (const [name, given] of Object.entries(cases.valid)) {
      test(`says nothing about ${name}`, () => {
        const { entries, options } = Array.isArray(given) ? { entries: given } : given;
        expect(found(rule, judgeEntries(entries, options))).toEqual([]);
      });
    }
    for (const [name, given] of Object.entries(cases.invalid)) {
      test(`speaks of ${name}`, () => expectFinding(rule, given));
    }
  });
}

function found(rule: Rule, judgement: Judgement): Finding[] {
  return judgement.findings.filter((finding) => finding.rule === rule.id);
}

function expectFinding(rule: Rule, given: InvalidCase): void {
  const judgement = judgeEntries(given.entries, given.options);
  const [finding] = found(rule, judgement);
  expect(finding, `findings: ${judgement.findings.map((other) => other.rule).join(', ')}`).toBeDefined();
  if (!finding) return;
  expect(finding.because).toBeUndefined();
  expect(finding.severity).toBe(given.severity ?? rule.severity);
  expect(finding.docs).toBe(rule.docs);
  expect(finding.explanation.length).toBeGreaterThan(40);
  expect(finding.fix?.title).toBeTruthy();
  expect(finding.evidence.length).toBeGreaterThan(0);
  for (const evidence of finding.evidence) {
    expect(given.entries.some((entry) => entry.id === evidence.entryId && entry.number === evidence.number)).toBe(true);
  }
  if (given.title) expect(finding.title).toMatch(given.title);
  if (given.at) expect(finding.evidence.flatMap(({ pointer }) => pointer ?? [])).toEqual(given.at);
  if (given.fix) {
    const added = finding.fix?.code?.filter((line) => line.mark === '+').map((line) => line.text) ?? [];
    expect(added.join('\n')).toContain(given.fix);
  }
  const own = finding.severity === 'info' ? [] : [rule.id];
  expect(rootsOf(judgement)).toEqual([...own, ...(given.with ?? [])].sort());
  const hidden = judgement.findings.filter((other) => other.because === rule.id).map((other) => other.rule);
  expect([...new Set(hidden)].sort()).toEqual([...(given.hides ?? [])].sort());
}
