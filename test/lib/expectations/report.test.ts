import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '@/lib/expectations/expectations';
import {
  failuresOf,
  REPORT_FORMATS,
  type Report,
  type ReportedFile,
  writeReport,
} from '@/lib/expectations/report/report';
import type { Finding } from '@/lib/model/judgement';
import { junitFaults, parseXml } from '@/test/fixtures/junit';
import { aJudgement } from '@/test/fixtures/sessions';

const aFinding = (overrides: Partial<Finding> = {}): Finding => ({
  rule: 'lead-user-id-missing',
  severity: 'error',
  title: 'The lead has no `user_id`',
  explanation: 'Payments cannot be matched.',
  evidence: [{ entryId: 'e3', number: 3, text: 'Lead sent', pointer: '/user_id' }],
  fix: { title: 'Send your own id', text: 'As a string.', code: [{ mark: '+', text: 'user_id: user.id,' }] },
  docs: 'https://docs.affitor.com/brand/tracking/lead-tracking-signup/',
  ...overrides,
});

const aResult = (overrides: Partial<CheckResult> = {}): CheckResult => ({
  id: 'one-lead',
  title: 'One lead per signup',
  state: 'fail',
  expected: 'Exactly 1 lead',
  received: '2 leads came',
  evidence: [{ entryId: 'e3', number: 3, text: 'Lead sent' }],
  ...overrides,
});

/** A file with a failing finding, one that it explains, and a failing check; `said` is what the page chose itself. */
function aReport(said = 'shop', overrides: Partial<ReportedFile> = {}): Report {
  const findings = [
    aFinding({
      title: said,
      explanation: said,
      evidence: [{ entryId: 'e3', number: 3, text: said, pointer: `/${said}` }],
    }),
    aFinding({ rule: 'lead-not-sent', because: 'lead-user-id-missing' }),
  ];
  const judgement = aJudgement({ findings });
  judgement.verdict = { value: 'lost', state: 'Broken', cause: said, nextStep: said, evidence: [] };
  judgement.funnel = { stages: [{ name: 'click', state: 'recorded', label: said, detail: said }], links: [] };
  const checks = [aResult(), aResult({ id: 'x', title: said, expected: said, received: said, state: 'not-yet' })];
  const file: ReportedFile = {
    name: said,
    kind: 'session',
    page: { url: `https://shop.example.com/?q=${said}`, title: said },
    browser: said,
    redacted: false,
    events: 3,
    judgement,
    checks,
    limits: [said],
    passed: false,
    failures: failuresOf(judgement, checks, { failOn: 'error', failOnVerdict: true }),
    ...overrides,
  };
  return {
    generator: { name: 'affitor-inspector', version: '0.1.0' },
    createdAt: '2026-03-14T10:43:11.000Z',
    passed: false,
    files: [file],
    unusable: [{ name: said, message: said }],
  };
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '</title><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    ']]><x/>',
    '&lt;b&gt;',
    '\u001b[31mred\u001b[0m\u0007',
    '\u202Egnp.exe',
    '[link](javascript:alert(1)) ![img](https://evil.example/x.png)',
    '| cell | `code` ``more`` |\n# heading',
    '`<b>`',
    '```\n<script>',
    '\ud800',
    '\u0000\uffff',
  ),
);

describe('a report', () => {
  it.each(REPORT_FORMATS)('names verdict, findings with their effects, and checks: %s', (format) => {
    const text = writeReport(format, aReport());
    for (const part of ['lost', 'lead-user-id-missing', 'lead-not-sent', 'One lead per signup', '2 leads came']) {
      expect(text).toContain(part);
    }
  });

  it('as text is short, and counts', () => {
    expect(writeReport('text', aReport())).toBe(
      [
        'FAIL  shop',
        '  page     https://shop.example.com/?q=shop',
        '  verdict  lost: shop',
        '  next     shop',
        '  error    lead-user-id-missing: shop (#3)',
        '           fix: Send your own id',
        '           explains: lead-not-sent',
        '  FAIL     One lead per signup',
        '           expected: Exactly 1 lead',
        '           received: 2 leads came (#3)',
        '  open     shop',
        '           expected: shop',
        '           received: shop (#3)',
        '  note     shop',
        '',
        'ERROR  shop',
        '  shop',
        '',
        '0 passed, 1 failed, 1 not usable',
        '',
      ].join('\n'),
    );
  });

  it('as JSON carries the verdict, the worst of several', () => {
    const one = aReport();
    const good = aReport('good', { judgement: aJudgement(), passed: true, failures: [] });
    const report = JSON.parse(writeReport('json', { ...one, files: [...good.files, ...one.files] }));
    expect(report).toMatchObject({ verdict: 'lost', passed: false });
    expect(report.files.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['attributed', 'lost']);
    expect(report.files[1]).toMatchObject({ file: 'shop', checks: [{ state: 'fail' }, { state: 'not-yet' }] });
  });

  it('as JUnit fails the cases that made it fail, and no others', () => {
    const root = parseXml(writeReport('junit', aReport()));
    const cases = root.children[0]?.children.filter(({ name }) => name === 'testcase') ?? [];
    expect(cases.map(({ attributes, children }) => [attributes.name, children[0]?.attributes.type ?? 'pass'])).toEqual([
      ['Verdict: lost', 'lost'],
      ['lead-user-id-missing: shop', 'error'],
      ['lead-not-sent: The lead has no `user_id`', 'error'],
      ['One lead per signup', 'fail'],
      ['shop', 'not-yet'],
    ]);
  });

  it('as HTML needs nothing from elsewhere and runs nothing', () => {
    const text = writeReport('html', aReport());
    expect(text).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
    expect(text).not.toMatch(/<script|<link|<img|\bsrc=|@import|url\(/);
    expect(text).toContain('@media print');
  });
});

describe('what a page said, in a report', () => {
  it('is escaped in JUnit, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        const root = parseXml(writeReport('junit', aReport(said)));
        expect(junitFaults(root)).toEqual([]);
      }),
    );
  });

  it('stays text in HTML, whatever it is', () => {
    const tags = (html: string): string[] => [...html.matchAll(/<\/?[a-z][^>]*>/gi)].map(([tag]) => tag);
    const without = (text: string) => text.replace(/ data-\w+="[^"]*"/g, '');
    const expected = tags(without(writeReport('html', aReport('plain'))));
    fc.assert(
      fc.property(hostile, (said) => {
        const found = tags(without(writeReport('html', aReport(said)))).filter((tag) => !/^<\/?code>$/.test(tag));
        expect(found).toEqual(expected.filter((tag) => !/^<\/?code>$/.test(tag)));
      }),
    );
  });

  it('moves no terminal, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        const lines = writeReport('text', aReport(said)).split('\n');
        expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
        expect(lines.length).toBeLessThanOrEqual(20);
      }),
    );
  });

  it('is valid JSON, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        expect(JSON.parse(writeReport('json', aReport(said))).files[0].cause).toBe(said);
      }),
    );
  });

  it.each([
    ['<script>alert(1)</script>', String.raw`\<script\>alert\(1\)`],
    ['[a](javascript:x)', String.raw`\[a\]\(javascript:x\)`],
    ['**bold** _it_ # h', String.raw`\*\*bold\*\* \_it\_ \# h`],
    ['https://evil.example www.evil.example @team', 'https&#58;//evil.example www&#46;evil.example &#64;team'],
    ['a | b', String.raw`a \| b`],
    ['see `<b>` there', 'see `<b>` there'],
    ['one\n# two', String.raw`one \# two`],
    ['&copy;', String.raw`\&copy;`],
    ['1. first', String.raw`1\. first`],
  ])('is nothing but its text in Markdown: %s', (said, expected) => {
    expect(writeReport('markdown', aReport(said))).toContain(expected);
  });

  it('cannot leave a line, a cell or a fence in Markdown', () => {
    const lines = (said: string) => writeReport('markdown', aReport(said)).split('\n').length;
    fc.assert(
      fc.property(hostile, (said) => {
        expect(lines(said)).toBe(lines('plain'));
        const rows = writeReport('markdown', aReport(said))
          .split('\n')
          .filter((line) => line.startsWith('|'));
        for (const row of rows.slice(2)) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
      }),
    );
  });
});

describe('a recording passes or fails', () => {
  const judgement = (severity: Finding['severity']) => aJudgement({ findings: [aFinding({ severity })] });
  const failed = (...args: Parameters<typeof failuresOf>) => failuresOf(...args).map(({ of }) => of);

  it('by its findings, from the severity chosen', () => {
    const alone = { failOnVerdict: true };
    expect(failed(judgement('error'), [], { ...alone, failOn: 'error' })).toEqual(['finding']);
    expect(failed(judgement('warning'), [], { ...alone, failOn: 'error' })).toEqual([]);
    expect(failed(judgement('warning'), [], { ...alone, failOn: 'warning' })).toEqual(['finding']);
    expect(failed(judgement('info'), [], { ...alone, failOn: 'warning' })).toEqual([]);
  });

  it('by a verdict that says that nothing works', () => {
    const lost = aJudgement();
    lost.verdict.value = 'no-tracker';
    expect(failed(lost, [], { failOnVerdict: true })).toEqual(['verdict']);
    expect(failed(lost, [], { failOnVerdict: false })).toEqual([]);
  });

  it('by its checks, of which one that is still open has failed', () => {
    const results = [aResult({ state: 'pass' }), aResult(), aResult({ state: 'not-yet' })];
    expect(failed(aJudgement(), results, { failOnVerdict: false })).toEqual(['check', 'check']);
  });
});
