import type { Entry } from '@/lib/model/entry';

/**
 * The fold's own view of an entry: where it is built from its records, and which others it is joined to. Nodes change;
 * the entries they publish do not.
 */
export type Node = {
  /** Makes the entry from its records, all but its links. */
  readonly build: () => Built;
  /** As last built; its links are filled in when it is published. */
  entry: Entry | undefined;
  hints: Hints;
  cause: Node | undefined;
  readonly effects: Set<Node>;
  /** What the timeline shows of it now. */
  published: Entry | undefined;
  removed: boolean;
};

export type Built = { entry: Entry; hints?: Hints };

/** What joins causes to effects and is no part of an entry. */
export type Hints = {
  /** When the call returned, which for a promise is before it settled. */
  returnedAt?: number;
  /** The queue item a call was drained from is `queueItemId`; this is the document's own name for the call. */
  requestIds?: readonly string[];
  /** The user a lead is about, to tell leads that overlap. */
  leadKey?: string;
};

export function createNode(build: () => Built): Node {
  return {
    build,
    entry: undefined,
    hints: {},
    cause: undefined,
    effects: new Set(),
    published: undefined,
    removed: false,
  };
}

/** What the joins may do with nodes. */
export type Nodes = {
  create(build: () => Built): Node;
  /** Its records changed. */
  touch(node: Node): void;
  remove(node: Node): void;
};
