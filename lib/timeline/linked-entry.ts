import type { Dialect, Entry, ScriptEntry } from '@/lib/model/entry';
import { compareNodes, type Node } from './node';

/**
 * A node's entry with its links, as the timeline shows it. A newly built entry gets them in place; an entry that is out
 * already is copied, for it may be in somebody's hands.
 */
export function linkedEntry(node: Node): Entry | undefined {
  if (!node.entry) return undefined;
  const entry = node.isFresh ? node.entry : { ...node.entry };
  node.entry = entry;
  node.isFresh = false;
  const effects = node.effects && node.effects.size > 0 ? [...node.effects].sort(compareNodes) : NONE;
  if (effects.length > 0 || entry.effects.length > 0)
    entry.effects = effects.flatMap((effect) => effect.entry?.id ?? []);
  entry.trace = rootOf(node).entry?.id ?? entry.id;
  if (node.cause?.entry) entry.cause = node.cause.entry.id;
  else delete entry.cause;
  const dialect = node.dialect ?? dialectOfEffects(effects, 2);
  if (dialect) entry.dialect = dialect;
  else delete entry.dialect;
  return enriched(entry, effects);
}

const NONE: readonly Node[] = [];

function rootOf(node: Node): Node {
  let root = node;
  while (root.cause) root = root.cause;
  return root;
}

/** A queue item speaks the dialect of its call, and a call that of its request. */
function dialectOfEffects(effects: readonly Node[], depth: number): Dialect | undefined {
  if (depth === 0) return undefined;
  for (const { dialect, effects: further } of effects) {
    const found = dialect ?? (further && dialectOfEffects([...further].sort(compareNodes), depth - 1));
    if (found) return found;
  }
  return undefined;
}

/** What an entry can say only because of what it led to. */
function enriched(entry: Entry, effects: readonly Node[]): Entry {
  if (entry.kind === 'script' && entry.state === 'failed') return withRequestFailure(entry, effects);
  if (entry.kind === 'queue' && entry.state === 'waiting') {
    const call = effects.find((effect) => effect.entry?.kind === 'call');
    if (call) return { ...entry, state: 'drained', drainedAt: call.at, endedAt: call.at, afterLoad: false };
  }
  return entry;
}

/** The page only learns that a script did not load; the browser knows why. */
function withRequestFailure(entry: ScriptEntry, effects: readonly Node[]): ScriptEntry {
  if (entry.reason && entry.reason !== 'network') return entry;
  for (const effect of effects) {
    if (effect.entry?.kind !== 'request') continue;
    const { outcome } = effect.entry;
    if (outcome.kind === 'failed') return { ...entry, reason: outcome.reason, message: outcome.message };
    if (outcome.kind === 'answered' && outcome.status >= 400) {
      return { ...entry, reason: 'network', message: `The server answered ${outcome.status}.` };
    }
  }
  return entry;
}
