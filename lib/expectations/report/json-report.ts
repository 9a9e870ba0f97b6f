import type { Report, ReportedFile } from './report';

/** For programs. `verdict` is the only file's; of several files the worst. */
export function jsonReport(report: Report): string {
  const files = report.files.map(fileOf);
  const verdict = WORST_FIRST.find((value) => files.some((file) => file.verdict === value)) ?? null;
  const { generator, createdAt, passed, unusable = [] } = report;
  const refused = unusable.map(({ name, message }) => ({ file: name, message }));
  return `${JSON.stringify({ generator, createdAt, passed, verdict, files, unusable: refused }, null, 2)}\n`;
}

const WORST_FIRST = ['lost', 'no-tracker', 'at-risk', 'test-only', 'pending', 'server-side', 'attributed'] as const;

function fileOf({ name, judgement, ...file }: ReportedFile) {
  const { verdict, findings, funnel, tracker, coverage } = judgement;
  return {
    file: name,
    passed: file.passed,
    failures: file.failures,
    verdict: verdict.value,
    cause: verdict.cause,
    nextStep: verdict.nextStep,
    kind: file.kind,
    page: file.page,
    browser: file.browser,
    redacted: file.redacted,
    events: file.events,
    findings,
    checks: file.checks,
    funnel,
    tracker,
    coverage,
    limits: file.limits,
  };
}
