import type { Entry } from '@/lib/model/entry';
import { memoise } from './memoise';
import type { PanelState } from './panel-store';

/** What is wrong with the mock server that a page is routed to: nobody answers there. Known by the page's last call. */
const lastWords = memoise((entries: readonly Entry[]): string | undefined => {
  const last = entries.findLast((entry) => entry.kind === 'request' && isAskedByUs(entry));
  return last?.kind === 'request' && last.outcome.kind === 'failed' ? last.outcome.message : undefined;
});

/** What the router cannot take, such as a call that waits, tells nothing of the server. */
const isAskedByUs = (entry: Extract<Entry, { kind: 'request' }>): boolean =>
  entry.routed && entry.witnesses.includes('extension') && entry.outcome.kind !== 'pending';

export function silentServerOf({ routing, live }: PanelState): string | undefined {
  if (!routing.on || routing.target.kind !== 'server') return undefined;
  const said = lastWords(live.timeline.entries);
  // Of the server that is asked now: another one may have been given since.
  return said?.includes(` ${routing.target.url} `) ? said : undefined;
}
