import type { EntryBase } from '@/lib/model/entry';
import type { JournalRecord, Witness } from '@/lib/model/observation';
import { append } from './append';
import { parseStack } from './stack';

const WITNESS_ORDER: Witness[] = ['page', 'browser', 'network', 'extension'];

/**
 * What all kinds of entries take from their records: the lowest number, the page's time and place where a page spoke.
 * Links come later. `records` is not empty.
 *
 * Entries are made by the hundred thousand, so here and in all that build on this optional fields are set one by one:
 * an object put together from spreads takes ten times the memory while it is made.
 */
export function entryBase(records: readonly JournalRecord[]): EntryBase {
  const first = records[0];
  if (!first) throw new Error('An entry is made of records.');
  let number = first.seq;
  let said = first;
  let stack: string | undefined;
  let witnesses: Witness[] = [];
  for (const record of records) {
    if (record.seq < number) number = record.seq;
    if (!witnesses.includes(record.source)) witnesses = append(witnesses, record.source);
    if (isBefore(record, said)) said = record;
    if ('stack' in record && record.stack && !stack) stack = record.stack;
  }
  if (witnesses.length > 1) witnesses.sort((a, b) => WITNESS_ORDER.indexOf(a) - WITNESS_ORDER.indexOf(b));
  const id = `e${number}`;
  const base: EntryBase = {
    id,
    number,
    at: said.at,
    tabId: said.tabId,
    frameId: said.frameId,
    documentId: said.documentId,
    documentUrl: said.documentUrl,
    witnesses,
    pageOnly: witnesses.length === 1 && witnesses[0] === 'page',
    missing: [],
    effects: [],
    trace: id,
    stack: parseStack(stack),
  };
  if (witnesses.length === 1 && witnesses[0] === 'extension') base.ours = true;
  return base;
}

/** The page's clock counts before any other, then the earliest time. */
function isBefore(a: JournalRecord, b: JournalRecord): boolean {
  const aPage = a.source === 'page';
  if (aPage !== (b.source === 'page')) return aPage;
  return compareRecords(a, b) < 0;
}

export function compareRecords(a: JournalRecord, b: JournalRecord): number {
  return a.at - b.at || a.seq - b.seq;
}

/** Puts records in order of time, in place; mostly they are. */
export function inOrder<R extends JournalRecord>(records: R[]): R[] {
  for (let index = 1; index < records.length; index += 1) {
    if (compareRecords(records[index - 1] as R, records[index] as R) > 0) return records.sort(compareRecords);
  }
  return records;
}
