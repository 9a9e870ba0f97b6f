import type { ConsoleEntry } from '@/lib/model/entry';
import type { JournalRecord } from '@/lib/model/observation';
import { type ConsoleLineReading, isDetailLine, readConsoleLine, withoutPrefix } from '@/lib/tracker/console-grammar';
import { compareRecords, entryBase } from './entry-base';
import type { Join } from './join-keyed';
import { senderOf } from './join-keyed';
import type { Built, Node, Nodes } from './node';
import { SortedList } from './sorted-list';

/** Console lines, each with the lines that follow it and only explain it. */

type ConsoleRecord = Extract<JournalRecord, { kind: 'console' }>;

type Line = {
  record: ConsoleRecord;
  reading: ConsoleLineReading;
  /** It reads like a detail; whether it is one depends on the line before. */
  mayBeDetail: boolean;
  node: Node | undefined;
  details: readonly Line[];
};

/** A tracker prints a line and its details in one go. */
const DETAIL_GAP_MS = 1000;
const DETAIL_LIMIT = 50;

export function joinConsole(nodes: Nodes): Join<'console'> {
  const documents = new Map<string, SortedList<Line>>();
  return {
    add(record) {
      const sender = senderOf(record);
      const lines = documents.get(sender) ?? new SortedList<Line>((a, b) => compareRecords(a.record, b.record));
      documents.set(sender, lines);
      const reading = readConsoleLine(record.text, record.args);
      const mayBeDetail = !reading.reading && isDetailLine(record.text);
      const index = lines.add({ record, reading, mayBeDetail, node: undefined, details: [] });
      regroup(nodes, lines.items, index);
    },
  };
}

/** Looks again at the lines from the last that is surely no detail to the next such. */
function regroup(nodes: Nodes, lines: readonly Line[], changed: number): void {
  let start = changed;
  while (start > 0 && lines[start]?.mayBeDetail) start -= 1;
  if (start === changed && start > 0) start = previousHead(lines, start - 1);
  let end = changed + 1;
  while (lines[end]?.mayBeDetail) end += 1;

  let head: Line | undefined;
  let details: Line[] = [];
  const close = () => {
    if (head) setDetails(nodes, head, details);
  };
  for (let index = start; index < end; index += 1) {
    const line = lines[index];
    if (!line) continue;
    const last = details.at(-1) ?? head;
    if (head && last && belongs(line, head, last, details.length)) {
      details.push(line);
      if (line.node) nodes.remove(line.node);
      line.node = undefined;
      continue;
    }
    close();
    head = line;
    details = [];
  }
  close();
}

function previousHead(lines: readonly Line[], from: number): number {
  let index = from;
  while (index > 0 && lines[index]?.mayBeDetail) index -= 1;
  return index;
}

function belongs(line: Line, head: Line, last: Line, count: number): boolean {
  if (!line.mayBeDetail || !head.reading.takesDetails || count >= DETAIL_LIMIT) return false;
  return line.record.at - last.record.at <= DETAIL_GAP_MS;
}

function setDetails(nodes: Nodes, head: Line, details: readonly Line[]): void {
  const isSame = head.details.length === details.length && head.details.every((line, index) => line === details[index]);
  if (head.node && isSame) return;
  head.details = details;
  if (head.node) nodes.touch(head.node);
  else head.node = nodes.create(() => build(head));
}

function build({ record, reading, details }: Line): Built {
  const entry: ConsoleEntry = Object.assign(entryBase([record, ...details.map((line) => line.record)]), {
    kind: 'console' as const,
    level: record.level,
    text: record.text,
    args: record.args,
    details: details.map((line) => withoutPrefix(line.record.text).trim()),
  });
  if (reading.reading) entry.reading = reading.reading;
  if (reading.dialect) entry.dialect = reading.dialect;
  return { entry };
}
