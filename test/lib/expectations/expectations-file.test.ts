import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Condition } from '@/lib/expectations/expectations';
import {
  expectationsOf,
  expectationsText,
  freeId,
  readCheck,
  readExpectations,
} from '@/lib/expectations/expectations-file';
import { patternProblem } from '@/lib/expectations/pattern';
import { TEMPLATES } from '@/lib/expectations/templates';

const fileWith = (expect: unknown): string =>
  JSON.stringify({ format: 'affitor-expectations', version: 1, checks: [{ id: 'a', title: 'A', expect }] });

const refusal = (text: string): string => {
  const reading = readExpectations(text);
  return reading.ok ? '' : reading.message;
};

describe('a file of checks', () => {
  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'reads back as it was written: %s',
    (_, template) => {
      const expectations = expectationsOf(template.checks, template.title);
      expect(readExpectations(expectationsText(expectations))).toEqual({ ok: true, expectations });
    },
  );

  it('reads as docs/checks.md shows it', async () => {
    const docs = await readFile('docs/checks.md', 'utf8');
    const example = /```json\n(\{\n {2}"format"[\s\S]*?)```/.exec(docs)?.[1] ?? '';
    expect(readExpectations(example)).toMatchObject({ ok: true, expectations: { name: 'Our signup' } });
  });

  it('may name its schema', () => {
    const text = fileWith({ verdict: 'attributed' }).replace('{', '{"$schema":"./expectations.schema.json",');
    expect(readExpectations(text).ok).toBe(true);
  });

  it.each<[string, unknown, string]>([
    ['no condition', {}, 'checks.0.expect": Must be a condition with one of the keys count, never'],
    ['an unknown condition', { often: {} }, 'Must be a condition with one of the keys'],
    [
      'a count without a bound',
      { count: { of: { event: 'lead' } } },
      'checks.0.expect.count": Must have one of exactly',
    ],
    ['a negative count', { count: { of: { event: 'lead' }, exactly: -1 } }, 'count.exactly": Must not be negative'],
    ['an unknown event', { never: { event: 'leed' } }, 'never.event"'],
    ['a slip of the pen', { never: { event: 'lead', wher: [] } }, 'never.wher": there is no such field here.'],
    ['a filter nobody understands', { never: { event: 'lead', filter: 'kinds:x' } }, 'is no filter'],
    [
      'a pointer that is none',
      { never: { event: 'lead', where: [{ at: 'x', exists: true }] } },
      'Must be a JSON pointer',
    ],
    ['a predicate that says nothing', { never: { event: 'lead', where: [{ at: '/x' }] } }, 'Must have one of equals'],
    ['a broken pattern', { never: { event: 'lead', where: [{ at: '/x', matches: '(' }] } }, 'no regular expression'],
    ['a verdict nobody gives', { verdict: 'good' }, 'expect.verdict"'],
    ['an order of one', { order: [{ event: 'lead' }] }, 'Must have two or more events'],
    ['an empty all', { all: [] }, 'Must not be empty'],
    ['a fault deep inside', { all: [{ not: { any: [{ verdict: 1 }] } }] }, 'all.0.not.any.0.verdict"'],
    ['two conditions in one', { verdict: 'lost', never: { event: 'lead' } }, 'checks.0.expect.'],
  ])('is refused with place and reason: %s', (_, condition, message) => {
    expect(refusal(fileWith(condition))).toContain(message);
  });

  it.each([
    ['no JSON', '{', 'not valid JSON'],
    ['another JSON', '{"checks":[]}', 'does not say "format"'],
    ['a newer version', '{"format":"affitor-expectations","version":2,"checks":1}', 'newer version (2'],
    [
      'two checks of one id',
      JSON.stringify({
        format: 'affitor-expectations',
        version: 1,
        checks: ['A', 'B'].map((title) => ({ id: 'a', title, expect: { verdict: 'lost' } })),
      }),
      'Must have unique ids',
    ],
  ])('is refused when it is %s', (_, text, message) => {
    expect(refusal(text)).toContain(message);
  });

  it('is refused when conditions stand too deep in each other', () => {
    let condition: Condition = { verdict: 'lost' };
    for (let depth = 0; depth < 60; depth += 1) condition = { not: condition };
    expect(refusal(fileWith(condition))).toContain('20 levels deep');
  });
});

describe('one check', () => {
  it('is read as a user edits it', () => {
    const check = { id: 'a', title: 'A', expect: { verdict: 'lost' } };
    expect(readCheck(check)).toEqual({ ok: true, check });
    expect(readCheck({ ...check, title: '' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('"title"'),
    });
  });

  it('gets an id that is free', () => {
    const check = (id: string) => ({ id, title: id, expect: { verdict: 'lost' } as Condition });
    expect(freeId('lead', [])).toBe('lead');
    expect(freeId('lead', [check('lead'), check('lead-2')])).toBe('lead-3');
  });
});

describe('a pattern that comes with imported checks', () => {
  it.each([
    '^cust_[^_]+_\\d+$',
    '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
    'a|b',
    '(?:ab)+',
    '(a|b)',
    '^\\p{L}{1,20}$',
    '[(+*]+',
  ])('is taken: %s', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  it.each(['(a+)+$', '(a|a)*$', '((a*)b)*', '(a{2,})+', '(.)\\1', 'a*a*a*a*a*b', '(', 'x'.repeat(501)])(
    'is refused when it could run for ever: %s',
    (pattern) => {
      expect(patternProblem(pattern)).toBeDefined();
    },
  );
});
