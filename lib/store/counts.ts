import type { CheckResult } from '@/lib/expectations/expectations';
import type { Entry } from '@/lib/model/entry';
import type { CookieState } from '@/lib/model/session';
import { onGrowing } from '@/lib/timeline/growing';
import { leadsOf } from '@/lib/timeline/leads';
import type { Timeline } from '@/lib/timeline/timeline';
import { checkResultsOf, tallyOf } from './check-results';
import { memoise } from './memoise';
import type { PanelState } from './panel-store';
import { toneOf } from './problems';
import { cookiesOf, loggedEntriesOf, timelineOfView } from './selectors';
import type { TabName } from './view-slice';

/** The number beside a tab's name, and what it counts. */
export type TabCount = { count: number | string; text: string; isError?: boolean };

const leads = memoise((timeline: Timeline) => leadsOf(timeline));

/** Every lead of the recording, each once however it travelled. */
export function leadsOfView(state: PanelState): ReturnType<typeof leadsOf> {
  return leads(timelineOfView(state));
}

const linesAndItems = onGrowing<Entry, { lines: number; errors: number; items: number }>({
  start: () => ({ lines: 0, errors: 0, items: 0 }),
  copy: (counts) => ({ ...counts }),
  add(counts, entry) {
    if (entry.kind === 'queue' && entry.itemId !== undefined) counts.items += 1;
    if (entry.kind !== 'console') return;
    counts.lines += 1;
    if (toneOf(entry) === 'error') counts.errors += 1;
  },
});

const counted = memoise(
  (
    entries: readonly Entry[],
    leadCount: number,
    cookies: readonly CookieState[],
    checked: readonly CheckResult[],
  ): Partial<Record<TabName, TabCount>> => {
    const { lines, errors, items } = linesAndItems(entries);
    const { passed, all } = tallyOf(checked);
    return withoutZeros({
      Timeline: { count: entries.length, text: words(entries.length, 'event') },
      Leads: { count: leadCount, text: words(leadCount, 'lead') },
      Cookies: { count: cookies.length, text: words(cookies.length, 'cookie') },
      Queue: { count: items, text: words(items, 'call') },
      Console:
        errors > 0
          ? { count: errors, text: words(errors, 'error'), isError: true }
          : { count: lines, text: words(lines, 'line') },
      Checks: { count: all > 0 ? `${passed}/${all}` : 0, text: `${passed} of ${words(all, 'check')} pass` },
    });
  },
);

export function countsOf(state: PanelState): Partial<Record<TabName, TabCount>> {
  return counted(loggedEntriesOf(state), leadsOfView(state).length, cookiesOf(state), checkResultsOf(state));
}

function withoutZeros(counts: Partial<Record<TabName, TabCount>>): Partial<Record<TabName, TabCount>> {
  return Object.fromEntries(Object.entries(counts).filter(([, { count }]) => count !== 0));
}

const words = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;
