import type { CookieEntry } from '@/lib/model/entry';
import type { Timeline } from '@/lib/timeline/timeline';

const GONE: readonly CookieEntry['action'][] = ['removed', 'expired', 'refused'];

/** The last word on each tracker cookie up to a time, without those that were gone by then. */
export function customerCookiesAt(timeline: Timeline, at: number): CookieEntry[] {
  const last = new Map<string, CookieEntry>();
  for (const entry of timeline.entries) {
    if (entry.at > at) break;
    if (entry.kind === 'cookie') last.set(`${entry.name} ${entry.attributes.domain ?? ''}`, entry);
  }
  return [...last.values()].filter(
    ({ action, attributes }) =>
      !GONE.includes(action) && (attributes.expiresAt === undefined || attributes.expiresAt > at),
  );
}
