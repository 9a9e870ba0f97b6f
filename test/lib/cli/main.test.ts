import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '@/lib/cli/commands/registry';
import { main, processIo } from '@/lib/cli/main';
import { aTestIo } from './support';

describe('affitor-inspector', () => {
  it('lists its commands', async () => {
    for (const argv of [['--help'], ['-h'], ['help']]) {
      const io = aTestIo();
      expect(await main(argv, io)).toBe(0);
      for (const [name, { summary }] of Object.entries(COMMANDS)) {
        expect(io.lines.join('\n')).toContain(name);
        expect(io.lines.join('\n')).toContain(summary);
      }
    }
  });

  it('shows the same, with exit code 2, when called bare', async () => {
    const io = aTestIo();
    expect(await main([], io)).toBe(2);
    expect(io.lines.join('\n')).toContain('Usage');
  });

  it('knows its version, from package.json', async () => {
    const io = aTestIo();
    expect(await main(['--version'], io)).toBe(0);
    expect(io.lines).toEqual(['9.9.9']);
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(processIo(new URL('../../../lib/cli/bin.ts', import.meta.url).href).version).toBe(version);
  });

  it('refuses what is no command', async () => {
    for (const name of ['serve', 'constructor', '__proto__']) {
      const io = aTestIo();
      expect(await main([name], io)).toBe(2);
      expect(io.errors.join()).toContain(`Unknown command "${name}"`);
    }
  });

  it('names the help of the command that was called wrongly, with exit code 2', async () => {
    const io = aTestIo();
    expect(await main(['mock', '--port', 'x'], io)).toBe(2);
    expect(io.errors.join()).toContain('affitor-inspector mock --help');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('saves and ends with code 0 at %s', async (signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'affitor-cli-'));
    const state = join(folder, 'world.json');
    const bin = ['--import', 'tsx', 'lib/cli/bin.ts', 'mock', '--port', '0', '--state', state];
    const child = spawn(process.execPath, bin, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Ctrl-C')) child.kill(signal);
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ format: 'affitor-inspector-ledger' });
    await rm(folder, { recursive: true });
  });
});
