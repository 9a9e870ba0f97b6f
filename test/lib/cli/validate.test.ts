import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '@/lib/cli/main';
import { DIALECT_NAMES } from '@/lib/model/entry';
import { aTestIo } from './support';

let folder = '';

async function validate(input: string, ...argv: string[]) {
  const io = aTestIo({ input });
  const code = await main(['validate', ...argv], io);
  return { code, out: io.lines.join('\n'), err: io.errors.join('\n') };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affitor-validate-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const GOOD = "affitorQueue.push(['trackLead', { email: 'ada@shop.co', user_id: 'u_8142' }])";

describe('affitor-inspector validate', () => {
  it('passes a payload that is right, from standard input or a file', async () => {
    expect(await validate(GOOD)).toMatchObject({ code: 0, out: expect.stringContaining('No errors') });
    expect(await validate(GOOD, '-')).toMatchObject({ code: 0 });
    const file = join(folder, 'lead.js');
    await writeFile(file, GOOD);
    expect(await validate('', file)).toMatchObject({ code: 0, out: expect.stringContaining(`${file}: a v1 lead`) });
  });

  it('fails one that is wrong, with the field and the fix', async () => {
    const { code, out } = await validate('{"email":"ada@shop.co"}');
    expect(code).toBe(1);
    expect(out).toMatch(/ERROR\s+user_id\s+user_id is missing/);
    expect(out).toContain('1 error');
    const lines = out.split('\n');
    const message = lines.find((line) => line.includes('ERROR'))?.indexOf('user_id is missing');
    expect(lines.find((line) => line.includes('Add your user’s own id'))?.search(/\S/)).toBe(message);
  });

  it.each<[string, string[], number]>([
    ['{"customer_key":"u_1","click_id":"cust_29_1760000000000"}', [], 0],
    ['{"customer_key":"u_1"}', ['--dialect', 'v1'], 1],
    ['{"user_id":"u_1"}', ['--mode', 'server'], 1],
    ['{"user_id":"u_1","customer_code":"cust_29_1760000000000"}', ['--mode', 'server'], 0],
    ["affitor.signup('u_1', 'ada@shop.co')", [], 0],
    ["affitor.signup('user_123')", [], 1],
    [
      `curl https://api.affitor.com/api/tracking/lead -d '{"customer_code":"cust_29_1760000000000","user_id":"u_1"}'`,
      [],
      1,
    ],
    [
      `curl https://api.affitor.com/api/tracking/lead -H 'Authorization: Bearer affitor_live_1' -H 'Content-Type: application/json' -d '{"customer_code":"cust_29_1760000000000","user_id":"u_1"}'`,
      [],
      0,
    ],
  ])('judges by dialect, mode and key: %s %j', async (text, options, code) => {
    expect((await validate(text, ...options)).code).toBe(code);
  });

  it('answers in JSON when asked', async () => {
    const { code, out } = await validate('{"user_id": 7}', '--format', 'json', '--dialect', 'v1');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      dialect: 'v1',
      mode: 'browser',
      form: 'json',
      errors: 1,
      fields: expect.arrayContaining([expect.objectContaining({ name: 'user_id', status: 'wrong', sent: 7 })]),
    });
  });

  it('points at what it cannot read', async () => {
    expect(await validate('{\n  user_id: user.id\n}')).toMatchObject({
      code: 1,
      err: 'input:2:12: `user.id` is an expression, not a value. Replace it by a sample value.',
    });
    const { code, out } = await validate('{', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, error: { line: 1, message: expect.any(String) } });
  });

  it.each([
    [['--dialect', 'v0'], `--dialect must be ${DIALECT_NAMES.join(' or ')}`],
    [['--mode', 'worker'], '--mode must be browser or server'],
    [['--format', 'xml'], '--format must be text or json'],
    [['a', 'b'], 'Name one file'],
  ])('refuses a wrong command line with code 2: %j', async (argv, message) => {
    expect(await validate('', ...argv)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });

  it('names a file that is not there, with code 2', async () => {
    const file = join(folder, 'missing.json');
    expect(await validate('', file)).toMatchObject({ code: 2, err: `${file}: There is no such file.` });
  });

  it('explains itself', async () => {
    expect(await validate('', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--dialect NAME') });
  });

  it('moves no terminal by what was pasted', async () => {
    const { err } = await validate('{ a: \u001b[31m }');
    expect(err).not.toContain('\u001b');
  });
});
