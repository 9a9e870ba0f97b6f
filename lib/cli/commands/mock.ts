import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { asUsage, type Command, type CommandIo, EXIT, UsageError } from '@/lib/cli/command';
import { type Served, serve } from '@/lib/cli/serve';
import { hasCode, loadState, reasonOf, saveState } from '@/lib/cli/state-file';
import { createHostCheck } from '@/lib/mock/http/guards';
import type { RequestRecord } from '@/lib/mock/http/request-log';
import { createMock, type Mock } from '@/lib/mock/mock';
import { SCENARIO_NAMES, type ScenarioName } from '@/lib/model/ledger';

/** `affitor-inspector mock`: the mock tracking API and the stand-in tracker on a local port, until Ctrl-C. */
export const mock: Command = { summary: 'Serve a mock of the Affitor tracking API', run };

const HELP = `Usage: affitor-inspector mock [options]

Serves a mock of the Affitor tracking API, and a stand-in for its tracker at /js/affitor-tracker.js.

Options:
  --port N         Port to listen on; 0 takes a free one (1337)
  --host ADDRESS   Address to listen on (127.0.0.1)
  --scenario NAME  How to answer from the start (normal)
  --state FILE     Load the world and its records from FILE, and save them there at the end
  --quiet          No line a request
  --help           Show this

Scenarios: ${SCENARIO_NAMES.join(', ')}`;

async function run(argv: string[], io: CommandIo): Promise<number> {
  const options = readOptions(argv);
  if (options === 'help') {
    io.out(HELP);
    return EXIT.ok;
  }
  const state = options.state === undefined ? null : await loadState(options.state);
  if (state && !state.ok) {
    io.err(state.message);
    return EXIT.failed;
  }
  const onError = (error: unknown) =>
    io.err(`The mock failed: ${error instanceof Error ? error.stack : String(error)}`);
  const api = createMock({
    scenario: { scenario: options.scenario },
    script: (name) => readScript(io, name),
    isAllowedHost: createHostCheck(options.host),
    onError,
    ...(state && { ledger: state.world }),
    ...(!options.quiet && { onRequest: (record: RequestRecord) => io.out(lineOf(record)) }),
  });
  const stopped = io.stopRequested();
  const served = await listen(options, api.fetch, onError, io);
  if (!served) return EXIT.failed;
  announce(options, served.port, api, io);
  await stopped;
  await served.close();
  if (options.state === undefined) return EXIT.ok;
  return save(options.state, api, io);
}

async function listen(
  { host, port }: Options,
  fetch: (request: Request) => Promise<Response>,
  onError: (error: unknown) => void,
  io: CommandIo,
): Promise<Served | null> {
  try {
    return await serve({ host, port, fetch, onError });
  } catch (error) {
    io.err(listenFault(host, port, error));
    return null;
  }
}

function listenFault(host: string, port: number, error: unknown): string {
  if (hasCode(error, 'EADDRINUSE')) {
    return `Port ${port} on ${host} is taken. Stop what uses it, or choose another with --port (0 takes a free one).`;
  }
  if (hasCode(error, 'EACCES')) return `Port ${port} may not be used without more rights. Choose one above 1023.`;
  if (hasCode(error, 'EADDRNOTAVAIL') || hasCode(error, 'ENOTFOUND')) {
    return `${host} is not an address of this machine. Leave out --host to listen on 127.0.0.1.`;
  }
  return `The mock cannot listen on ${host}, port ${port}: ${reasonOf(error)}`;
}

function announce({ host, state }: Options, port: number, api: Mock, io: CommandIo): void {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  io.out(`Affitor mock API on ${url}`);
  io.out(`  token    ${api.ledger.programs.rows()[0]?.token ?? 'none: the state has no program'}`);
  io.out(`  script   ${url}/js/affitor-tracker.js`);
  io.out(`  control  ${url}/__mock/ (all, good, bad, reset, scenario, ledger, clock)`);
  if (state !== undefined) io.out(`  state    ${state}, saved when this stops`);
  io.out('Press Ctrl-C to stop.');
}

async function save(path: string, api: Mock, io: CommandIo): Promise<number> {
  try {
    await saveState(path, api.ledger.snapshot());
  } catch (error) {
    io.err(reasonOf(error));
    return EXIT.failed;
  }
  io.out(`Saved to ${path}.`);
  return EXIT.ok;
}

type Options = { port: number; host: string; scenario: ScenarioName; state: string | undefined; quiet: boolean };

function readOptions(argv: string[]): Options | 'help' {
  const { values } = asUsage(() =>
    parseArgs({
      args: argv,
      options: {
        port: { type: 'string', default: '1337' },
        host: { type: 'string', default: '127.0.0.1' },
        scenario: { type: 'string', default: 'normal' },
        state: { type: 'string' },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return 'help';
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new UsageError(`--port must be a number from 0 to 65535, not "${values.port}".`);
  }
  if (values.state === '') throw new UsageError('--state must name a file.');
  if (values.host === '') throw new UsageError('--host must not be empty.');
  const scenario = SCENARIO_NAMES.find((name) => name === values.scenario);
  if (!scenario) {
    throw new UsageError(`Unknown scenario "${values.scenario}". Choose one of: ${SCENARIO_NAMES.join(', ')}.`);
  }
  return { port, host: values.host, scenario, state: values.state, quiet: values.quiet };
}

async function readScript(io: CommandIo, name: string): Promise<string | null> {
  if (!/^affitor-tracker(?:-[a-z0-9]+)?\.js$/.test(name)) return null;
  try {
    return await readFile(new URL(name, io.scriptsDir), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function lineOf({ method, path, status, scenario, durationMs, answer }: RequestRecord): string {
  const note = scenario === 'normal' ? '' : `  [${scenario}]`;
  const reason = status !== null && status < 400 ? '' : `  ${refusalOf(answer)}`;
  return `${status ?? 'no answer'}  ${method} ${path}  ${Math.round(durationMs)} ms${note}${reason}`.trimEnd();
}

function refusalOf(answer: RequestRecord['answer']): string {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return '';
  const { error } = answer;
  if (typeof error === 'string') return error;
  return error !== null && typeof error === 'object' && !Array.isArray(error) ? String(error.message ?? '') : '';
}
