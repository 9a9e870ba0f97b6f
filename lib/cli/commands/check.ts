import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { asUsage, type Command, type CommandIo, EXIT, UsageError } from '@/lib/cli/command';
import { fileFault, readRecording } from '@/lib/cli/recording-file';
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
  writeReport,
} from '@/lib/expectations/report/report';

/** `affitor-inspector check`: the panel's judgement without a browser, for build servers. */
export const check: Command = { summary: 'Judge session files and HARs, and hold them against checks', run };

const HELP = `Usage: affitor-inspector check FILE... [options]

Judges recordings, session files (.affitor.json) or HARs, by the rules of the panel.

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
  const checks = await readChecks(options.expect);
  if (typeof checks === 'string') {
    io.err(checks);
    return EXIT.usage;
  }
  const files: ReportedFile[] = [];
  let unusable = 0;
  for (const name of options.files) {
    const file = await judgeFile(name, checks, options.pass);
    if (typeof file !== 'string') files.push(file);
    else {
      unusable += 1;
      io.err(`${name}: ${file}`);
    }
  }
  const passed = unusable === 0 && files.every((file) => file.passed);
  if (files.length > 0 && !(await deliver(reportOf(files, passed, io), options, io))) return EXIT.usage;
  if (unusable > 0) return EXIT.usage;
  return passed ? EXIT.ok : EXIT.failed;
}

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
    if (!reading.ok) return `${path}: ${reading.message}`;
    const { checks } = reading.expectations;
    return checks.length > 0 ? checks : `${path}: The file lists no check, so it would let everything pass. Add one.`;
  } catch (error) {
    return `${path}: ${fileFault(error)}`;
  }
}

async function judgeFile(name: string, checks: Check[], pass: PassOptions): Promise<ReportedFile | string> {
  const reading = await readRecording(name);
  if (!reading.ok) return reading.message;
  const { timeline, ...recording } = reading.recording;
  const results = evaluate({ checks }, timeline, recording.judgement, { over: true });
  const failures = failuresOf(recording.judgement, results, pass);
  return {
    name,
    ...recording,
    events: timeline.entries.length,
    checks: results,
    failures,
    passed: failures.length === 0,
  };
}

function reportOf(files: ReportedFile[], passed: boolean, io: CommandIo): Report {
  const generator = { name: 'affitor-inspector', version: io.version };
  return { generator, createdAt: new Date().toISOString(), passed, files };
}

/** False when the report could not be written. */
async function deliver(report: Report, { format, output }: Options, io: CommandIo): Promise<boolean> {
  const text = writeReport(format, report);
  if (output === undefined) {
    io.out(text.trimEnd());
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
