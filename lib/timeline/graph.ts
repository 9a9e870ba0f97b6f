import type { Dialect, Entry, ScriptEntry } from '@/lib/model/entry';
import { createCauses } from './causes';
import { createNode, type Node, type Nodes } from './node';
import { compareEntries } from './timeline';

/**
 * Keeps nodes built, joined to their causes, and published as entries. Between two calls of `settle` the joins only
 * mark what changed; then each changed node is built once, the links near it are looked at again, and whatever reads
 * differently is published anew.
 */
export type Graph = Nodes & { settle(): Change[] };

/** `before` or `after` is absent when the entry came or went. */
export type Change = { before: Entry | undefined; after: Entry | undefined };

export function createGraph(): Graph {
  const causes = createCauses();
  const dirty = new Set<Node>();

  function settle(): Change[] {
    const stale = new Set<Node>();
    const relink = new Set<Node>();
    for (const node of dirty) rebuild(node, stale, relink);
    dirty.clear();
    causes.takeAffected(relink);
    for (const node of relink) if (!node.removed) link(node, stale);
    return publishAll(stale);
  }

  function rebuild(node: Node, stale: Set<Node>, relink: Set<Node>): void {
    const before = node.entry;
    causes.affect(node);
    causes.remove(node);
    stale.add(node);
    if (node.removed) {
      for (const effect of node.effects) relink.add(effect);
      unlink(node, stale);
      return;
    }
    const { entry, hints } = node.build();
    node.hints = hints ?? {};
    node.entry = entry;
    causes.add(node);
    causes.affect(node);
    relink.add(node);
    // Others name this one by its id, and list it by its time.
    if (before?.id !== entry.id || before.at !== entry.at) staleAround(node, stale);
    else if (node.cause) staleUpwards(node.cause, stale);
  }

  function link(node: Node, stale: Set<Node>): void {
    const cause = causes.find(node);
    if (cause === node.cause) return;
    unlink(node, stale);
    node.cause = cause;
    cause?.effects.add(node);
    staleAround(node, stale);
  }

  return {
    create(build) {
      const node = createNode(build);
      dirty.add(node);
      return node;
    },
    touch: (node) => void dirty.add(node),
    remove(node) {
      node.removed = true;
      dirty.add(node);
    },
    settle,
  };
}

function unlink(node: Node, stale: Set<Node>): void {
  if (!node.cause) return;
  node.cause.effects.delete(node);
  staleUpwards(node.cause, stale);
  node.cause = undefined;
}

/** The causes list their effects, and the effects carry the trace of the first cause. */
function staleAround(node: Node, stale: Set<Node>): void {
  staleUpwards(node, stale);
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const effect of next.effects) {
      if (stale.has(effect) && effect.effects.size === 0) continue;
      stale.add(effect);
      open.push(effect);
    }
  }
}

/** Two steps: a queue item speaks the dialect of the request its call made. */
function staleUpwards(node: Node, stale: Set<Node>): void {
  let next: Node | undefined = node;
  for (let step = 0; next && step < 3; step += 1) {
    stale.add(next);
    next = next.cause;
  }
}

function publishAll(stale: ReadonlySet<Node>): Change[] {
  const changes: Change[] = [];
  for (const node of stale) {
    const before = node.published;
    const after = node.removed ? undefined : publish(node);
    node.published = after;
    if (before || after) changes.push({ before, after });
  }
  return changes;
}

/** The built entry stays as it is; what is published is a copy with its links. */
function publish(node: Node): Entry | undefined {
  const { entry, cause } = node;
  if (!entry) return undefined;
  const effects = [...node.effects].sort(compareNodes);
  const dialect = entry.dialect ?? dialectOfEffects(effects, 2);
  return enrich(
    {
      ...entry,
      effects: effects.flatMap((effect) => effect.entry?.id ?? []),
      trace: rootOf(node).entry?.id ?? entry.id,
      ...(cause?.entry && { cause: cause.entry.id }),
      ...(dialect && { dialect }),
    },
    effects,
  );
}

function rootOf(node: Node): Node {
  let root = node;
  while (root.cause) root = root.cause;
  return root;
}

function compareNodes(a: Node, b: Node): number {
  return a.entry && b.entry ? compareEntries(a.entry, b.entry) : 0;
}

/** A queue item speaks the dialect of its call, and a call that of its request. */
function dialectOfEffects(effects: readonly Node[], depth: number): Dialect | undefined {
  if (depth === 0) return undefined;
  for (const { entry, effects: further } of effects) {
    const dialect = entry?.dialect ?? dialectOfEffects([...further].sort(compareNodes), depth - 1);
    if (dialect) return dialect;
  }
  return undefined;
}

/** What an entry can say only because of what it led to. */
function enrich(entry: Entry, effects: readonly Node[]): Entry {
  if (entry.kind === 'script' && entry.state === 'failed') return withRequestFailure(entry, effects);
  if (entry.kind === 'queue' && entry.state === 'waiting') {
    const call = effects.find((effect) => effect.entry?.kind === 'call')?.entry;
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
