import type { CookieEntry } from '@/lib/model/entry';
import type { CookieState } from '@/lib/model/session';
import type { Timeline } from '@/lib/timeline/timeline';
import { CUSTOMER_COOKIES } from '@/lib/tracker/dialects';
import { readCustomerId } from '@/lib/tracker/identifiers';
import { landingParameters } from '@/lib/tracker/landing';

/** Whose click the customer cookie held, and for how long: of several partners the last one wins. */

export type ClickOwner = {
  value: string;
  /** The code of the link that was followed; absent where the recording does not show it. */
  partner?: string;
  /** The user wrote it through us. */
  ours: boolean;
  from: number;
  /** When another took over, or the cookie went or will go; absent while nothing limits it. */
  until?: number;
  /** When the cookie would have ended by itself. */
  expiresAt?: number;
  isCurrent: boolean;
};

/** The owners, oldest first; none for a cookie that names no customer. `changes` come newest first. */
export function clickOwnersOf(
  timeline: Timeline,
  changes: readonly CookieEntry[],
  cookie: CookieState,
  now: number,
): ClickOwner[] {
  if (!CUSTOMER_COOKIES.includes(cookie.name)) return [];
  const owners: ClickOwner[] = [];
  let tookOverAt = Number.NEGATIVE_INFINITY;
  for (const change of changes.toReversed()) {
    const { value, previous, at, action, author } = change;
    if (action === 'refused') continue;
    let holder = holderOf(owners);
    if (!holder && previous && previous !== value) {
      holder = { value: previous, ours: false, from: clickedAt(previous, at), isCurrent: false };
      owners.push(holder);
    }
    const isGone = action === 'removed' || action === 'expired' || value === '';
    if (holder && (isGone || holder.value !== value)) endAt(holder, at);
    if (isGone) continue;
    if (holder?.value !== value || holder.until !== undefined) {
      const ours = author.kind === 'extension';
      const partner = ours ? undefined : partnerBetween(timeline, tookOverAt, at);
      const from = ours ? at : clickedAt(value, at);
      holder = { value, ours, from, isCurrent: false, ...(partner !== undefined && { partner }) };
      owners.push(holder);
      tookOverAt = at;
    }
    const expiresAt = expiryOf(change);
    if (expiresAt !== undefined) holder.expiresAt = expiresAt;
  }
  return withPresent(owners, cookie, now);
}

/** What the browser holds now has the last word. */
function withPresent(owners: ClickOwner[], { value, attributes }: CookieState, now: number): ClickOwner[] {
  const holder = holderOf(owners);
  const isKnown = holder?.value === value;
  const present: ClickOwner = isKnown ? holder : { value, ours: false, from: clickedAt(value, now), isCurrent: true };
  if (!isKnown) {
    if (holder) endAt(holder, present.from);
    owners.push(present);
  }
  if (attributes.expiresAt === undefined) delete present.expiresAt;
  else Object.assign(present, { expiresAt: attributes.expiresAt, until: attributes.expiresAt });
  present.isCurrent = true;
  return owners;
}

/** Whoever nobody has followed yet. */
function holderOf(owners: readonly ClickOwner[]): ClickOwner | undefined {
  const last = owners.at(-1);
  return last?.until === undefined ? last : undefined;
}

function endAt(owner: ClickOwner, at: number): void {
  owner.until = Math.max(owner.from, Math.min(at, owner.expiresAt ?? at));
}

/** A page that only found the cookie does not know. */
function expiryOf({ at, attributes: { expiresAt, maxAgeSeconds } }: CookieEntry): number | undefined {
  return expiresAt ?? (maxAgeSeconds === undefined ? undefined : at + maxAgeSeconds * 1000);
}

/** The identifier knows when the click was made, which may be long before the cookie was seen. */
function clickedAt(value: string, seenAt: number): number {
  return Math.min(seenAt, readCustomerId(value)?.clickedAt ?? seenAt);
}

/** The partner of the last link that was followed in that time. */
function partnerBetween(timeline: Timeline, after: number, until: number): string | undefined {
  for (const entry of timeline.entries.toReversed()) {
    if (entry.kind !== 'navigation' || entry.at <= after || entry.at > until) continue;
    const [landing] = [entry.url, ...entry.redirects].flatMap(landingParameters);
    if (landing) return landing.code;
  }
  return undefined;
}
