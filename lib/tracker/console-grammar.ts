import type { ConsoleReading, Dialect } from '@/lib/model/entry';
import type { Snapshot } from '@/lib/model/json';
import { fieldsOfText, scalarFields } from './console-fields';
import { GRAMMAR, type GrammarLine } from './console-lines';
import { ALL_DIALECTS, type DialectFact } from './dialects';

/** Reads the tracker's console lines by the grammar of `console-lines`. */

/** What may stand before a prefix. */
const LEAD_IN = /^\s*(?:%c)?\s*/;

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
  const fact = prefixed(text);
  const rest = trimMarks(withoutPrefix(text));
  return fact ? { prefix: { dialect: fact.name }, rest } : { rest };
}

function prefixed(text: string): DialectFact | undefined {
  const start = text.replace(LEAD_IN, '');
  return ALL_DIALECTS.find(({ consolePrefix }) => start.startsWith(consolePrefix));
}

/** The line as it stands after the tracker's prefix. */
export function withoutPrefix(text: string): string {
  const fact = prefixed(text);
  return fact ? text.replace(LEAD_IN, '').slice(fact.consolePrefix.length).replace(/^ /, '') : text;
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
