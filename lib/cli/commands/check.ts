import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { asUsage, type Command, type CommandIo, EXIT, UsageError } from '@/lib/cli/command';
import { fileFault, readRecordingFile, readRecordingStream } from '@/lib/cli/recording-file';
import { reasonOf } from '@/lib/cli/state-file';
import { evaluate } from '@/lib/expectations/evaluate';
import type { Check } from '@/lib/expectations/expectations';
import { readExpectations } from '@/lib/expectations/expectations-file';
import {
  failuresOf,
  isReportFormat,
  type PassOptions,
  REPORT_FORMATS,
  type Report,
  type ReportedFile,
  type ReportFormat,
  type UnusableFile,
  writeReport,
} from '@/lib/expectations/report/report';

/** `affitor-inspector check`: the panel's judgement without a browser, for build servers. */
export const check: Command = { summary: 'Judge session files and HARs, and hold them against checks', run };

const HELP = `Usage: affitor-inspector check FILE... [options]

Judges recordings, session files (.affitor.json) or HARs, by the rules of the panel.
FILE may be - for standard input.

Options:
  --expect FILE      Also hold them against the checks in FILE, which then decide
  --format FORMAT    ${REPORT_FORMATS.join(', ')} (text)
  --output FILE      Write the report to FILE, also when something failed
  --fail-on LEVEL    Fail on findings of this severity: error or warning
                     (error; with --expect, findings fail only when this is given)
  --help             Show this

Exit code: 0 passed, 1 failed, 2 a file, format or check that cannot be used.`;

type Options = {
  files: string[];
  expect: string | undefined;
  format: ReportFormat;
  output: string | undefined;
  pass: PassOptions;
};

async function run(argv: string[], io: CommandIo): Promise<number> {
  const options = readOptions(argv);
  if (options === 'help') {
    io.out(HELP);
    return EXIT.ok;
  }
  const { files, unusable } = await judgeAll(options, io);
  for (const { name, message } of unusable) io.err(`${name}: ${message}`);
  const passed = unusable.length === 0 && files.every((file) => file.passed);
  const generator = { name: 'affitor-inspector', version: io.version };
  const report = { generator, createdAt: new Date().toISOString(), passed, files, unusable };
  if (!(await deliver(report, options, io)) || unusable.length > 0) return EXIT.usage;
  return passed ? EXIT.ok : EXIT.failed;
}

type Judged = { files: ReportedFile[]; unusable: UnusableFile[] };

/** With checks that cannot be used nothing is judged. */
async function judgeAll({ files: names, expect, pass }: Options, io: CommandIo): Promise<Judged> {
  const checks = await readChecks(expect);
  if (typeof checks === 'string') return { files: [], unusable: [{ name: expect ?? '', message: checks }] };
  const judged: Judged = { files: [], unusable: [] };
  for (const name of names) {
    const file = await judgeFile(name, checks, pass, io);
    if (typeof file === 'string') judged.unusable.push({ name: nameOf(name), message: file });
    else judged.files.push(file);
  }
  return judged;
}

const STANDARD_INPUT = '-';

const nameOf = (file: string): string => (file === STANDARD_INPUT ? 'standard input' : file);

function readOptions(argv: string[]): Options | 'help' {
  const { values, positionals } = asUsage(() =>
    parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        expect: { type: 'string' },
        format: { type: 'string', default: 'text' },
        output: { type: 'string', short: 'o' },
        'fail-on': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return 'help';
  if (positionals.length === 0) throw new UsageError('Name at least one session file or HAR to check.');
  if (positionals.filter((name) => name === STANDARD_INPUT).length > 1) {
    throw new UsageError('Standard input can be read once only. Name - once.');
  }
  const { format, expect, output, 'fail-on': failOn } = values;
  if (!isReportFormat(format)) {
    throw new UsageError(`Unknown format "${format}". Choose one of: ${REPORT_FORMATS.join(', ')}.`);
  }
  if (failOn !== undefined && failOn !== 'error' && failOn !== 'warning') {
    throw new UsageError(`--fail-on must be error or warning, not "${failOn}".`);
  }
  if (expect === '') throw new UsageError('--expect must name a file.');
  if (output === '') throw new UsageError('--output must name a file.');
  // Without checks the judgement decides.
  const decidesAlone = expect === undefined;
  const level = failOn ?? (decidesAlone ? ('error' as const) : undefined);
  return { files: positionals, expect, format, output, pass: { failOn: level, failOnVerdict: decidesAlone } };
}

/** A message when the checks cannot be used. */
async function readChecks(path: string | undefined): Promise<Check[] | string> {
  if (path === undefined) return [];
  try {
    const reading = readExpectations(await readFile(path, 'utf8'));
    if (!reading.ok) return reading.message;
    const { checks } = reading.expectations;
    return checks.length > 0 ? checks : 'The file lists no check, so it would let everything pass. Add one.';
  } catch (error) {
    return fileFault(error);
  }
}

async function judgeFile(
  file: string,
  checks: Check[],
  pass: PassOptions,
  io: CommandIo,
): Promise<ReportedFile | string> {
  const reading = file === STANDARD_INPUT ? await readRecordingStream(io.inputChunks()) : await readRecordingFile(file);
  if (!reading.ok) return reading.message;
  const { timeline, ...recording } = reading.recording;
  const results = evaluate({ checks }, timeline, recording.judgement, { over: true });
  const failures = failuresOf(recording.judgement, results, pass);
  return {
    name: nameOf(file),
    ...recording,
    events: timeline.entries.length,
    checks: results,
    failures,
    passed: failures.length === 0,
  };
}

/** False when the report could not be written. */
async function deliver(report: Report, { format, output }: Options, io: CommandIo): Promise<boolean> {
  const text = writeReport(format, report);
  if (output === undefined) {
    // A terminal has been told already what cannot be used.
    if (format !== 'text' || report.files.length > 0) io.out(text.trimEnd());
    return true;
  }
  try {
    await writeFile(output, text);
  } catch (error) {
    io.err(`${output}: The report cannot be written there: ${reasonOf(error)}`);
    return false;
  }
  for (const { name, passed, judgement } of report.files) {
    io.out(`${passed ? 'PASS' : 'FAIL'}  ${name}  ${judgement.verdict.value}`);
  }
  io.out(`Report written to ${output}.`);
  return true;
}
