import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { type CommandIo, EXIT, UsageError } from './command';
import { COMMANDS } from './commands/registry';

/** `affitor-inspector`: finds the command, hands it the real world, and turns what it says into an exit code. */
export async function main(argv: string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(usage());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  if (name === '--version' || name === '-v') {
    io.out(io.version);
    return EXIT.ok;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    io.err(`Unknown command "${name}". Run affitor-inspector --help to see what there is.`);
    return EXIT.usage;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`${error.message}\nRun affitor-inspector ${name} --help for its options.`);
    return EXIT.usage;
  }
}

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Usage: affitor-inspector <command> [options]',
    '',
    'Commands:',
    ...commands,
    '',
    'Options:',
    '  --help     Show this, or a command’s options after its name',
    '  --version  Show the version',
  ].join('\n');
}

/** The process's own streams and signals. */
export function processIo(moduleUrl: string): CommandIo {
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    readInput: () => text(process.stdin),
    inputChunks: () => process.stdin.setEncoding('utf8'),
    scriptsDir: new URL('./js/', moduleUrl),
    version: packageVersion(moduleUrl),
    stopRequested: () =>
      new Promise((resolve) => {
        process.once('SIGINT', () => resolve());
        process.once('SIGTERM', () => resolve());
      }),
  };
}

/** Both the source and the built file lie two folders below package.json. */
function packageVersion(moduleUrl: string): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../../package.json', moduleUrl), 'utf8'));
  return manifest.version;
}
