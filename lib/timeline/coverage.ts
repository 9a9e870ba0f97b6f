import type { Entry } from '@/lib/model/entry';
import type { Coverage, CoverageSource } from '@/lib/model/judgement';
import { onGrowing } from './growing';
import type { Timeline } from './timeline';

type Heard = {
  requests: number;
  corroborated: number;
  pageOnly: number;
  browserOnly: number;
  bodiesMissing: number;
  counts: Counts;
  frames: Set<number>;
};

const heard = onGrowing<Entry, Heard>({
  start: () => ({
    requests: 0,
    corroborated: 0,
    pageOnly: 0,
    browserOnly: 0,
    bodiesMissing: 0,
    counts: { page: 0, browser: 0, network: 0, console: 0, cookie: 0, navigation: 0 },
    frames: new Set(),
  }),
  copy: (state) => ({ ...state, counts: { ...state.counts }, frames: new Set(state.frames) }),
  add(state, entry) {
    if (entry.ours) return;
    count(state.counts, entry);
    if (entry.frameId > 0) state.frames.add(entry.frameId);
    if (entry.kind !== 'request') return;
    state.requests += 1;
    if (entry.witnesses.length > 1) state.corroborated += 1;
    else if (entry.pageOnly) state.pageOnly += 1;
    else state.browserOnly += 1;
    if (entry.missing.some(({ part }) => part === 'request-body' || part === 'response-body')) state.bodiesMissing += 1;
  },
});

/** How complete a recording is, by its own account: who saw each request, what was lost, which sources are silent. */
export function coverageOf(timeline: Timeline): Coverage {
  const { requests, corroborated, pageOnly, browserOnly, bodiesMissing, counts, frames } = heard(timeline.entries);
  return {
    ...(requests > 0 && { corroborated: corroborated / requests }),
    requests,
    pageOnly,
    browserOnly,
    bodiesMissing,
    dropped: timeline.dropped,
    sources: [
      source('Page hooks', counts.page, requests > 0, 'Nothing was heard from code in the page: reload it.'),
      source('Browser network', counts.browser, requests > 0, 'The browser reported none of these requests.'),
      source(
        'DevTools network',
        counts.network,
        requests > 0,
        'Response bodies are kept while DevTools is open on this tab.',
      ),
      source('Console', counts.console, false, 'The tracker prints only with debug on.'),
      source('Cookies', counts.cookie, false),
      source('Navigation', counts.navigation, false),
      { name: 'Frames', state: frames.size > 0 ? 'heard' : 'silent', events: frames.size },
    ],
  };
}

type Counts = Record<'page' | 'browser' | 'network' | 'console' | 'cookie' | 'navigation', number>;

function count(counts: Counts, entry: Entry): void {
  if (entry.witnesses.includes('page')) counts.page += 1;
  if (entry.kind === 'console' || entry.kind === 'cookie' || entry.kind === 'navigation') counts[entry.kind] += 1;
  if (entry.kind !== 'request' && entry.kind !== 'script') return;
  if (entry.witnesses.includes('browser')) counts.browser += 1;
  if (entry.witnesses.includes('network')) counts.network += 1;
}

function source(name: string, events: number, isExpected: boolean, note?: string): CoverageSource {
  if (events > 0) return { name, state: 'heard', events };
  const isWorthANote = note !== undefined && (isExpected || name === 'Console');
  return { name, state: 'silent', events, ...(isWorthANote && { note }) };
}
