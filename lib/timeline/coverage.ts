import type { Entry } from '@/lib/model/entry';
import type { Coverage, CoverageSource } from '@/lib/model/judgement';
import type { Timeline } from './timeline';

/** How complete a recording is, by its own account: who saw each request, what was lost, which sources are silent. */
export function coverageOf(timeline: Timeline): Coverage {
  let requests = 0;
  let corroborated = 0;
  let pageOnly = 0;
  let browserOnly = 0;
  let bodiesMissing = 0;
  const counts = { page: 0, browser: 0, network: 0, console: 0, cookie: 0, navigation: 0 };
  const frames = new Set<number>();
  for (const entry of timeline.entries) {
    if (entry.ours) continue;
    count(counts, entry);
    if (entry.frameId > 0) frames.add(entry.frameId);
    if (entry.kind !== 'request') continue;
    requests += 1;
    if (entry.witnesses.length > 1) corroborated += 1;
    else if (entry.pageOnly) pageOnly += 1;
    else browserOnly += 1;
    if (entry.missing.some(({ part }) => part === 'request-body' || part === 'response-body')) bodiesMissing += 1;
  }
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
