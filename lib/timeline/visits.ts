import type { Entry, NavigationEntry } from '@/lib/model/entry';
import { isLanding, landingParameters } from '@/lib/tracker/landing';
import { onGrowing } from './growing';
import type { Timeline } from './timeline';

/**
 * A visit is what follows one landing with a partner's parameter, up to the next. A recording that begins without
 * one has a visit without a landing: its click was made earlier, or there was none.
 */
export type Visit = {
  landing?: NavigationEntry;
  /** In the timeline's order, the landing included. */
  entries: readonly Entry[];
  startsAt: number;
};

/** Everything since the last landing. */
export function lastVisit({ entries }: Timeline): Visit {
  const { last } = landingsOf(entries);
  const visited = last && last.index > 0 ? entries.slice(last.index) : entries;
  return { entries: visited, startsAt: visited[0]?.at ?? 0, ...(last && { landing: last.landing }) };
}

type Landings = {
  length: number;
  last?: { index: number; landing: NavigationEntry };
  /** The last navigation of the top frame. */
  before?: NavigationEntry;
};

const landingsOf = onGrowing<Entry, Landings>({
  start: () => ({ length: 0 }),
  copy: (landings) => ({ ...landings }),
  add(landings, entry) {
    if (entry.kind === 'navigation' && entry.frameId === 0) {
      if (isLandingAfter(landings.before, entry)) landings.last = { index: landings.length, landing: entry };
      landings.before = entry;
    }
    landings.length += 1;
  },
});

/** A reload or a return to the landing page is no new landing, nor is a pushState that keeps the query. */
function isLandingAfter(before: NavigationEntry | undefined, entry: NavigationEntry): boolean {
  if (entry.navigationCause !== 'load' && entry.navigationCause !== 'prerender') return false;
  if (!lands(entry)) return false;
  return !before || entry.url !== before.url || before.documentId !== entry.documentId;
}

/** Told once for each: every page of a long visit is asked after every event. */
const known = new WeakMap<NavigationEntry, boolean>();

function lands(entry: NavigationEntry): boolean {
  let answer = known.get(entry);
  if (answer === undefined) {
    answer = [entry.url, ...entry.redirects].some(isLanding);
    known.set(entry, answer);
  }
  return answer;
}

/** The partner codes a visit's landing named, from its URL or from a redirect before it. */
export function landingOf(navigation: NavigationEntry) {
  return [navigation.url, ...navigation.redirects].flatMap(landingParameters);
}
