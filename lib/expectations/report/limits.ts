import { isMocked } from '@/lib/timeline/out-of-reach';
import type { Timeline } from '@/lib/timeline/timeline';

/** What a recording cannot tell although it is whole: of what the mock answered, the API said nothing. */
export function limitsOf({ entries }: Timeline): string[] {
  const count = entries.filter((entry) => entry.kind === 'request' && isMocked(entry)).length;
  if (count === 0) return [];
  const requests = count === 1 ? 'a request' : `${count} requests`;
  return [`What the API would have answered to ${requests} of this page: the mock did, to which it was routed.`];
}
