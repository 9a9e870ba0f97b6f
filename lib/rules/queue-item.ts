import type { Snapshot } from '@/lib/model/json';

/** The tracker takes `['method', …arguments]` and nothing else. */
export function isWellFormed(item: Snapshot | undefined): boolean {
  return Array.isArray(item) && typeof item[0] === 'string' && item[0] !== '';
}
