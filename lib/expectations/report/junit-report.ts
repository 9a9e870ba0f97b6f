import type { CheckResult } from '@/lib/expectations/expectations';
import type { Finding } from '@/lib/model/judgement';
import { escapeXml } from './escape';
import type { Report, ReportedFile, UnusableFile } from './report';

/** For build servers: a suite a file, a case for the verdict, each finding and each check; an error where it is unusable. */
export function junitReport({ files, createdAt, unusable = [] }: Report): string {
  const suites = [
    ...files.map((file, index) => suiteOf(file, index, createdAt)),
    ...unusable.map((file, index) => unusableSuite(file, files.length + index, createdAt)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

type Fault = { element: 'failure' | 'error'; message: string; type: string; text: string };
type Case = { name: string; classname: string; fault?: Fault };

/** With all that the strictest of JUnit's schemas requires, and nothing that any of them refuses. */
function suiteOf(file: ReportedFile, id: number, createdAt: string): string {
  const cases = [
    verdictCase(file),
    ...file.judgement.findings.map((finding) => findingCase(finding, file)),
    ...file.checks.map((check) => checkCase(check, file)),
  ];
  const facts = { page: file.page.url, browser: file.browser, verdict: file.judgement.verdict.value };
  return suiteXml({ id, name: file.name, createdAt, cases, facts, said: file.limits.join('\n') });
}

function unusableSuite({ name, message }: UnusableFile, id: number, createdAt: string): string {
  const fault: Fault = { element: 'error', message, type: 'unusable', text: message };
  const cases = [{ name: 'The file can be used', classname: name, fault }];
  return suiteXml({ id, name, createdAt, cases, facts: {}, said: '' });
}

type Suite = {
  id: number;
  name: string;
  createdAt: string;
  cases: Case[];
  facts: Record<string, string>;
  said: string;
};

function suiteXml({ id, name, createdAt, cases, facts, said }: Suite): string {
  const count = (element: Fault['element']) => cases.filter(({ fault }) => fault?.element === element).length;
  const attributes = attributesOf({
    id,
    package: 'affitor',
    name,
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: 0,
    time: 0,
    // JUnit's schema knows no time zone.
    timestamp: createdAt.slice(0, 19),
    hostname: 'localhost',
  });
  const properties = Object.entries(facts).map(([name, value]) => `      <property${attributesOf({ name, value })}/>`);
  const lines = [
    `  <testsuite${attributes}>`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...cases.map(caseXml),
    `    <system-out>${escapeXml(said)}</system-out>`,
    '    <system-err/>',
    '  </testsuite>',
  ];
  return lines.join('\n');
}

function verdictCase({ judgement: { verdict }, name, failures }: ReportedFile): Case {
  const made = { name: `Verdict: ${verdict.value}`, classname: name };
  const isFailed = failures.some((failure) => failure.of === 'verdict');
  return isFailed
    ? { ...made, fault: { element: 'failure', message: verdict.cause, type: verdict.value, text: verdict.nextStep } }
    : made;
}

function findingCase(
  { rule, severity, title, explanation, evidence, fix }: Finding,
  { name, failures }: ReportedFile,
): Case {
  const made = { name: `${rule}: ${title}`, classname: `${name}.rules` };
  if (!failures.some((failure) => failure.of === 'finding' && failure.id === rule)) return made;
  const places = evidence.map(({ number, text }) => `#${number} ${text}`);
  const text = [explanation, ...places, ...(fix ? [`Fix: ${fix.title}`] : [])].join('\n');
  return { ...made, fault: { element: 'failure', message: title, type: severity, text } };
}

function checkCase({ title, state, expected, received, evidence }: CheckResult, { name }: ReportedFile): Case {
  const made = { name: title, classname: `${name}.checks` };
  if (state === 'pass') return made;
  const places = evidence.map(({ number, text }) => `#${number} ${text}`);
  const text = [`Expected: ${expected}`, `Received: ${received}`, ...places].join('\n');
  return { ...made, fault: { element: 'failure', message: received, type: state, text } };
}

function caseXml({ name, classname, fault }: Case): string {
  const attributes = attributesOf({ name, classname, time: 0 });
  if (!fault) return `    <testcase${attributes}/>`;
  const { element, message, type, text } = fault;
  return [
    `    <testcase${attributes}>`,
    `      <${element}${attributesOf({ message, type })}>${escapeXml(text)}</${element}>`,
    '    </testcase>',
  ].join('\n');
}

const attributesOf = (attributes: Record<string, string | number>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
