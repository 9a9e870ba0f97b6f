import type { Observation } from '@/lib/model/observation';

/** What a relay could not deliver, and where in `storage.local` it leaves it for the background. */
export type Leftover = { nonce: string; url: string; observations: Observation[] };

export const LEFTOVER_PREFIX = 'relay:';

/** `n` tells several leftovers of one document apart. */
export const leftoverKey = (nonce: string, n: number): string => `${LEFTOVER_PREFIX}${nonce}:${n}`;
