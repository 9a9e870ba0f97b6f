import type { Entry } from '@/lib/model/entry';
import type { Change } from './graph';
import { firstIndex } from './sorted-list';
import { compareEntries } from './timeline';

/** Up to so many changes are put into a copy one by one; more are merged in one pass. */
const FEW = 16;

/** The entries after the changes, in a new array, and the index brought up to date in place. */
export function applyChanges(
  entries: readonly Entry[],
  byId: Map<string, Entry>,
  changes: readonly Change[],
): readonly Entry[] {
  if (changes.length === 0) return entries;
  // Ids may pass from one entry to another, so all go before any comes.
  for (const { before } of changes) if (before) byId.delete(before.id);
  for (const { after } of changes) if (after) byId.set(after.id, after);
  return changes.length <= FEW ? patch(entries, changes) : merge(entries, changes);
}

function patch(entries: readonly Entry[], changes: readonly Change[]): readonly Entry[] {
  const next = entries.slice();
  const moved = changes.filter(({ before, after }) => !before || !after || compareEntries(before, after) !== 0);
  for (const { before } of moved) if (before) next.splice(placeOf(next, before), 1);
  for (const { before, after } of changes) {
    if (before && after && compareEntries(before, after) === 0) next[placeOf(next, before)] = after;
  }
  for (const { after } of moved) if (after) next.splice(placeOf(next, after), 0, after);
  return next;
}

/** Where an entry is, or belongs: no two have both time and order in common. */
function placeOf(entries: readonly Entry[], entry: Entry): number {
  return firstIndex(entries, (other) => compareEntries(other, entry) >= 0);
}

function merge(entries: readonly Entry[], changes: readonly Change[]): readonly Entry[] {
  const gone = new Set<Entry>();
  const added: Entry[] = [];
  for (const { before, after } of changes) {
    if (before) gone.add(before);
    if (after) added.push(after);
  }
  added.sort(compareEntries);
  const next: Entry[] = [];
  let index = 0;
  for (const entry of entries) {
    if (gone.has(entry)) continue;
    for (let other = added[index]; other && compareEntries(other, entry) < 0; other = added[index]) {
      next.push(other);
      index += 1;
    }
    next.push(entry);
  }
  for (; index < added.length; index += 1) next.push(added[index] as Entry);
  return next;
}
