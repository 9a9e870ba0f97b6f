import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '@/lib/cli/command';
import { mock } from '@/lib/cli/commands/mock';
import { serve } from '@/lib/cli/serve';
import { seedWorld } from '@/lib/mock/ledger/seed';
import { CLICK, landing } from '@/test/lib/mock/contract/target';
import { aTestIo, type TestIo } from './support';

let folder: string;
const running: { io: TestIo; ended: Promise<number> }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affitor-mock-'));
});

afterEach(async () => {
  for (const { io, ended } of running.splice(0)) {
    io.stop();
    await ended;
  }
  await rm(folder, { recursive: true });
});

async function start(...argv: string[]) {
  const io = aTestIo({ scriptsDir: `${folder}/` });
  const ended = mock.run(['--port', '0', ...argv], io);
  running.push({ io, ended });
  const [, base = ''] = await io.line(/(http:\S+)$/);
  return { io, ended, base };
}

const click = (base: string, code = 'PARTNER123') =>
  fetch(`${base}${CLICK}`, { method: 'POST', body: JSON.stringify({ affiliate_url: landing(code) }) });

describe('affitor-inspector mock', () => {
  it('says where it listens, and the token', async () => {
    const { io, base } = await start();
    expect(base).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const said = io.lines.join('\n');
    expect(said).toContain('affitor_test_token');
    expect(said).toContain(`${base}/js/affitor-tracker.js`);
    expect(said).toContain(`${base}/__mock/`);
  });

  it('prints one line a request, with the reason of a refusal', async () => {
    const { io, base } = await start();
    const before = io.lines.length;
    await click(base);
    await click(base, 'NOBODY');
    expect(io.lines.slice(before)).toEqual([
      expect.stringMatching(/^200 {2}POST \/api\/v1\/track\/click {2}\d+ ms$/),
      expect.stringMatching(/^400 {2}POST \/api\/v1\/track\/click {2}\d+ ms {2}Referral link not found$/),
    ]);
  });

  it('prints none of them with --quiet', async () => {
    const { io, base } = await start('--quiet');
    const before = io.lines.length;
    await click(base);
    expect(io.lines).toHaveLength(before);
  });

  it('starts in the scenario it was given', async () => {
    const { base } = await start('--scenario', '500');
    expect((await click(base)).status).toBe(500);
  });

  it('serves the stand-in under its names only', async () => {
    await writeFile(join(folder, 'affitor-tracker-v1.js'), '/* v1 */');
    await writeFile(join(folder, 'secret.js'), '/* secret */');
    const { base } = await start();
    const script = await fetch(`${base}/js/affitor-tracker-v1.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('access-control-allow-origin')).toBe('*');
    expect(await script.text()).toBe('/* v1 */');
    for (const name of ['secret.js', '..%2Fsecret.js', 'affitor-tracker.js']) {
      expect((await fetch(`${base}/js/${name}`)).status).toBe(404);
    }
  });

  it('says that a port is taken, and what to do', async () => {
    const { base } = await start();
    const io = aTestIo();
    expect(await mock.run(['--port', new URL(base).port], io)).toBe(1);
    expect(io.errors.join()).toMatch(/^Port \d+ on 127\.0\.0\.1 is taken\. .*--port/);
  });

  it('says that an address is not of this machine', async () => {
    const io = aTestIo();
    expect(await mock.run(['--port', '0', '--host', '203.0.113.7'], io)).toBe(1);
    expect(io.errors.join()).toContain('not an address of this machine');
  });

  it.each([
    ['an unknown option', ['--prot', '1']],
    ['a port that is no number', ['--port', 'http']],
    ['a port beyond the last', ['--port', '65536']],
    ['an unknown scenario', ['--scenario', 'sideways']],
    ['a stray word', ['start']],
  ])('takes %s for a wrong command line', async (_, argv) => {
    await expect(mock.run(argv, aTestIo())).rejects.toThrow(UsageError);
  });

  it('shows its options', async () => {
    const io = aTestIo();
    expect(await mock.run(['--help'], io)).toBe(0);
    for (const option of ['--port', '--host', '--scenario', '--state', '--quiet']) {
      expect(io.lines.join('\n')).toContain(option);
    }
  });

  it('answers a foreign Host with 403', async () => {
    const { base } = await start();
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(base);
      const sent = request({ port, host: '127.0.0.1', path: '/__mock/all', headers: { host: 'rebound.example' } });
      sent.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toBe(403);
  });

  it.each(['dropped', 'offline'])('closes the connection under %s', async (scenario) => {
    const { io, base } = await start('--scenario', scenario);
    await expect(click(base)).rejects.toThrow('fetch failed');
    expect(io.lines.at(-1)).toMatch(new RegExp(`^no answer {2}POST .*\\[${scenario}\\]$`));
    expect(io.errors).toEqual([]);
  });

  it('goes on quietly when a client leaves before a slow answer', async () => {
    const { io, base } = await start('--scenario', 'slow');
    const leaving = new AbortController();
    const asked = fetch(`${base}${CLICK}`, { method: 'POST', body: '{}', signal: leaving.signal });
    await io.line(/\[slow\]/);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await fetch(`${base}/__mock/scenario`, { method: 'PUT', body: '{"scenario":"normal"}' });
    expect((await click(base)).status).toBe(200);
    expect(io.errors).toEqual([]);
  });
});

describe('the state file', () => {
  const stateFile = () => join(folder, 'world.json');

  it('is made at the end, and read at the next start', async () => {
    const first = await start('--state', stateFile());
    await click(first.base);
    first.io.stop();
    expect(await first.ended).toBe(0);
    expect(first.io.lines.at(-1)).toBe(`Saved to ${stateFile()}.`);
    const second = await start('--state', stateFile());
    const ledger = await (await fetch(`${second.base}/__mock/ledger`)).json();
    expect(ledger.clicks).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['world.json']);
  });

  it('may hold programs, partners and links only', async () => {
    const program = { id: 5, token: 'affitor_own' };
    const world = { format: 'affitor-inspector-ledger', version: 1, programs: [program], partners: [], links: [] };
    await writeFile(stateFile(), JSON.stringify(world));
    const { io } = await start('--state', stateFile());
    expect(io.lines.join('\n')).toContain('affitor_own');
  });

  it.each([
    { what: 'no JSON', text: '{\n  "format": oops\n}', said: /line 2, column 13: not valid JSON/ },
    { what: 'an end too early', text: '{\n  "links": [', said: /line 2, column 13: not valid JSON\. The text ends/ },
    { what: 'another file', text: '{"name": "x"}', said: /line 1, column 1, at \/format: .*not a state file/ },
    {
      what: 'a wrong value',
      text: JSON.stringify(
        { ...seedWorld(), links: [{ code: 'A', program_id: 42, partner: 'p', state: 'on' }] },
        null,
        2,
      ),
      said: /line \d+, column 16, at \/links\/0\/state: Expected "active" or "inactive"/,
    },
    {
      what: 'a link of a program that is not there',
      text: JSON.stringify({ ...seedWorld(), links: [{ code: 'A', program_id: 3, partner: 'p' }] }),
      said: /at \/links\/0\/program_id: No program 3 in this file/,
    },
    {
      what: 'two programs of one token',
      text: JSON.stringify({ ...seedWorld(), programs: [1, 2].map((id) => ({ id, token: 't' })), links: [] }),
      said: /at \/programs\/1\/token: token is taken by an earlier one/,
    },
    {
      what: 'an e-mail address where a mask belongs',
      text: JSON.stringify({
        ...seedWorld(),
        customers: [
          { code: 'c', program_id: 42, status: 'click', clicked_at: 1, created_at: 1, email_mask: 'jo@example.com' },
        ],
      }),
      said: /at \/customers\/0\/email_mask: Expected a masked address/,
    },
  ])('with $what is refused by line and path, and left as it is', async ({ text, said }) => {
    await writeFile(stateFile(), text);
    const io = aTestIo();
    expect(await mock.run(['--port', '0', '--state', stateFile()], io)).toBe(1);
    expect(io.errors.join()).toMatch(said);
    expect(await readFile(stateFile(), 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['world.json']);
  });

  it('that cannot be saved is said, with exit code 1 and nothing left behind', async () => {
    await mkdir(join(folder, 'going'));
    const { io, ended } = await start('--state', join(folder, 'going', 'world.json'));
    await rm(join(folder, 'going'), { recursive: true });
    io.stop();
    expect(await ended).toBe(1);
    expect(io.errors.join()).toContain('could not be saved');
  });

  it.each(['gone', 'world.json'])(
    'in the folder %s, which is none, is refused before anything is recorded',
    async (name) => {
      await writeFile(stateFile(), '{}');
      const io = aTestIo();
      expect(await mock.run(['--port', '0', '--state', join(folder, name, 'x.json')], io)).toBe(1);
      expect(io.errors.join()).toMatch(/There is no folder|cannot be read/);
      expect(io.lines).toEqual([]);
    },
  );
});

describe('slow clients', () => {
  it('time out', async () => {
    const served = await serve({
      host: '127.0.0.1',
      port: 0,
      fetch: async (asked) => new Response(await asked.text()),
      onError: (error) => {
        throw error;
      },
      headersTimeoutMs: 100,
      requestTimeoutMs: 200,
    });
    const answers = [
      'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n',
      'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nhalf',
    ].map(
      (beginning) =>
        new Promise<string>((resolve, reject) => {
          const socket = connect(served.port, '127.0.0.1', () => socket.write(beginning));
          let answer = '';
          socket.on('data', (chunk) => {
            answer += String(chunk);
          });
          socket.on('close', () => resolve(answer));
          socket.on('error', reject);
        }),
    );
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    await served.close();
  });
});
