import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { asUsage, type Command, type CommandIo, EXIT, UsageError } from '@/lib/cli/command';
import { fileFault } from '@/lib/cli/recording-file';
import { plainLine } from '@/lib/expectations/report/escape';
import { DIALECT_NAMES, type Dialect, isDialect } from '@/lib/model/entry';
import { checkPayloadText } from '@/lib/session/payload-check';
import type { PayloadText } from '@/lib/session/payload-text';
import type { LeadCheck, LeadField } from '@/lib/tracker/lead-payload';

/** `affitor-inspector validate`: a lead's payload against the documentation, before it is ever sent. */
export const validate: Command = { summary: 'Check a lead’s payload: JSON, JavaScript, cURL or a queue push', run };

const HELP = `Usage: affitor-inspector validate [FILE|-] [options]

Checks what a page or server sends as a lead. FILE holds JSON, a JavaScript object, a tracker call or queue push,
or a cURL command; without one, or with -, it is read from standard input.

Options:
  --dialect NAME   v1 or v2 (as the payload says, otherwise v1)
  --mode NAME      browser or server (as the payload says, otherwise browser)
  --format FORMAT  text or json (text)
  --help           Show this

Exit code: 0 no errors, 1 errors, 2 a file or option that cannot be used.`;

type Mode = 'browser' | 'server';
type Options = { file: string; dialect?: Dialect; mode?: Mode; format: 'text' | 'json' };

async function run(argv: string[], io: CommandIo): Promise<number> {
  const options = readOptions(argv);
  if (options === 'help') {
    io.out(HELP);
    return EXIT.ok;
  }
  let text: string;
  try {
    text = options.file === '-' ? await io.readInput() : await readFile(options.file, 'utf8');
  } catch (error) {
    io.err(`${options.file}: ${fileFault(error)}`);
    return EXIT.usage;
  }
  const name = options.file === '-' ? 'input' : options.file;
  const checked = checkPayloadText(text, options);
  if (!checked.ok) {
    const { ok: _, ...error } = checked;
    const place = error.line === undefined ? '' : `:${error.line}:${error.column}`;
    if (options.format === 'json') io.out(JSON.stringify({ ok: false, error }, null, 2));
    else io.err(plainLine(`${name}${place}: ${error.message}`));
    return EXIT.failed;
  }
  const { read, check, dialect, mode } = checked;
  const format = options.format === 'json' ? jsonOf : textOf;
  io.out(format(name, read, check, dialect, mode));
  return check.ok ? EXIT.ok : EXIT.failed;
}

function readOptions(argv: string[]): Options | 'help' {
  const { values, positionals } = asUsage(() =>
    parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        dialect: { type: 'string' },
        mode: { type: 'string' },
        format: { type: 'string', default: 'text' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return 'help';
  if (positionals.length > 1) throw new UsageError('Name one file, or none to read standard input.');
  const { dialect, mode, format } = values;
  if (dialect !== undefined && !isDialect(dialect)) {
    throw new UsageError(`--dialect must be ${DIALECT_NAMES.join(' or ')}, not "${dialect}".`);
  }
  if (mode !== undefined && mode !== 'browser' && mode !== 'server') {
    throw new UsageError(`--mode must be browser or server, not "${mode}".`);
  }
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format must be text or json, not "${format}".`);
  return { file: positionals[0] ?? '-', format, ...(dialect && { dialect }), ...(mode && { mode }) };
}

function jsonOf(_name: string, read: PayloadText, checked: LeadCheck, dialect: Dialect, mode: Mode): string {
  const { form, method, payload } = read;
  const errors = checked.fields.filter(isError).length;
  return JSON.stringify(
    {
      ok: checked.ok,
      dialect,
      mode,
      form,
      ...(method !== undefined && { method }),
      testMode: checked.testMode,
      errors,
      warnings: checked.fields.filter((field) => field.status !== 'ok' && !isError(field)).length,
      fields: checked.fields,
      payload: payload ?? null,
    },
    null,
    2,
  );
}

const FORMS: Record<PayloadText['form'], string> = {
  json: 'JSON',
  javascript: 'JavaScript',
  queue: 'a queue push',
  call: 'a call',
  curl: 'cURL',
};

function textOf(name: string, read: PayloadText, checked: LeadCheck, dialect: Dialect, mode: Mode): string {
  const width = Math.max(...checked.fields.map((field) => field.name.length), 0);
  const errors = checked.fields.filter(isError).length;
  const lines = [
    `${name}: a ${dialect} lead from a ${mode}, read from ${FORMS[read.form]}`,
    ...checked.fields.flatMap((field) => fieldLines(field, width)),
    ...(checked.testMode ? ['Test mode is on: only a test event would be kept.'] : []),
    errors === 0 ? 'No errors' : `${errors} error${errors === 1 ? '' : 's'}`,
  ];
  return lines.map(plainLine).join('\n');
}

function fieldLines(field: LeadField, width: number): string[] {
  const mark = isError(field) ? 'ERROR' : field.status === 'ok' ? 'ok' : 'note';
  const line = `  ${mark.padEnd(6)} ${field.name.padEnd(width)}  ${field.message}`;
  const hasFix = field.fix !== undefined && field.status !== 'ok';
  return hasFix ? [line, `  ${' '.repeat(6 + width + 2)} ${field.fix}`] : [line];
}

const isError = ({ status, required }: LeadField): boolean =>
  status === 'wrong' || (status === 'missing' && required === 'required');
