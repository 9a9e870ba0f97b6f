import type { Dialect, Entry } from '@/lib/model/entry';

/**
 * The fold's own view of an entry: where it is built from its records, and which others it is joined to. Nodes change;
 * the entries they publish do not.
 */
export type Node = {
  /** Makes the entry from its records, all but its links. */
  readonly build: () => Built;
  /** As last built; its links are filled in when it is published. */
  entry: Entry | undefined;
  /** Not published since it was built. */
  isFresh: boolean;
  /** The dialect it was built with, before it took one over from its effects. */
  dialect: Dialect | undefined;
  /** The times and the number by which it is listed. */
  at: number;
  number: number;
  endedAt: number;
  drainedAt: number;
  hints: Hints;
  cause: Node | undefined;
  /** Absent until there is one: most entries cause nothing. */
  effects: Set<Node> | undefined;
  /** What the timeline shows of it now. */
  published: Entry | undefined;
  removed: boolean;
};

export type Built = { entry: Entry; hints?: Hints };

/** What joins causes to effects and is no part of an entry. */
export type Hints = {
  /** When the call returned, which for a promise is before it settled. */
  returnedAt?: number;
  /** The numbers of the records that said so, which tell the order within a millisecond: browsers round times to one. */
  returnedSeq?: number;
  sentSeq?: number;
  /** What the witnesses outside the page call the request. */
  requestIds?: readonly string[];
  /** The user a lead is about, to tell leads that overlap. */
  leadKey?: string;
};

const NO_HINTS: Hints = {};

/** Takes over what was built. */
export function setBuilt(node: Node, { entry, hints = NO_HINTS }: Built): void {
  node.entry = entry;
  node.isFresh = true;
  node.dialect = entry.dialect;
  node.hints = hints;
  node.at = entry.at;
  node.number = entry.number;
  node.endedAt = entry.kind === 'request' && entry.outcome.kind !== 'pending' ? entry.outcome.endedAt : Infinity;
  node.drainedAt = entry.kind === 'queue' ? (entry.drainedAt ?? Infinity) : Infinity;
}

export function createNode(build: () => Built): Node {
  return {
    build,
    entry: undefined,
    isFresh: false,
    dialect: undefined,
    at: 0,
    number: 0,
    endedAt: Infinity,
    drainedAt: Infinity,
    hints: NO_HINTS,
    cause: undefined,
    effects: undefined,
    published: undefined,
    removed: false,
  };
}

/** The order nodes are listed in. */
export function compareNodes(a: Node, b: Node): number {
  return a.at - b.at || a.number - b.number;
}

/** What the joins may do with nodes. */
export type Nodes = {
  create(build: () => Built): Node;
  /** Its records changed. */
  touch(node: Node): void;
  remove(node: Node): void;
};
