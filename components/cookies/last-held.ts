import { DAY_MS } from '@/components/atoms/format';
import type { CookieState } from '@/lib/model/session';
import type { Timeline } from '@/lib/timeline/timeline';

const WINDOW_DAYS = 60;

/** A cookie that is gone, as the recording last saw it, ready to be written again. */
export function lastHeld(timeline: Timeline, name: string, now: number): CookieState | undefined {
  const changes = timeline.entries.filter((entry) => entry.kind === 'cookie' && entry.name === name);
  const gone = changes.findLast((entry) => entry.kind === 'cookie' && ['removed', 'expired'].includes(entry.action));
  if (gone?.kind !== 'cookie' || !gone.previous || gone.attributes.domain === undefined) return undefined;
  const { expiresAt } = gone.attributes;
  const isOver = expiresAt !== undefined && expiresAt <= now;
  return {
    name,
    value: gone.previous,
    attributes: { ...gone.attributes, ...(isOver && { expiresAt: now + WINDOW_DAYS * DAY_MS }) },
  };
}
