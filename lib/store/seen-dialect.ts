import type { Dialect, Entry } from '@/lib/model/entry';
import { parseUrl } from '@/lib/tracker/endpoint';
import { memoise } from './memoise';
import type { PanelState } from './panel-store';
import { pageUrlOf, timelineOfView } from './selectors';

/**
 * Which generation of the tracker the site of the page was last seen to speak in this recording. What a routed page got
 * from the mock proves nothing: the stand-in spoke there.
 */
const lastSeen = memoise((entries: readonly Entry[], host: string): Dialect | undefined => {
  const sign = entries.findLast((entry) => isSign(entry) && parseUrl(entry.documentUrl)?.host === host);
  return sign?.dialect;
});

function isSign(entry: Entry): boolean {
  if (entry.dialect === undefined || entry.ours) return false;
  if (entry.kind === 'request') return !entry.routed;
  // What the page's own code calls.
  return entry.kind === 'call' || entry.kind === 'queue';
}

export function seenDialectOf(state: PanelState): Dialect | undefined {
  const host = parseUrl(pageUrlOf(state))?.host;
  return host === undefined ? undefined : lastSeen(timelineOfView(state).entries, host);
}
