import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** `npm run audit` judges what ships, and nothing else. */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affitor-audit-'));
  await writeFile(join(folder, 'packages.txt'), 'node_modules/react\nnode_modules/@scope/part\nnode_modules/react\n');
});
afterAll(() => rm(folder, { recursive: true }));

type Weakness = { name: string; severity: string; nodes: string[]; via: unknown[] };

const weakness = (overrides: Partial<Weakness> = {}): Weakness => ({
  name: 'react',
  severity: 'high',
  nodes: ['node_modules/react'],
  via: [{ title: 'It runs what it is given', url: 'https://example.org/GHSA-1' }],
  ...overrides,
});

async function audited(report: unknown) {
  const file = join(folder, 'report.json');
  await writeFile(file, typeof report === 'string' ? report : JSON.stringify(report));
  const args = ['scripts/audit.mjs', '--report', file, '--packages', join(folder, 'packages.txt')];
  return new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, args, (error, out, err) => resolve({ code: error ? 1 : 0, said: out + err }));
  });
}

const finding = (...found: Weakness[]) => ({
  vulnerabilities: Object.fromEntries(found.map((one) => [one.name, one])),
});

describe('The audit', () => {
  test('fails for a grave weakness in a package that ships, and names it', async () => {
    const { code, said } = await audited(finding(weakness()));
    expect(said).toContain('high  react: It runs what it is given (https://example.org/GHSA-1)');
    expect(code).toBe(1);
  });

  test('tells a lesser one, and passes', async () => {
    const part = weakness({ name: '@scope/part', severity: 'moderate', nodes: ['node_modules/@scope/part'] });
    const { code, said } = await audited(finding(part));
    expect(said).toContain('moderate  @scope/part');
    expect(code).toBe(0);
  });

  test('is silent about what is only used to build', async () => {
    const tool = weakness({ name: 'tool', severity: 'critical', nodes: ['node_modules/tool'] });
    const { code, said } = await audited(finding(tool));
    expect(said).not.toContain('critical');
    expect(said).toContain('What ships holds 2 packages: @scope/part, react');
    expect(code).toBe(0);
  });

  test('does not pass where the registry gave no answer', async () => {
    for (const answer of ['', { message: '405 Method Not Allowed', error: {} }]) {
      const { code, said } = await audited(answer);
      expect(said).toMatch(/no answer|answers no audit: 405/);
      expect(code).toBe(1);
    }
  });
});
