import type { CookieEntry } from '@/lib/model/entry';
import type { CookieState } from '@/lib/model/session';
import type { Timeline } from '@/lib/timeline/timeline';

/** What happened to a cookie, the newest first; what a page wrote without a domain counts for its name. */
export function changesOf(timeline: Timeline, { name, attributes }: CookieState): CookieEntry[] {
  const changes = timeline.entries.filter(
    (entry): entry is CookieEntry => entry.kind === 'cookie' && entry.name === name,
  );
  const domain = plain(attributes.domain);
  const same = changes.filter(
    (change) => change.attributes.domain === undefined || plain(change.attributes.domain) === domain,
  );
  return same.reverse();
}

const plain = (domain: string | undefined): string | undefined => domain?.replace(/^\./, '').toLowerCase();
