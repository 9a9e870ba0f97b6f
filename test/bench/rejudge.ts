import type { Entry } from '@/lib/model/entry';
import { judge } from '@/lib/rules/judge';
import { timelineOf } from '@/lib/timeline/timeline';
import {
  aCall,
  aClick,
  aConsoleLine,
  aCookie,
  aGlobal,
  aLead,
  aNavigation,
  aQueueItem,
  aRequest,
  aScript,
  resetEntries,
} from '@/test/fixtures/entries';
import { percentile } from './table';

/** How long it takes to judge anew after each of the last entries of a long visit. */

const SITE = 'https://shop.example.com';

/** One visit, page after page: each with its tracker, debug lines, cookies and a signup of its own. */
export function aLongVisit(size: number): Entry[] {
  resetEntries();
  const first = { documentId: 'page-0', documentUrl: `${SITE}/?ref=maya-reviews` };
  const entries: Entry[] = [aNavigation({ ...first, url: first.documentUrl }), aScript(first), aGlobal(first)];
  entries.push(aClick({}, first), aCookie(first));
  for (let page = 1; entries.length < size; page += 1) entries.push(...aPage(page));
  return entries.slice(0, size);
}

function aPage(page: number): Entry[] {
  const where = { documentId: `page-${page}`, documentUrl: `${SITE}/p/${page}` };
  const lead = { user_id: `u_${page}`, email: `ada+${page}@example.org` };
  const opened = [aNavigation({ ...where, url: where.documentUrl }), aScript(where), aGlobal(where)];
  const lines = Array.from({ length: 6 }, () => aConsoleLine(where));
  const cookies = Array.from({ length: 3 }, () => aCookie({ ...where, action: 'unchanged' }));
  const own = Array.from({ length: 3 }, () => aRequest({ ...where, url: `${SITE}/api/users` }));
  const item = aQueueItem({ ...where, item: ['trackLead', lead] });
  const call = aCall({ ...where, args: [lead], cause: item.id, queueItemId: item.itemId ?? 0 });
  const request = aLead(lead, { ...where, cause: call.id });
  item.effects = [call.id];
  call.effects = [request.id];
  return [...opened, ...lines, ...cookies, ...own, item, call, request];
}

/** `cpuP95Ms` is what the process worked, sweeping included: it tells a slow judgement from a machine with other things to do. */
export type Timing = { p50Ms: number; p95Ms: number; cpuP95Ms: number; rounds: number };

/** Judges the visit at its full size, after each of its last `rounds` entries. */
export function timeRejudging(size = 10_000, rounds = 200): Timing {
  const entries = aLongVisit(size);
  const grown = timelineOf(entries.slice(0, size - rounds));
  const byId = new Map(grown.byId);
  const times: number[] = [];
  const worked: number[] = [];
  // What making the visit left behind is not judging's to sweep.
  globalThis.gc?.();
  for (let end = size - rounds + 1; end <= size; end += 1) {
    // As folding does it: a new list, and the index brought up to date in place.
    const entry = entries[end - 1];
    if (entry) byId.set(entry.id, entry);
    const timeline = { ...grown, entries: entries.slice(0, end), byId, lastSeq: end };
    const cpu = process.cpuUsage();
    const start = performance.now();
    judge(timeline);
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(cpu);
    worked.push((user + system) / 1000);
  }
  return {
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    cpuP95Ms: percentile(worked, 0.95),
    rounds,
  };
}
