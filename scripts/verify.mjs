// `npm run verify`: slow proofs about what is handed out, apart from `npm test`. The archives are the same bytes at each
// build, and the source archive rebuilds to them; the npm package installs and runs by itself, on Node 20 and 22.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

const proofs = {
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
  try {
    for (const [title, prove] of Object.entries(proofs)) {
      try {
        await prove();
        console.log(`✓ ${title}`);
      } catch (error) {
        failed += 1;
        console.error(`✗ ${title}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  console.log(`${Object.keys(proofs).length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});
