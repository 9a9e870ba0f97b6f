import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { judge } from '@/lib/rules/judge';
import { RULES } from '@/lib/rules/registry';
import { timelineOf } from '@/lib/timeline/timeline';
import { ALL_CASES } from './cases/all';

const IDS = `script-missing script-blocked script-load-failed script-inert script-integrity-failed script-duplicated
  script-after-call program-id-missing program-id-invalid program-id-conflict landing-param-missing
  landing-param-wrong-dialect landing-param-lost-in-redirect click-failed click-link-inactive click-real-in-debug
  cookie-not-written cookie-blocked cookie-missing-at-lead cookie-expired cookie-expires-early cookie-host-only
  cookie-not-secure cookie-overwritten cookie-mirror-mismatch server-cookie-missing queue-misspelt queue-not-global
  queue-replaced queue-never-drained queue-unknown-method queue-malformed-item queue-push-after-load
  queue-lost-by-navigation lead-called-before-tracker lead-user-id-missing lead-user-id-not-string
  lead-user-id-placeholder lead-user-id-is-email lead-user-id-changed lead-email-missing lead-email-invalid
  lead-personal-data lead-additional-data-invalid lead-duplicate lead-before-click lead-cancelled-by-navigation
  lead-not-sent lead-request-failed lead-customer-not-found lead-provisional debug-in-production
  test-mode-in-production token-in-browser token-invalid program-inactive duplicate-transaction window-expired
  rate-limited api-error routing-integrity routing-sync-xhr capture-incomplete`.split(/\s+/);

const docs = (file: string) => fileURLToPath(new URL(`../../../docs/rules/${file}`, import.meta.url));

test('the registry holds every rule once', () => {
  expect(RULES.map((rule) => rule.id).sort()).toEqual([...IDS].sort());
});

test('every page in docs/rules is of a rule', () => {
  const pages = readdirSync(docs('')).filter((file) => file !== 'README.md');
  expect(pages.sort()).toEqual(IDS.map((id) => `${id}.md`).sort());
});

test('a rule blames only rules that exist', () => {
  for (const rule of RULES) for (const cause of rule.because ?? []) expect(IDS, rule.id).toContain(cause);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has a passing and a failing case', () => {
    const cases = ALL_CASES[id];
    expect(Object.keys(cases?.valid ?? {}).length).toBeGreaterThan(0);
    expect(Object.keys(cases?.invalid ?? {}).length).toBeGreaterThan(0);
  });

  test('is missed when it is taken out', () => {
    for (const { entries, options } of Object.values(ALL_CASES[id]?.invalid ?? {})) {
      const judgement = judge(timelineOf(entries), { ...options, without: [id] });
      expect(judgement.findings.map((finding) => finding.rule)).not.toContain(id);
    }
  });

  test('has a page of its own that the index names', () => {
    expect(existsSync(docs(`${id}.md`))).toBe(true);
    const page = readFileSync(docs(`${id}.md`), 'utf8');
    expect(page).toMatch(new RegExp(`^# ${id}\n`));
    expect(page).toContain(rule.docs);
    expect(page).toContain(`**${rule.severity[0]?.toUpperCase()}${rule.severity.slice(1)}**`);
    for (const heading of ['## What it means', '## What proves it', '## How to fix it'])
      expect(page).toContain(heading);
    expect(page).toMatch(/```[a-z]+\n/);
    expect(readFileSync(docs('README.md'), 'utf8')).toContain(
      `| [${id}](${id}.md) | ${rule.severity} | ${rule.title} |`,
    );
    expect(page).toContain(` · ${rule.title}\n`);
  });

  test('speaks in sentences, with the vendor’s page beside them', () => {
    expect(rule.title).toMatch(/^[A-Z`]/);
    expect(rule.title).not.toMatch(/[.!]$/);
    expect(rule.docs).toMatch(/^https:\/\/docs\.affitor\.com\//);
  });
});
