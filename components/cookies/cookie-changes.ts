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

/** The newest change that wrote the cookie, as against one that found it there. */
export function lastWriteOf(changes: readonly CookieEntry[]): CookieEntry | undefined {
  return changes.find((change) => change.action === 'set' || change.action === 'changed') ?? changes.at(-1);
}

/** Without the pages that found a cookie as it was: each page tells that again. */
export function tellingChangesOf(changes: readonly CookieEntry[]): CookieEntry[] {
  return changes.filter((change, index) => {
    const before = changes[index + 1];
    return change.action !== 'present' || before === undefined || before.value !== change.value;
  });
}

const plain = (domain: string | undefined): string | undefined => domain?.replace(/^\./, '').toLowerCase();
