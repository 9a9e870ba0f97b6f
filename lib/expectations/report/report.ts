import type { CheckResult } from '@/lib/expectations/expectations';
import type { Finding, Judgement, Severity } from '@/lib/model/judgement';
import { htmlReport } from './html-report';
import { jsonReport } from './json-report';
import { junitReport } from './junit-report';
import { markdownReport } from './markdown-report';
import { textReport } from './text-report';

/** What was found in one recording or several, for a ticket, a terminal or a build server. */
export type Report = {
  generator: { name: string; version: string };
  /** ISO 8601. */
  createdAt: string;
  passed: boolean;
  files: ReportedFile[];
  /** Recordings or checks that were asked for and could not be read. */
  unusable?: UnusableFile[];
};

export type UnusableFile = { name: string; message: string };

export type ReportedFile = {
  name: string;
  kind: 'session' | 'har';
  page: { url: string; title: string };
  browser: string;
  redacted: boolean;
  events: number;
  judgement: Judgement;
  checks: CheckResult[];
  /** What a file of its kind cannot tell. */
  limits: string[];
  passed: boolean;
  /** Why it did not pass; empty when it did. */
  failures: Failure[];
};

/** `id` is the verdict, the finding's rule or the check's id. */
export type Failure = { of: 'verdict' | 'finding' | 'check'; id: string; message: string };

export const REPORT_FORMATS = ['text', 'json', 'junit', 'markdown', 'html'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const isReportFormat = (name: string): name is ReportFormat => REPORT_FORMATS.some((format) => format === name);

const WRITERS: Record<ReportFormat, (report: Report) => string> = {
  text: textReport,
  json: jsonReport,
  junit: junitReport,
  markdown: markdownReport,
  html: htmlReport,
};

export const writeReport = (format: ReportFormat, report: Report): string => WRITERS[format](report);

export const REPORT_FILE: Record<ReportFormat, { extension: string; mimeType: string }> = {
  text: { extension: 'txt', mimeType: 'text/plain' },
  json: { extension: 'json', mimeType: 'application/json' },
  junit: { extension: 'xml', mimeType: 'application/xml' },
  markdown: { extension: 'md', mimeType: 'text/markdown' },
  html: { extension: 'html', mimeType: 'text/html' },
};

export type PassOptions = {
  /** Findings from this severity on fail. Absent: they do not, for the checks alone decide. */
  failOn?: Exclude<Severity, 'info'> | undefined;
  /** Verdicts that say that nothing works fail too. */
  failOnVerdict: boolean;
};

/** Why a recording does not pass; nothing when it does. */
export function failuresOf({ verdict, findings }: Judgement, checks: CheckResult[], options: PassOptions): Failure[] {
  const isLost = options.failOnVerdict && (verdict.value === 'lost' || verdict.value === 'no-tracker');
  return [
    ...(isLost ? [{ of: 'verdict' as const, id: verdict.value, message: verdict.cause }] : []),
    ...findings
      .filter((finding) => isGrave(finding, options.failOn))
      .map(({ rule, title }) => ({ of: 'finding' as const, id: rule, message: title })),
    ...checks
      .filter(({ state }) => state !== 'pass')
      .map(({ id, received }) => ({ of: 'check' as const, id, message: received })),
  ];
}

function isGrave({ severity }: Finding, failOn: PassOptions['failOn']): boolean {
  if (failOn === undefined) return false;
  return severity === 'error' || (failOn === 'warning' && severity === 'warning');
}
