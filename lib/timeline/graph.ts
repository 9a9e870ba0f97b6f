import type { Entry } from '@/lib/model/entry';
import { createCauses } from './causes';
import { linkedEntry } from './linked-entry';
import { compareNodes, createNode, type Node, type Nodes, setBuilt } from './node';

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
    const built: Node[] = [];
    for (const node of dirty) if (rebuild(node, stale, relink)) built.push(node);
    dirty.clear();
    // Nodes come join by join; listed in order of time, nearly each goes to the end of its lists.
    built.sort(compareNodes);
    for (const node of built) {
      causes.add(node);
      causes.affect(node);
    }
    causes.takeAffected(relink);
    for (const node of relink) if (!node.removed) link(node, stale);
    return publishAll(stale);
  }

  /** Takes the node off its lists; true when it is there to be listed again. */
  function rebuild(node: Node, stale: Set<Node>, relink: Set<Node>): boolean {
    const before = node.entry?.id;
    const beforeAt = node.at;
    causes.affect(node);
    causes.remove(node);
    stale.add(node);
    if (node.removed) {
      for (const effect of node.effects ?? []) relink.add(effect);
      unlink(node, stale);
      return false;
    }
    setBuilt(node, node.build());
    relink.add(node);
    // Others name this one by its id, and list it by its time.
    if (before !== node.entry?.id || beforeAt !== node.at) staleAround(node, stale);
    else if (node.cause) staleUpwards(node.cause, stale);
    return true;
  }

  function link(node: Node, stale: Set<Node>): void {
    const cause = causes.find(node);
    if (cause === node.cause) return;
    unlink(node, stale);
    node.cause = cause;
    if (cause) {
      cause.effects ??= new Set();
      cause.effects.add(node);
    }
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
  node.cause.effects?.delete(node);
  staleUpwards(node.cause, stale);
  node.cause = undefined;
}

/** The causes list their effects, and the effects carry the trace of the first cause. */
function staleAround(node: Node, stale: Set<Node>): void {
  staleUpwards(node, stale);
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const effect of next.effects ?? []) {
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
    const after = node.removed ? undefined : linkedEntry(node);
    node.published = after;
    if (before || after) changes.push({ before, after });
  }
  return changes;
}
