import type { NavigationEntry } from '@/lib/model/entry';
import type { JournalRecord, NavigationCause } from '@/lib/model/observation';
import { landingParameters } from '@/lib/tracker/landing';
import { entryBase, inOrder } from './entry-base';
import type { Join } from './join-keyed';
import type { Node, Nodes } from './node';
import { createItem, createPairing } from './pairing';
import type { Item } from './pairing-groups';
import { withoutFragment } from './signature';

/** A navigation as the page and the browser tell it: the page knows how it came about, the browser its redirects. */

type NavigationRecord = Extract<JournalRecord, { kind: 'navigation' }>;
type Told = { record: NavigationRecord; node: Node | undefined };

/** The browser notes the request's start, the page its own, which on a slow host is long after. */
const DOCUMENT_REACH_MS = 30_000;
const ROUTE_REACH_MS = 2000;

export function joinNavigations(nodes: Nodes): Join<'navigation'> & { settle(): void } {
  const pairing = createPairing<Told>({
    onGroup(head) {
      const told = head.value;
      if (told.node) nodes.touch(told.node);
      else told.node = nodes.create(() => ({ entry: build(head.members ?? [head]) }));
    },
    onDissolve({ value }) {
      if (value.node) nodes.remove(value.node);
      value.node = undefined;
    },
  });
  return {
    add(record) {
      const kind = kindOf(record.cause);
      const item = createItem<Told>({
        value: { record, node: undefined },
        lane: record.source,
        at: record.at,
        seq: record.seq,
        hash: '',
        frameId: record.frameId,
        reachMs: kind === 'document' ? DOCUMENT_REACH_MS : ROUTE_REACH_MS,
      });
      // Only a route inside a document differs by its fragment.
      const url = kind === 'document' ? withoutFragment(record.url) : record.url;
      pairing.add(`${kind} ${record.frameId} ${url}`, item);
    },
    settle: pairing.settle,
  };
}

function kindOf(cause: NavigationCause): 'document' | 'route' | 'unload' {
  if (cause === 'unload') return 'unload';
  return cause === 'push' || cause === 'replace' || cause === 'pop' || cause === 'hash' ? 'route' : 'document';
}

function build(members: readonly Item<Told>[]): NavigationEntry {
  const records = inOrder(members.map((item) => item.value.record));
  const said = records.find((record) => record.source === 'page') ?? records[0];
  if (!said) throw new Error('A navigation is made of records.');
  // `load` is what a witness says who does not know better.
  const cause =
    said.cause !== 'load' ? said.cause : (records.find((record) => record.cause !== 'load')?.cause ?? 'load');
  const redirects = records.map((record) => record.redirects ?? []).find((list) => list.length > 0) ?? [];
  const referrer = records.find((record) => record.referrer)?.referrer;
  const status = records.find((record) => record.status !== undefined)?.status;
  const dialects = new Set([said.url, ...redirects].flatMap(landingParameters).map((landing) => landing.dialect));
  const [dialect] = dialects;
  const base = entryBase(records);
  // A document begins when the browser commits it. Its own observers start later, and by then Chromium's preload
  // scanner may have asked for the page's scripts.
  if (kindOf(cause) === 'document') for (const { at } of records) base.at = Math.min(base.at, at);
  return Object.assign(base, {
    kind: 'navigation' as const,
    navigationCause: cause,
    url: said.url,
    redirects,
    ...(referrer !== undefined && { referrer }),
    ...(status !== undefined && { status }),
    ...(dialect && dialects.size === 1 && { dialect }),
  });
}
