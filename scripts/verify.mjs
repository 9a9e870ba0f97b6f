// `npm run verify`: slow proofs about what is handed out, apart from `npm test`. The archives are the same bytes at each
// build, and the source archive rebuilds to them; the npm package installs and runs by itself, on Node 20 and 22; and a
// large HAR is judged in little memory; and nothing grave is known of the packages that are bundled.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { audit, NoAnswer } from './audit.mjs';
import { main, root } from './processes.mjs';
import { setUp } from './setup.mjs';
import { archives, zip } from './zip.mjs';

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
const hashes = (of = archives) => Object.fromEntries(Object.entries(of).map(([name, file]) => [name, hashOf(file)]));
const npm = (args, cwd) =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, encoding: 'utf8' });

const work = mkdtempSync(path.join(tmpdir(), 'affitor-inspector-verify-'));

const unpack = async (archive, folder) => {
  const { unzipSync } = await import('fflate');
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archive)))) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
};

const assertSame = (what, one, other) => {
  const differing = Object.keys(one).filter((name) => one[name] !== other[name]);
  if (differing.length > 0) throw new Error(`${what}: ${differing.join(', ')} differ.`);
};

/** Starts the installed mock on a free port, makes a click in it, and ends it. */
const tryMock = (node, cli) =>
  new Promise((resolve, reject) => {
    const server = spawn(node, [cli, 'mock', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    let asked = false;
    const end = (error) => {
      server.once('exit', () => (error ? reject(error) : resolve()));
      server.kill('SIGTERM');
    };
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (!url || asked) return;
      asked = true;
      const body = JSON.stringify({ affiliate_url: 'https://shop.example/?aff=PARTNER123' });
      fetch(`${url}/api/v1/track/click`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        .then((response) => response.json())
        .then((reply) => end(reply.success ? undefined : new Error(`The mock said ${JSON.stringify(reply)}`)))
        .catch(end);
    });
    server.once('error', reject);
  });

const MB = 1024 * 1024;

/** A HAR of a signup with as much of other people's traffic in it as makes 100 MB. */
const writeLargeHar = (file) => {
  const own = readFileSync(path.join(root, 'test/fixtures/har/playwright-v1.har'), 'utf8');
  const start = own.indexOf('"entries": [') + '"entries": ['.length;
  const content = { size: 200_000, mimeType: 'text/javascript', text: 'ü"\\n'.repeat(50_000) };
  const filler = `${JSON.stringify({
    startedDateTime: '2026-03-14T10:43:11.000Z',
    time: 3,
    request: { method: 'GET', url: 'https://cdn.example/app.js', headers: [] },
    response: { status: 200, headers: [], content },
  })},`;
  const out = openSync(file, 'w');
  writeSync(out, own.slice(0, start));
  for (let written = 0; written < 100 * MB; written += Buffer.byteLength(filler)) writeSync(out, filler);
  writeSync(out, own.slice(start));
  closeSync(out);
};

/** Tells at its end how much memory the process held at most. */
const TELLS_MEMORY = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => console.error("maxRSS " + process.resourceUsage().maxRSS))',
)}`;

/** Judges a HAR by the built command, from a file or standard input. */
const checkMeasured = (file, input) => {
  const args = ['--import', TELLS_MEMORY, 'dist/cli/affitor-inspector.mjs', 'check', file, '--format', 'json'];
  const stdio = [input ?? 'ignore', 'pipe', 'pipe'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio });
  const megabytes = Math.round(Number(/maxRSS (\d+)/.exec(stderr)?.[1]) / 1024);
  const verdict = status === 0 ? JSON.parse(stdout).verdict : stderr;
  if (verdict !== 'attributed') throw new Error(`${file} was judged ${verdict}, exit code ${status}.`);
  if (!(megabytes < 1024)) throw new Error(`${file} took ${megabytes} MB.`);
  console.log(`check ${file === '-' ? '-' : path.basename(file)}: ${verdict}, ${megabytes} MB at most`);
};

const proofs = {
  'nothing grave is known of the packages that ship': () => audit(),
  'a HAR of 100 MB is judged within 1 GB': async () => {
    execFileSync(process.execPath, ['scripts/build.mjs', '--cli'], { cwd: root, stdio: 'ignore' });
    const file = path.join(work, 'large.har');
    writeLargeHar(file);
    checkMeasured(file);
    const input = openSync(file, 'r');
    checkMeasured('-', input);
    closeSync(input);
  },
  'two builds give the same archives': async () => {
    await zip();
    const first = hashes();
    await zip();
    assertSame('Two builds', first, hashes());
  },
  'the source archive rebuilds to the same archives': async () => {
    const folder = path.join(work, 'sources');
    await unpack(archives.sources, folder);
    npm(['ci'], folder);
    execFileSync(process.execPath, ['scripts/zip.mjs'], { cwd: folder, stdio: 'inherit' });
    const rebuilt = Object.entries(archives).map(([name, file]) => [
      name,
      path.join(folder, path.relative(root, file)),
    ]);
    assertSame('The rebuilt sources', hashes(), hashes(Object.fromEntries(rebuilt)));
  },
  'the npm package installs and runs on Node 20 and 22': async () => {
    const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', work], root));
    const folder = path.join(work, 'installed');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
    npm(['install', path.join(work, filename)], folder);
    const node22 = path.join(work, 'node22');
    mkdirSync(node22);
    writeFileSync(path.join(node22, 'package.json'), '{"private": true}');
    // The npm package `node` fetches this one in a script that npm does not run unasked.
    const nodePackage = `node-${process.platform}-${process.arch}`;
    npm(['install', `${nodePackage}@22`], node22);
    const cli = path.join(folder, 'node_modules', 'affitor-inspector', 'dist', 'cli', 'affitor-inspector.mjs');
    for (const node of [process.execPath, path.join(node22, 'node_modules', nodePackage, 'bin', 'node')]) {
      const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
      const said = execFileSync(node, [cli, '--version'], { encoding: 'utf8' }).trim();
      await tryMock(node, cli);
      const payload = path.join(work, 'lead.json');
      writeFileSync(payload, JSON.stringify({ user_id: 'u_81', email: 'jo@example.com' }));
      execFileSync(node, [cli, 'validate', payload], { stdio: 'ignore' });
      console.log(`affitor-inspector ${said} runs on Node ${version}`);
    }
  },
};

await main(async () => {
  await setUp({ browsers: [] });
  let failed = 0;
  let unproven = 0;
  try {
    for (const [title, prove] of Object.entries(proofs)) {
      try {
        await prove();
        console.log(`✓ ${title}`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (error instanceof NoAnswer) unproven += 1;
        else failed += 1;
        console.error(`${error instanceof NoAnswer ? '? not proven' : '✗'} ${title}: ${reason}`);
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const passed = Object.keys(proofs).length - failed - unproven;
  console.log(`${passed} passed, ${failed} failed${unproven > 0 ? `, ${unproven} not proven` : ''}`);
  return failed > 0 ? 1 : 0;
});
