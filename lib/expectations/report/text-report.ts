import type { CheckResult, CheckState } from '@/lib/expectations/expectations';
import type { Finding } from '@/lib/model/judgement';
import { plainLine } from './escape';
import type { Report, ReportedFile } from './report';

/** For a terminal: what matters first, one line each. */
export function textReport({ files, passed, unusable = [] }: Report): string {
  const failed = files.filter((file) => !file.passed).length;
  const sum = [
    `${files.length - failed} passed`,
    ...(passed ? [] : [`${failed} failed`]),
    ...(unusable.length > 0 ? [`${unusable.length} not usable`] : []),
  ].join(', ');
  const refused = unusable.map(({ name, message }) => `ERROR  ${plainLine(name)}\n  ${plainLine(message)}`);
  return `${[...files.map(textOf), ...refused, sum].join('\n\n')}\n`;
}

const MARKS: Record<CheckState, string> = { pass: 'pass', fail: 'FAIL', 'not-yet': 'open' };

function textOf(file: ReportedFile): string {
  const { verdict, findings } = file.judgement;
  const roots = findings.filter(({ because }) => because === undefined);
  const lines = [
    `${file.passed ? 'PASS' : 'FAIL'}  ${file.name}`,
    `  page     ${file.page.url || 'unknown'}`,
    `  verdict  ${verdict.value}: ${verdict.cause}`,
    ...(verdict.nextStep ? [`  next     ${verdict.nextStep}`] : []),
    ...roots.flatMap((finding) => findingLines(finding, findings)),
    ...file.checks.flatMap(checkLines),
    ...file.limits.map((limit) => `  note     ${limit}`),
  ];
  return lines.map(plainLine).join('\n');
}

function findingLines(finding: Finding, all: Finding[]): string[] {
  const effects = all.filter(({ because }) => because === finding.rule).map(({ rule }) => rule);
  return [
    `  ${finding.severity.padEnd(8)} ${finding.rule}: ${finding.title}${placesOf(finding)}`,
    ...(finding.fix ? [`           fix: ${finding.fix.title}`] : []),
    ...(effects.length > 0 ? [`           explains: ${effects.join(', ')}`] : []),
  ];
}

function placesOf({ evidence }: Finding): string {
  const numbers = [...new Set(evidence.map(({ number }) => `#${number}`))].slice(0, 5);
  return numbers.length > 0 ? ` (${numbers.join(', ')})` : '';
}

function checkLines({ state, title, expected, received, evidence }: CheckResult): string[] {
  const line = `  ${MARKS[state].padEnd(8)} ${title}`;
  if (state === 'pass') return [line];
  const numbers = [...new Set(evidence.map(({ number }) => `#${number}`))].join(', ');
  return [line, `           expected: ${expected}`, `           received: ${received}${numbers && ` (${numbers})`}`];
}
