import type { Entry } from '@/lib/model/entry';
import type { JournalRecord } from '@/lib/model/observation';
import { createGraph } from './graph';
import { joinConsole } from './join-console';
import { joinCookies } from './join-cookies';
import { joinGlobals } from './join-global';
import { joinCalls, joinNotices, joinQueue, joinScripts } from './join-keyed';
import { joinNavigations } from './join-navigations';
import { joinRequests } from './join-requests';
import { applyChanges } from './publish';
import { noticeCount } from './timeline';

/** Everything the fold keeps between two records. It changes in place; the entries it gives out do not. */
export type FoldState = {
  readonly entries: readonly Entry[];
  /** The entries by id, as of now. */
  readonly byId: ReadonlyMap<string, Entry>;
  readonly lastSeq: number;
  readonly dropped: number;
  readonly rejected: number;
  /** Returns the records that were new. */
  absorb(records: readonly JournalRecord[]): JournalRecord[];
};

export function createFoldState(): FoldState {
  const graph = createGraph();
  const joins = {
    scripts: joinScripts(graph),
    calls: joinCalls(graph),
    queue: joinQueue(graph),
    notices: joinNotices(graph),
    console: joinConsole(graph),
    globals: joinGlobals(graph),
    navigations: joinNavigations(graph),
    cookies: joinCookies(graph),
    requests: joinRequests(graph),
  };
  const seen = new Set<string | number>();
  const byId = new Map<string, Entry>();
  let entries: readonly Entry[] = [];
  let lastSeq = 0;
  let dropped = 0;
  let rejected = 0;

  function add(record: JournalRecord): void {
    switch (record.kind) {
      case 'navigation':
        joins.navigations.add(record);
        break;
      case 'script':
        joins.scripts.add(record);
        break;
      case 'global':
        joins.globals.add(record);
        break;
      case 'call':
        joins.calls.add(record);
        break;
      case 'queue':
        joins.queue.add(record);
        break;
      case 'console':
        joins.console.add(record);
        break;
      case 'request':
      case 'response':
      case 'failure':
        joins.requests.add(record);
        break;
      case 'cookie':
        joins.cookies.add(record);
        break;
      case 'storage':
        joins.notices.add(record);
        break;
    }
  }

  return {
    get entries() {
      return entries;
    },
    byId,
    get lastSeq() {
      return lastSeq;
    },
    get dropped() {
      return dropped;
    },
    get rejected() {
      return rejected;
    },
    absorb(records) {
      const fresh: JournalRecord[] = [];
      for (const record of records) {
        // A page's ids are its document's own; what the background numbers is unique by its number.
        const key = record.source === 'page' ? record.id : record.seq;
        if (seen.has(key)) continue;
        seen.add(key);
        fresh.push(record);
        lastSeq = Math.max(lastSeq, record.seq);
        add(record);
      }
      if (fresh.length === 0) return fresh;
      joins.navigations.settle();
      joins.cookies.settle();
      joins.requests.settle();
      const changes = graph.settle();
      for (const { before, after } of changes) {
        dropped += noticeCount(after, 'gap') - noticeCount(before, 'gap');
        rejected += noticeCount(after, 'rejected') - noticeCount(before, 'rejected');
      }
      entries = applyChanges(entries, byId, changes);
      return fresh;
    },
  };
}
