import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '@/lib/cli/main';
import { expectationsOf, expectationsText } from '@/lib/expectations/expectations-file';
import { REPORT_FORMATS } from '@/lib/expectations/report/report';
import { TEMPLATES } from '@/lib/expectations/templates';
import { sessionText } from '@/lib/session/session-file';
import { jsonBody } from '@/test/fixtures/entries';
import { junitFaults, parseXml } from '@/test/fixtures/junit';
import { cookieRecord, navigationRecord, requestRecord, responseRecord, scriptRecord } from '@/test/fixtures/records';
import { aSession } from '@/test/fixtures/sessions';
import { aTestIo } from './support';

const HAR = 'test/fixtures/har/playwright-v1.har';
const LANDING = 'https://shop.example.com/?ref=maya-reviews';

let folder = '';

/** A v1 signup from landing to lead; `lead` changes what the lead sent. */
const signup = (lead: object = {}) => {
  const api = 'https://api.affitor.com/api/tracking';
  const click = { requestId: 'c', url: `${api}/click` };
  const payload = { customer_code: 'cust_29_1760000000000', user_id: 'u_8142', email: 'ada@shop.co', ...lead };
  return aSession({
    records: [
      navigationRecord({ url: LANDING, documentUrl: LANDING }),
      scriptRecord({ documentUrl: LANDING }),
      scriptRecord({ documentUrl: LANDING, phase: 'loaded' }),
      requestRecord({ ...click, documentUrl: LANDING, body: jsonBody({ affiliate_url: LANDING }) }),
      responseRecord({ ...click, body: jsonBody({ success: true, customer_code: 'cust_29_1760000000000' }) }),
      cookieRecord({ documentUrl: LANDING }),
      requestRecord({ documentUrl: LANDING, body: jsonBody(payload) }),
      responseRecord({ documentUrl: LANDING }),
    ],
  });
};

const at = (name: string): string => join(folder, name);

const affitor = (...argv: string[]) => affitorReading('', ...argv);

/** With something on standard input. */
async function affitorReading(input: string, ...argv: string[]) {
  const io = aTestIo({ input });
  const code = await main(['check', ...argv], io);
  return { code, out: io.lines.join('\n'), err: io.errors.join('\n') };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affitor-check-'));
  const template = (id: string) =>
    expectationsText(expectationsOf(TEMPLATES.find((one) => one.id === id)?.checks ?? []));
  await Promise.all([
    writeFile(at('good.affitor.json'), sessionText(signup())),
    writeFile(at('bad.affitor.json'), sessionText(signup({ user_id: undefined }))),
    writeFile(at('other.json'), '{"name":"x"}'),
    writeFile(at('cut.affitor.json'), sessionText(signup()).slice(0, 400)),
    writeFile(at('broken.har'), '{"log":{"entries":[{'),
    writeFile(at('nothing.har'), '{"log":{"version":"1.2","entries":[]}}'),
    writeFile(at('flow.json'), template('v1-signup-flow')),
    writeFile(at('flow-v2.json'), template('v2-signup-flow')),
    writeFile(at('expect-none.json'), '{"format":"affitor-expectations","version":1,"checks":[]}'),
    writeFile(at('expect-bad.json'), '{"format":"affitor-expectations","version":1,"checks":[{"id":"a"}]}'),
    mkdir(at('folder')),
  ]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('affitor-inspector check', () => {
  it('passes a recording of a signup that works: session or HAR', async () => {
    const { code, out, err } = await affitor(at('good.affitor.json'), HAR);
    expect(err).toBe('');
    expect(out).toContain('attributed');
    expect(out).toContain('2 passed');
    expect(code).toBe(0);
  });

  it('fails one that does not, with the finding', async () => {
    const { code, out } = await affitor(at('bad.affitor.json'));
    expect(out).toContain('lead-user-id-missing');
    expect(code).toBe(1);
  });

  it('fails on a recording without any tracker', async () => {
    expect((await affitor(at('nothing.har'))).code).toBe(1);
  });

  it('fails on warnings only when asked to', async () => {
    const warned = at('warned.affitor.json');
    await writeFile(warned, sessionText(signup({ email: undefined })));
    const { out } = await affitor(warned, '--format', 'json');
    const severities = JSON.parse(out).files[0].findings.map(({ severity }: { severity: string }) => severity);
    expect(severities).toContain('warning');
    expect(severities).not.toContain('error');
    expect((await affitor(warned)).code).toBe(0);
    expect((await affitor(warned, '--fail-on', 'warning')).code).toBe(1);
  });

  it.each([['--format', 'yaml'], ['--fail-on', 'info'], ['--unknown'], ['--output', '']])(
    'refuses a wrong command line with code 2: %s %s',
    async (...options) => {
      const { code, err } = await affitor(at('good.affitor.json'), ...options);
      expect(code).toBe(2);
      expect(err).toContain('--help');
      expect(err).not.toContain('    at ');
    },
  );

  it('wants a file, and explains itself', async () => {
    expect(await affitor()).toMatchObject({ code: 2, err: expect.stringContaining('at least one') });
    expect(await affitor('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--fail-on LEVEL') });
  });

  it.each([
    ['missing.json', 'no such file'],
    ['folder', 'directory'],
    ['other.json', 'not an Affitor Inspector session'],
    ['cut.affitor.json', 'ends too early'],
    ['broken.har', 'ends too early'],
  ])('names the file it cannot use, with code 2 and no stack: %s', async (name, reason) => {
    const { code, err } = await affitor(at(name));
    expect(code).toBe(2);
    expect(err).toContain(at(name));
    expect(err).toContain(reason);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('still reports on the files it can use', async () => {
    const { code, out, err } = await affitor(at('missing.json'), at('good.affitor.json'));
    expect(code).toBe(2);
    expect(err).toContain('missing.json');
    expect(out).toContain('good.affitor.json');
  });
});

describe('affitor-inspector check -', () => {
  it('reads a session or a HAR from standard input', async () => {
    for (const text of [sessionText(signup()), await readFile(HAR, 'utf8')]) {
      const { code, out } = await affitorReading(text, '-');
      expect(out).toContain('PASS  standard input');
      expect(out).toContain('attributed');
      expect(code).toBe(0);
    }
  });

  it('judges it beside files', async () => {
    const { code, out } = await affitorReading(
      sessionText(signup({ user_id: undefined })),
      at('good.affitor.json'),
      '-',
    );
    expect(out).toContain('1 passed, 1 failed');
    expect(code).toBe(1);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['what is no recording', 'hello', 'not valid JSON'],
    ['a session that was cut off', sessionText(signup()).slice(0, 5000), 'ends too early'],
    ['a HAR that was cut off', '{"log":{"version":"1.2","entries":[{"request":', 'ends too early'],
  ])('refuses %s with code 2', async (_, text, reason) => {
    const { code, err } = await affitorReading(text, '-');
    expect(err).toMatch(/^standard input: /);
    expect(err).toContain(reason);
    expect(code).toBe(2);
  });

  it('is read once only', async () => {
    expect(await affitorReading('', '-', '-')).toMatchObject({ code: 2, err: expect.stringContaining('once') });
  });
});

describe('affitor-inspector check --expect', () => {
  it('lets the checks decide', async () => {
    expect(await affitor(at('good.affitor.json'), '--expect', at('flow.json'))).toMatchObject({ code: 0 });
    const failed = await affitor(at('good.affitor.json'), '--expect', at('flow-v2.json'));
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('FAIL     The visit begins with ?aff=');
  });

  it('lets findings fail too only when asked to', async () => {
    const wanted = at('lost.json');
    const check = { id: 'a', title: 'A lead', expect: { count: { of: { event: 'lead' as const }, exactly: 1 } } };
    await writeFile(wanted, expectationsText(expectationsOf([check])));
    expect((await affitor(at('bad.affitor.json'), '--expect', wanted)).code).toBe(0);
    expect((await affitor(at('bad.affitor.json'), '--expect', wanted, '--fail-on', 'error')).code).toBe(1);
  });

  it.each([
    ['expect-bad.json', 'checks are broken at "checks.0'],
    ['expect-none.json', 'lists no check'],
    ['missing.json', 'no such file'],
    ['other.json', 'does not say "format"'],
  ])('refuses broken checks with code 2, naming the file: %s', async (name, reason) => {
    const { code, err } = await affitor(at('good.affitor.json'), '--expect', at(name));
    expect(code).toBe(2);
    expect(err).toContain(at(name));
    expect(err).toContain(reason);
  });
});

describe('affitor-inspector check --format', () => {
  it('json carries the verdict', async () => {
    const { out, code } = await affitor(HAR, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'attributed', passed: true });
  });

  it('junit is valid', async () => {
    const { out } = await affitor(at('bad.affitor.json'), HAR, '--format', 'junit', '--expect', at('flow.json'));
    expect(junitFaults(parseXml(`${out}\n`))).toEqual([]);
  });

  it.each(['text', 'markdown', 'html'])('%s names the file', async (format) => {
    const { out } = await affitor(at('good.affitor.json'), '--format', format);
    expect(out).toContain('good.affitor.json');
  });
});

describe('affitor-inspector check --output', () => {
  it('is written whether it passed or failed', async () => {
    for (const [name, code] of [['good', 0] as const, ['bad', 1] as const]) {
      const report = at(`${name}-report.json`);
      const ended = await affitor(at(`${name}.affitor.json`), '--format', 'json', '--output', report);
      expect(ended.code).toBe(code);
      expect(JSON.parse(await readFile(report, 'utf8')).passed).toBe(code === 0);
      expect(ended.out).toContain(`Report written to ${report}`);
    }
  });

  it.each(REPORT_FORMATS)('is written as %s when nothing could be used, and names what could not', async (format) => {
    const report = at(`unusable.${format}`);
    const ended = await affitor(at('cut.affitor.json'), '--format', format, '--output', report);
    expect(ended.code).toBe(2);
    const text = await readFile(report, 'utf8');
    expect(text).toContain('cut.affitor.json');
    expect(text).toContain('ends too early');
    if (format === 'junit') expect(junitFaults(parseXml(text))).toEqual([]);
    if (format === 'json') expect(JSON.parse(text)).toMatchObject({ passed: false, verdict: null, files: [] });
  });

  it('is written when the checks cannot be used', async () => {
    const report = at('no-checks.json');
    const options = ['--expect', at('expect-bad.json'), '--format', 'json', '--output', report];
    expect((await affitor(at('good.affitor.json'), ...options)).code).toBe(2);
    const { unusable } = JSON.parse(await readFile(report, 'utf8'));
    expect(unusable).toEqual([{ file: at('expect-bad.json'), message: expect.stringContaining('checks.0') }]);
  });

  it('says so when it cannot be written, with code 2', async () => {
    const report = join(at('nowhere'), 'report.json');
    expect(await affitor(HAR, '--output', report)).toMatchObject({ code: 2, err: expect.stringContaining(report) });
  });
});
