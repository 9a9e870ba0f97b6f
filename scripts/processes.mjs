// Starts the other programs the scripts need, each ended with the script that started it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const running = new Set();

/** Ends what still runs when the script itself is told to end. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 130;
  });
}

/** Runs a program to its end and returns its exit code; its output goes to ours unless `quiet`. */
export const run = (command, args, { env = {}, quiet = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: quiet ? 'ignore' : 'inherit',
      env: { ...process.env, ...env },
    });
    running.add(child);
    child.once('error', (cause) => {
      running.delete(child);
      reject(new Error(`${command} did not start: ${cause.message}`, { cause }));
    });
    child.once('exit', (code, signal) => {
      running.delete(child);
      resolve(code ?? (signal ? 128 : 1));
    });
  });

/** The script behind an installed package's command, so that no shell and no shim is needed to run it. */
const commandFile = (packageName, command = packageName) => {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[command];
  return path.join(folder, file);
};

/** Runs a command that an installed package brings. */
export const runTool = (packageName, args, { command, ...options } = {}) =>
  run(process.execPath, [commandFile(packageName, command), ...args], options);

/** `run` and `runTool` return codes; where a failure ends everything, this says so. */
export const mustSucceed = async (what, code) => {
  const exit = await code;
  if (exit !== 0) throw new Error(`${what} failed (exit code ${exit}).`);
};

/** Runs a script's main function; an error is one line for the reader, not a stack. */
export const main = async (body) => {
  try {
    const code = await body();
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
};

/** True when the module is the one Node was asked to run, rather than imported by another. */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === path.resolve(process.argv[1]);
