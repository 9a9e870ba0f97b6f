import type { Entry, QueueEntry, ScriptEntry } from '@/lib/model/entry';
import type { Tone } from './problems';

/** The queue before the tracker took over, as Queue shows it: who waited how long, what was never read. */

export type QueueOutcome = 'ran' | 'refused' | 'neverRan' | 'waiting' | 'notKnown';

export type QueueItem = {
  entry: QueueEntry;
  /** From 1, in the order pushed. */
  place: number;
  heldMs?: number;
  tone: Tone;
  outcome: QueueOutcome;
};

export type QueueFact = { name: string; tone: Tone; text: string; entry?: QueueEntry };

export type QueueView = { items: QueueItem[]; facts: QueueFact[] };

export function queueViewOf(entries: readonly Entry[]): QueueView {
  const queue = entries.filter((entry) => entry.kind === 'queue');
  const fixed = new Set(queue.filter(({ state }) => state === 'unreadable').map(({ documentId }) => documentId));
  const items = queue
    .filter((entry) => entry.itemId !== undefined)
    .map((entry, index) => itemOf(entry, index, fixed.has(entry.documentId)));
  return { items, facts: factsOf(queue) };
}

function itemOf(entry: QueueEntry, index: number, isFixed: boolean): QueueItem {
  const base = { entry, place: index + 1 };
  if (entry.state === 'drained') {
    const heldMs = entry.drainedAt === undefined ? {} : { heldMs: entry.drainedAt - entry.at };
    return { ...base, ...heldMs, tone: 'ok', outcome: 'ran' };
  }
  if (entry.state === 'refused') return { ...base, tone: 'error', outcome: 'refused' };
  if (entry.afterLoad) return { ...base, tone: 'warn', outcome: 'neverRan' };
  // It stays there whether it was read or not.
  if (isFixed) return { ...base, tone: 'none', outcome: 'notKnown' };
  return { ...base, tone: 'info', outcome: 'waiting' };
}

function factsOf(queue: readonly QueueEntry[]): QueueFact[] {
  if (queue.length === 0) return [];
  const find = (state: QueueEntry['state']) => queue.findLast((entry) => entry.state === state);
  const misspelt = find('misspelt');
  const lexical = find('lexical');
  const replaced = find('replaced');
  const unreadable = find('unreadable');
  const created = queue.find((entry) => entry.state === 'created');
  const late = queue.findLast((entry) => entry.afterLoad && entry.state === 'waiting');
  const name = queue.find((entry) => entry.state !== 'misspelt')?.name;
  const facts: QueueFact[] = [];
  if (name) facts.push({ name: 'Name', tone: lexical ? 'warn' : 'ok', text: `\`window.${name}\`` });
  if (misspelt) facts.push(warning('Look-alike', misspelt, `\`${misspelt.name}\` is not read by the tracker`));
  if (lexical) facts.push(warning('Visible', lexical, 'Declared with let or const: the tracker cannot see it'));
  if (unreadable) facts.push(warning('Readable', unreadable, unreadable.message ?? 'It cannot be read'));
  facts.push(
    replaced
      ? warning('Identity', replaced, 'Replaced by another array: what the first one held is lost')
      : { name: 'Identity', tone: 'ok', text: 'Same array since it was first seen' },
  );
  if (created) facts.push({ name: 'Created', tone: 'none', text: '', entry: created });
  if (late) facts.push(warning('After load', late, 'Still an ordinary array: pushes are not read'));
  return facts;
}

const warning = (name: string, entry: QueueEntry, text: string): QueueFact => ({ name, tone: 'warn', text, entry });

export type RailPoint = {
  at: number;
  /** 0 to 1 along the rail. */
  x: number;
  /** ms since the tracker took over. */
  offsetMs: number;
  what: 'pushed' | 'loaded' | 'never-read';
  item?: QueueItem;
};

export type QueueRail = { points: RailPoint[]; holds: { item: QueueItem; from: number; to: number }[] };

/** The last document's queue on a line, to scale; undefined when nothing was pushed or drained there. */
export function railOf(view: QueueView, entries: readonly Entry[]): QueueRail | undefined {
  const documentId = view.items.at(-1)?.entry.documentId;
  const items = view.items.filter(({ entry }) => entry.documentId === documentId);
  const loaded = loadOf(items, entries, documentId);
  const times = items.flatMap(({ entry }) => [entry.at, entry.drainedAt ?? entry.at]);
  if (loaded !== undefined) times.push(loaded);
  const start = Math.min(...times);
  const span = Math.max(...times) - start;
  if (items.length === 0 || span <= 0) return undefined;
  const x = (at: number) => (at - start) / span;
  const zero = loaded ?? start;
  const points = items.map(({ entry, ...rest }): RailPoint => {
    const isLost = entry.state === 'waiting' && loaded !== undefined && rest.outcome !== 'notKnown';
    const what = isLost ? 'never-read' : 'pushed';
    return { at: entry.at, x: x(entry.at), offsetMs: entry.at - zero, what, item: { entry, ...rest } };
  });
  if (loaded !== undefined) points.push({ at: loaded, x: x(loaded), offsetMs: 0, what: 'loaded' });
  const holds = items.flatMap((item) =>
    item.entry.drainedAt === undefined ? [] : [{ item, from: x(item.entry.at), to: x(item.entry.drainedAt) }],
  );
  return { points, holds };
}

function loadOf(
  items: readonly QueueItem[],
  entries: readonly Entry[],
  documentId: string | undefined,
): number | undefined {
  const drained = items.find(({ entry }) => entry.drainedAt !== undefined)?.entry.drainedAt;
  const script = entries.findLast(
    (entry): entry is ScriptEntry => entry.kind === 'script' && entry.documentId === documentId,
  );
  return drained ?? script?.loadedAt;
}
