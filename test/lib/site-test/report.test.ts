import { describe, expect, it } from 'vitest';
import { judgementOf, progressOf } from '@/lib/site-test/progress';
import { cookiesText, type ReportParts, siteTestReport } from '@/lib/site-test/report';
import { aPlan, aVisit, SHOP } from './support';

function aReport(overrides: Partial<ReportParts> = {}): string {
  const { landing, signup } = aVisit();
  const records = [...landing, ...signup];
  const { verdict, findings } = judgementOf(records);
  return siteTestReport({
    how: 'finished',
    plan: aPlan(),
    landingUrl: `${SHOP}?ref=PARTNER123`,
    startedAt: 1_760_000_000_000,
    endedAt: 1_760_000_042_000,
    steps: progressOf(records, undefined),
    verdict,
    findings,
    cookies: { restored: 1, failed: [] },
    ...overrides,
  });
}

describe('the report of a site test', () => {
  it('says where, how, what came of it, and each step', () => {
    const report = aReport();
    expect(report).toContain('# Site test of shop.example.com\n');
    expect(report).toContain('the bundled mock, nothing reached Affitor');
    expect(report).toContain('42 s');
    expect(report).toContain('**Working** — ');
    expect(report.match(/^- (?:pass|skip) (?:script|click|cookie|queue|lead|response): /gm)).toHaveLength(6);
  });

  it('holds nothing of whoever signed up, and no cookie’s value', () => {
    expect(aReport()).not.toMatch(/ada@example|u_8142|cust_/);
  });

  it('says so when it was cancelled, and when it was live', () => {
    expect(aReport({ how: 'cancelled' })).toContain('(cancelled)');
    expect(aReport({ plan: aPlan({ routed: false }) })).toContain('the real tracking API');
  });

  it('says so when the signup was made by itself', () => {
    const signup = { kind: 'recorded', freshEmail: true } as const;
    expect(aReport({ plan: aPlan({ signup }) })).toContain('made by itself, as it was recorded');
    expect(aReport()).not.toContain('by itself');
  });
});

describe('what is said of the cookies', () => {
  it.each([
    [{ restored: 0, failed: [] }, 'There were no tracker cookies before; those of the test are gone.'],
    [{ restored: 1, failed: [] }, '1 tracker cookie put back as before the test.'],
    [
      { restored: 2, failed: [{ name: 'affiliate_url', reason: 'Blocked.' }] },
      '2 tracker cookies put back as before the test. `affiliate_url` could not be put back: Blocked.',
    ],
  ])('%j', (cookies, text) => {
    expect(cookiesText(cookies)).toBe(text);
  });
});
