import { limitsOf } from '@/lib/expectations/report/limits';
import { failuresOf, type ReportedFile, type ReportFormat, writeReport } from '@/lib/expectations/report/report';
import { checkResultsOf } from './check-results';
import type { PanelEnvironment, PanelState } from './panel-store';
import { judgementOf, pageUrlOf, timelineOfView } from './selectors';

/** What the panel shows, findings and checks, as a report; passes and fails as `affitor-inspector check` does. */
export function reportText(
  state: PanelState,
  { clock, generator }: Pick<PanelEnvironment, 'clock' | 'generator'>,
  format: ReportFormat,
): string {
  const file = reportedFile(state, generator.browser);
  const { name, version } = generator;
  const createdAt = new Date(clock.now()).toISOString();
  return writeReport(format, { generator: { name, version }, createdAt, passed: file.passed, files: [file] });
}

function reportedFile(state: PanelState, browser: string): ReportedFile {
  const { imported } = state;
  const judgement = judgementOf(state);
  const checks = [...checkResultsOf(state)];
  const decidesAlone = checks.length === 0;
  const failures = failuresOf(judgement, checks, {
    failOn: decidesAlone ? 'error' : undefined,
    failOnVerdict: decidesAlone,
  });
  const url = pageUrlOf(state);
  return {
    name: imported?.fileName ?? (url || 'Live recording'),
    kind: imported && imported.limits.length > 0 ? 'har' : 'session',
    page: imported?.session.page ?? { url, title: '' },
    browser: imported?.session.generator.browser ?? browser,
    redacted: imported?.session.redacted ?? false,
    events: timelineOfView(state).entries.length,
    judgement,
    checks,
    limits: [...(imported?.limits ?? []), ...limitsOf(timelineOfView(state))],
    failures,
    passed: failures.length === 0,
  };
}
