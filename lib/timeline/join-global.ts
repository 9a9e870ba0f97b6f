import type { GlobalEntry } from '@/lib/model/entry';
import type { JournalRecord } from '@/lib/model/observation';
import { dialectOfGlobal } from './dialect-signs';
import { compareRecords, entryBase } from './entry-base';
import { type Join, senderOf } from './join-keyed';
import type { Node, Nodes } from './node';
import { SortedList } from './sorted-list';

/** The tracker's object on `window`: each time it came is an entry, and later looks at its state belong to that one. */

type GlobalRecord = Extract<JournalRecord, { kind: 'global' }>;

type Look = { record: GlobalRecord; node: Node | undefined };

export function joinGlobals(nodes: Nodes): Join<'global'> {
  const documents = new Map<string, SortedList<Look>>();
  return {
    add(record) {
      const key = `${senderOf(record)} ${record.name}`;
      const looks = documents.get(key) ?? new SortedList<Look>((a, b) => compareRecords(a.record, b.record));
      documents.set(key, looks);
      const look: Look = { record, node: undefined };
      const index = looks.add(look);
      const head = headIndex(looks.items, index);
      if (head !== index) {
        const first = looks.items[head];
        if (first?.node) nodes.touch(first.node);
        return;
      }
      look.node = nodes.create(() => ({ entry: build(looks, look) }));
      takeOver(nodes, looks, index);
    },
  };
}

/** What follows a new first look may have belonged to the one before, or, with none before, stood for itself. */
function takeOver(nodes: Nodes, looks: SortedList<Look>, index: number): void {
  const next = looks.items[index + 1];
  if (next?.node && next.record.phase === 'state') {
    nodes.remove(next.node);
    next.node = undefined;
  }
  const before = looks.items[index === 0 ? 0 : headIndex(looks.items, index - 1)];
  if (before?.node && index > 0) nodes.touch(before.node);
}

function headIndex(looks: readonly Look[], from: number): number {
  let index = from;
  while (index > 0 && looks[index]?.record.phase === 'state') index -= 1;
  return index;
}

function build(looks: SortedList<Look>, first: Look): GlobalEntry {
  const { items } = looks;
  const start = looks.indexOf(first);
  let end = start + 1;
  while (items[end]?.record.phase === 'state') end += 1;
  const records = items.slice(start, end).map((look) => look.record);
  const last = records.at(-1) ?? first.record;
  const { phase } = first.record;
  const methods = records.findLast((record) => record.methods.length > 0)?.methods ?? [];
  const dialect = dialectOfGlobal(methods, last.state);
  return Object.assign(entryBase(records), {
    kind: 'global' as const,
    name: first.record.name,
    phase: phase === 'state' ? 'appeared' : phase,
    methods,
    state: last.state,
    ...(dialect && { dialect }),
  });
}
