import type { Finding } from '@/lib/model/judgement';
import type { RestoredCookies, SiteTestResult, SiteTestStep } from '@/lib/model/site-test';
import { parseUrl } from '@/lib/tracker/site';

/** The result as Markdown, for a ticket. It names no values of cookies and nothing of whoever signed up. */

export type ReportParts = Omit<SiteTestResult, 'report'> & {
  landingUrl: string;
  startedAt: number;
  endedAt: number;
  findings: readonly Finding[];
};

const MARKS: Record<SiteTestStep['state'], string> = {
  passed: 'pass',
  warned: 'warn',
  failed: 'FAIL',
  skipped: 'skip',
  waiting: 'open',
};

const HOW: Record<SiteTestResult['how'], string> = {
  finished: '',
  cancelled: ' (cancelled)',
  interrupted: ' (interrupted)',
};

export function siteTestReport(parts: ReportParts): string {
  const { plan, landingUrl, startedAt, endedAt, how, steps, verdict, findings, cookies } = parts;
  const seconds = Math.max(0, Math.round((endedAt - startedAt) / 1000));
  const roots = findings.filter(({ because, severity }) => because === undefined && severity !== 'info');
  return [
    `# Site test of ${parseUrl(landingUrl)?.host ?? landingUrl}${HOW[how]}`,
    '',
    `- Landing page: ${landingUrl}`,
    `- Answered by: ${plan.routed ? 'the bundled mock, nothing reached Affitor' : 'the real tracking API'}`,
    ...(plan.signup?.kind === 'recorded' ? ['- Signup: made by itself, as it was recorded'] : []),
    `- Begun: ${new Date(startedAt).toISOString()}, ${seconds} s`,
    '',
    `**${verdict.state}** — ${verdict.cause}`,
    ...(verdict.nextStep ? ['', verdict.nextStep] : []),
    '',
    ...steps.map(({ name, state, text }) => `- ${MARKS[state]} ${name}: ${text}`),
    ...(roots.length > 0 ? ['', '## Findings', '', ...roots.map(lineOf)] : []),
    '',
    cookiesText(cookies),
    '',
  ].join('\n');
}

function lineOf({ severity, title, rule, fix }: Finding): string {
  return `- ${severity}: ${title} (${rule})${fix ? `. ${fix.title}` : ''}`;
}

/** What became of the cookies, in a sentence or two. */
export function cookiesText({ restored, failed }: RestoredCookies): string {
  const done =
    restored === 0
      ? 'There were no tracker cookies before; those of the test are gone.'
      : `${restored} tracker cookie${restored === 1 ? '' : 's'} put back as before the test.`;
  const not = failed.map(({ name, reason }) => `\`${name}\` could not be put back: ${reason}`);
  return [done, ...not].join(' ');
}
