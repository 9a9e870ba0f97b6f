import type { ConsoleReading, Dialect } from '@/lib/model/entry';
import type { Snapshot } from '@/lib/model/json';
import { fieldsOfText, scalarFields } from './console-fields';
import { V1, V2 } from './dialects';

/**
 * What the tracker's debug lines mean. One list for both dialects: most lines differ only in their prefix and in the
 * emoji that the first generation puts before them. A line the list does not know keeps its own words.
 */
export type GrammarLine = {
  meaning: string;
  pattern: RegExp;
  tone: ConsoleReading['tone'];
  /** Our wording. */
  text: string | ((fields: Record<string, string>) => string);
  /** Names the pattern's groups; `*` spreads an object printed there into its own fields. */
  groups?: string[];
  dialect?: Dialect;
  /** Lines after this one that explain it belong to it. */
  takesDetails?: boolean;
};

export const GRAMMAR: GrammarLine[] = [
  {
    meaning: 'initialized',
    pattern: /^Affitor tracker initialized with options:\s*(.*)$/s,
    tone: 'ok',
    text: startedText('Tracker started'),
    groups: ['*'],
    dialect: 'v1',
  },
  {
    meaning: 'initialized',
    pattern: /^Affitor tracker v2 initialized:?\s*(.*)$/s,
    tone: 'ok',
    text: startedText('Tracker started'),
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'sdk-initialized',
    pattern: /^Affitor SDK initialized:?\s*(.*)$/s,
    tone: 'ok',
    text: startedText('SDK started'),
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'program-id',
    pattern: /^Using (?:advertiser|program) ID:\s*(.+)$/s,
    tone: 'info',
    text: (fields) => `Program ${fields.programId ?? ''}`,
    groups: ['programId'],
  },
  {
    meaning: 'cookie-probe-started',
    pattern: /^Verifying cookie functionality/,
    tone: 'info',
    text: 'Checking whether cookies work',
  },
  {
    meaning: 'cookie-probe-written',
    pattern: /^Writing test cookies:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test cookies written',
    groups: ['*'],
  },
  {
    meaning: 'cookie-set',
    pattern: /^Cookie set:\s*(.*)$/s,
    tone: 'info',
    text: (fields) => (fields.name ? `Cookie ${fields.name} written` : 'Cookie written'),
    groups: ['*'],
  },
  {
    meaning: 'cookie-probe-read',
    pattern: /^Reading test cookies back:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test cookies read back',
    groups: ['*'],
  },
  {
    meaning: 'cookie-probe-passed',
    pattern: /^Cookie verification PASSED/,
    tone: 'ok',
    text: 'Cookies work',
    takesDetails: true,
  },
  {
    meaning: 'cookie-probe-failed',
    pattern: /^Cookie verification FAILED/,
    tone: 'error',
    text: 'Cookies do not work on this page',
    takesDetails: true,
  },
  {
    meaning: 'user-id-detected',
    pattern: /^(?:Affitor: )?user_id detected\s*[-–:]\s*(.+)$/s,
    tone: 'ok',
    text: (fields) => `user_id detected: ${fields.userId ?? ''}`,
    groups: ['userId'],
    dialect: 'v1',
  },
  {
    meaning: 'user-id-required',
    pattern: /^(?:Affitor: )?user_id is REQUIRED for trackLead\(\)/,
    tone: 'error',
    text: 'user_id is missing: no payment can be attributed to this lead',
    dialect: 'v1',
    takesDetails: true,
  },
  {
    meaning: 'test-called',
    pattern: /^trackTest\(\) called(?:\s+(\S+))?/,
    tone: 'info',
    text: 'trackTest() called: a test event goes out, no lead is made',
    groups: ['debug'],
  },
  {
    meaning: 'test-sending',
    pattern: /^Sending test event to verify tracking:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test event sent',
    groups: ['*'],
  },
  {
    meaning: 'test-click-sending',
    pattern: /^Sending test click event:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test click sent',
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'test-lead-sending',
    pattern: /^Sending test lead event:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test lead sent',
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'test-lead-sent',
    pattern: /^Test lead event sent successfully:?\s*(.*)$/s,
    tone: 'ok',
    text: 'Test lead accepted: no lead was made',
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'click-saved',
    pattern: /^Click tracked, click_id saved:\s*(.+)$/s,
    tone: 'ok',
    text: (fields) => `Click recorded as ${fields.clickId ?? ''}`,
    groups: ['clickId'],
    dialect: 'v2',
  },
  {
    meaning: 'signup-tracked',
    pattern: /^Signup tracked successfully/,
    tone: 'ok',
    text: 'Lead accepted',
    dialect: 'v2',
  },
  {
    meaning: 'signup-key-missing',
    pattern: /^signup\(\) requires customerKey as first argument/,
    tone: 'error',
    text: 'signup() was called without a customer key: no lead was sent',
    dialect: 'v2',
  },
  {
    meaning: 'sdk-load-failed',
    pattern: /^Failed to load:?\s*(.*)$/s,
    tone: 'error',
    text: 'The SDK could not load the tracker script',
    groups: ['error'],
    dialect: 'v2',
  },
];

export type ConsoleLineReading = {
  reading?: ConsoleReading;
  /** From the prefix, or from a line only one dialect prints. */
  dialect?: Dialect;
  /** True when the line starts with one of the tracker's prefixes. */
  hasPrefix: boolean;
  takesDetails: boolean;
};

/** `args` are the console's own arguments, where an object's fields are read better than in the printed text. */
export function readConsoleLine(text: string, args: readonly Snapshot[] = []): ConsoleLineReading {
  const { prefix, rest } = splitPrefix(text);
  const line = GRAMMAR.find((candidate) => candidate.pattern.test(rest));
  const dialect = line?.dialect ?? prefix?.dialect;
  const known = { hasPrefix: prefix !== undefined, takesDetails: line?.takesDetails === true };
  if (!line) return { ...known, ...(dialect && { dialect }) };
  const fields = readFields(line, rest, args);
  const reading: ConsoleReading = {
    meaning: line.meaning,
    text: typeof line.text === 'string' ? line.text : line.text(fields),
    tone: line.tone,
    fields,
  };
  return { ...known, reading, ...(dialect && { dialect }) };
}

/**
 * Whether a line that means nothing by itself may explain the one before: the parts of a failed probe, or the sample
 * after "user_id is REQUIRED". Without a prefix it is the tracker's only because it came right after one that has it.
 */
export function isDetailLine(text: string): boolean {
  const { prefix, rest } = splitPrefix(text);
  if (prefix === undefined) return true;
  const words = withoutPrefix(text);
  if (/^\s{2,}\S/.test(words) || /^\s*(?:[-•*·>]|\d+[.)])\s+/.test(words)) return true;
  return /^(?:Please include user_id in your trackLead call|Possible (?:causes|reasons)|Details?:|Expected:|Actual:|(?:window\.)?affitor\.trackLead\()/i.test(
    rest,
  );
}

/** The line without prefix and emoji. */
export function plainLine(text: string): string {
  return splitPrefix(text).rest;
}

function splitPrefix(text: string): { prefix?: { dialect: Dialect }; rest: string } {
  const match = /^\s*(?:%c)?\s*\[Affitor( Tracker)?\]/.exec(text);
  const rest = trimMarks(withoutPrefix(text));
  return match ? { prefix: { dialect: match[1] ? V1.name : V2.name }, rest } : { rest };
}

function withoutPrefix(text: string): string {
  return text.replace(/^\s*(?:%c)?\s*\[Affitor(?: Tracker)?\] ?/, '');
}

/** Takes the emoji and blanks before a line's first word away. */
function trimMarks(text: string): string {
  return text.replace(/^(?:\p{Extended_Pictographic}|\u{fe0f}|\u{200d}|\s)+/u, '').trimEnd();
}

function readFields(line: GrammarLine, rest: string, args: readonly Snapshot[]): Record<string, string> {
  const match = line.pattern.exec(rest);
  const fields: Record<string, string> = {};
  for (const [index, name] of (line.groups ?? []).entries()) {
    const value = match?.[index + 1]?.trim();
    if (name !== '*') {
      if (value) fields[name] = value;
      continue;
    }
    const printed = args.find((arg) => typeof arg === 'object' && arg !== null && !Array.isArray(arg));
    Object.assign(fields, printed ? scalarFields(printed) : fieldsOfText(value ?? ''));
  }
  return fields;
}

function startedText(what: string): (fields: Record<string, string>) => string {
  return (fields) => ((fields.debug ?? fields.debugMode) === 'true' ? `${what}, debug on` : what);
}
