import type { CookieEntry } from '@/lib/model/entry';
import type { CookieAttributes, CookieAuthor, JournalRecord } from '@/lib/model/observation';
import { dialectOfCookie } from './dialect-signs';
import { compareRecords, entryBase, inOrder } from './entry-base';
import type { Join } from './join-keyed';
import type { Node, Nodes } from './node';
import { createItem, createPairing } from './pairing';
import type { Item } from './pairing-groups';
import { SortedList } from './sorted-list';

/**
 * Changes of cookies: the page's setter knows who wrote, the cookies API what the browser kept. A change also reads
 * against the one before it, for not every witness knows the old value.
 */

type CookieRecord = Extract<JournalRecord, { kind: 'cookie' }>;
type Told = { record: CookieRecord; node: Node | undefined; head: Item<Told> | undefined };

const REACH_MS = 2000;

export function joinCookies(nodes: Nodes): Join<'cookie'> & { settle(): void } {
  /** Changes of each name, by their first records. */
  const histories = new Map<string, SortedList<Told>>();

  const pairing = createPairing<Told>({
    onGroup(head) {
      const told = head.value;
      const history = historyOf(told.record.name);
      if (told.node) nodes.touch(told.node);
      else {
        told.head = head;
        history.add(told);
        told.node = nodes.create(() => ({ entry: build(head.members ?? [head], valueBefore(history, told)) }));
      }
      touchFollowing(history, told);
    },
    onDissolve({ value }) {
      const history = historyOf(value.record.name);
      touchFollowing(history, value);
      history.remove(value);
      if (value.node) nodes.remove(value.node);
      value.node = undefined;
      value.head = undefined;
    },
  });

  function historyOf(name: string): SortedList<Told> {
    const known = histories.get(name);
    if (known) return known;
    const fresh = new SortedList<Told>((a, b) => compareRecords(a.record, b.record));
    histories.set(name, fresh);
    return fresh;
  }

  /** The next change reads against this one; one that the browser refused changes nothing, so the search goes on. */
  function touchFollowing(history: SortedList<Told>, told: Told): void {
    for (let index = history.indexOf(told) + 1; index < history.items.length; index += 1) {
      const next = history.items[index];
      if (next?.node) nodes.touch(next.node);
      if (next && !isRefused(next)) return;
    }
  }

  return {
    add(record) {
      const removal = isRemoval(record.phase);
      const item = createItem<Told>({
        value: { record, node: undefined, head: undefined },
        lane: `${record.source} ${record.author.kind} ${record.phase === 'refused'}`,
        at: record.at,
        seq: record.seq,
        hash: removal ? '' : record.value,
        frameId: undefined,
        reachMs: REACH_MS,
      });
      // What was seen when somebody looked was not written then.
      const kind = record.phase === 'present' ? `present ${record.seq}` : removal ? 'removal' : 'write';
      pairing.add(`${kind} ${record.name}`, item);
    },
    settle: pairing.settle,
  };
}

function isRemoval(phase: CookieRecord['phase']): boolean {
  return phase === 'removed' || phase === 'expired';
}

function recordsOf(told: Told): CookieRecord[] {
  return told.head?.members?.map((item) => item.value.record) ?? [told.record];
}

function isRefused(told: Told): boolean {
  return recordsOf(told).some((record) => record.phase === 'refused');
}

/** `undefined` when the cookie was not there, or nothing is known of it. */
function valueBefore(history: SortedList<Told>, told: Told): string | undefined {
  for (let index = history.indexOf(told) - 1; index >= 0; index -= 1) {
    const before = history.items[index];
    if (before && !isRefused(before)) return isRemoval(before.record.phase) ? undefined : before.record.value;
  }
  return undefined;
}

function build(members: readonly Item<Told>[], before: string | undefined): CookieEntry {
  const records = inOrder(members.map((item) => item.value.record));
  const first = records[0];
  if (!first) throw new Error('A cookie’s change is made of records.');
  const refused = records.find((record) => record.phase === 'refused');
  const previous = previousIn(records, before);
  const message = records.find((record) => record.message !== undefined)?.message;
  const author = authorOf(records);
  const dialect = dialectOfCookie(first.name);
  const entry: CookieEntry = Object.assign(entryBase(records), {
    kind: 'cookie' as const,
    name: first.name,
    action: refused ? 'refused' : actionOf(records, previous),
    value: first.value,
    attributes: attributesOf(records),
    author,
  });
  if (previous !== undefined) entry.previous = previous;
  if (message !== undefined) entry.message = message;
  if (dialect) entry.dialect = dialect;
  if (author.kind === 'extension') entry.ours = true;
  return entry;
}

/** The page reads the jar as it writes; the browser's witness may remember a cookie whose end nobody told it. */
function previousIn(records: readonly CookieRecord[], before: string | undefined): string | undefined {
  const writer = records.find(({ source, author }) => source === 'page' && author.kind === 'script');
  if (writer) return writer.previous ?? before;
  return records.find((record) => record.previous !== undefined)?.previous ?? before;
}

function actionOf(records: readonly CookieRecord[], previous: string | undefined): CookieEntry['action'] {
  if (records.some((record) => record.phase === 'expired')) return 'expired';
  const [first] = records;
  if (first?.phase === 'removed' || first?.phase === 'present') return first.phase;
  if (previous === undefined) return 'set';
  return previous === first?.value ? 'unchanged' : 'changed';
}

/** Whoever names somebody knows more than one who saw the change alone. */
function authorOf(records: readonly CookieRecord[]): CookieAuthor {
  let best: CookieAuthor | undefined;
  for (const { author } of records) {
    if (!best || AUTHORS.indexOf(author.kind) < AUTHORS.indexOf(best.kind)) best = author;
  }
  return best ?? { kind: 'unknown' };
}

const AUTHORS: CookieAuthor['kind'][] = ['extension', 'response', 'script', 'unknown'];

/** What the page asked for, and over it what the browser kept. */
function attributesOf(records: readonly CookieRecord[]): CookieAttributes {
  const [only] = records;
  if (only && records.length === 1) return only.attributes;
  const pageFirst = [...records].sort((a, b) => rank(a) - rank(b));
  return Object.assign({}, ...pageFirst.map((record) => record.attributes));
}

function rank({ source, author }: CookieRecord): number {
  if (source === 'page') return 0;
  return author.kind === 'response' ? 1 : 2;
}
