import type { CheckResult, CheckState } from '@/lib/expectations/expectations';
import type { Evidence, Finding } from '@/lib/model/judgement';
import { markdownCode, markdownText } from './escape';
import type { Report, ReportedFile, UnusableFile } from './report';

/** For a ticket or a pull request. */
export function markdownReport({ files, generator, createdAt, unusable = [] }: Report): string {
  const foot = `${markdownText(generator.name)} ${markdownText(generator.version)}, ${markdownText(createdAt)}`;
  const sections = [...files.map(sectionOf), ...unusable.map(unusableOf)];
  return `# Affitor integration report\n\n${sections.join('\n\n')}\n\n---\n\n${foot}\n`;
}

const unusableOf = ({ name, message }: UnusableFile): string =>
  `## ❌ ${markdownCode(name)}\n\n**Not usable:** ${markdownText(message)}`;

const MARKS: Record<CheckState, string> = { pass: '✅ pass', fail: '❌ fail', 'not-yet': '⏳ not yet' };

function sectionOf(file: ReportedFile): string {
  const { verdict, findings } = file.judgement;
  const roots = findings.filter(({ because }) => because === undefined);
  return [
    `## ${file.passed ? '✅' : '❌'} ${markdownCode(file.name)}`,
    `**${markdownText(verdict.state)}** (${markdownCode(verdict.value)}): ${markdownText(verdict.cause)}. ${markdownText(verdict.nextStep)}`,
    [
      `- Page: ${markdownCode(file.page.url || 'unknown')}`,
      `- Recorded in: ${markdownText(file.browser || 'unknown')}`,
    ].join('\n'),
    ...(roots.length > 0 ? ['### Findings', ...roots.map((finding) => findingOf(finding, findings))] : []),
    ...(file.checks.length > 0 ? ['### Checks', checksTable(file.checks)] : []),
    ...(file.limits.length > 0 ? ['### What this file cannot tell', file.limits.map(listItem).join('\n')] : []),
  ].join('\n\n');
}

function findingOf(finding: Finding, all: Finding[]): string {
  const { severity, rule, title, explanation, evidence, fix, docs } = finding;
  const effects = all.filter(({ because }) => because === rule);
  const code = fix?.code?.map(({ mark, text }) => `${mark} ${text}`.trimEnd()) ?? [];
  return [
    `#### ${severity}: ${markdownText(title)} (${markdownCode(rule)})`,
    markdownText(explanation),
    ...(evidence.length > 0 ? [evidence.map(evidenceItem).join('\n')] : []),
    ...(effects.length > 0 ? [`Explains: ${effects.map(({ rule: effect }) => markdownCode(effect)).join(', ')}`] : []),
    ...(fix ? [`**Fix:** ${markdownText([fix.title, fix.text].filter(Boolean).join(' '))}`] : []),
    ...(code.length > 0 ? [codeBlock(code)] : []),
    ...(docs?.startsWith('https://docs.affitor.com/') ? [`[Documentation](${docs})`] : []),
  ].join('\n\n');
}

const listItem = (text: string): string => `- ${markdownText(text)}`;

const evidenceItem = ({ number, text, pointer }: Evidence): string =>
  `- event ${number}: ${markdownText(text)}${pointer ? ` at ${markdownCode(pointer)}` : ''}`;

/** Fenced by more backticks than any line of it has. */
function codeBlock(lines: string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}diff`, ...lines.map((line) => line.replace(/[\r\n]+/g, ' ')), fence].join('\n');
}

function checksTable(checks: CheckResult[]): string {
  const rows = checks.map(
    ({ state, title, expected, received }) =>
      `| ${MARKS[state]} | ${markdownText(title)} | ${markdownText(expected)} | ${markdownText(received)} |`,
  );
  return ['| | Check | Expected | Received |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
